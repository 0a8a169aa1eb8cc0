"""What a sheet would change: every row matched, read, compared and checked, before anything is written."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db.models import Count, Max

from .children import read_children
from .lookups import Lookups
from .matching import match_rows
from .reading import SheetRefused
from .resources import KEY
from .rows import Problem, apply_values, errors_of, read_rows, shown
from .widgets import nearest

SHOWN_CHANGES = 300
SHOWN_PROBLEMS = 1000


class Plan:
    """All that an import would do, and all that stands against it."""

    def __init__(self, resource, user):
        self.resource, self.user, self.lookups = resource, user, Lookups(resource.aliases)
        self.mark = mark_of(resource.model)
        self.entries, self.problems, self._blamed = [], [], {}

    def refuse(self, sheet, row, column, value, message):
        title = sheet.title or self.resource.sheet
        self.problems.append(Problem(title, row.number, column, shown(value), message))
        self._blamed.setdefault((title, row.number), set()).add(column)

    def is_blamed(self, sheet, row, column):
        """Was this cell refused already; or anything of the row, when it is the row as a whole that is wrong?"""
        said = self._blamed.get((sheet.title or self.resource.sheet, row.number), set())
        return column in said or bool(said and not column)

    @property
    def sound(self):
        """The rows that nothing stands against."""
        refused = {row for sheet, row in self.refused_rows if sheet not in self._child_sheets}
        return [entry for entry in self.entries if entry.row.number not in refused]

    @property
    def new(self):
        return [entry for entry in self.sound if entry.is_new]

    @property
    def changed(self):
        return [entry for entry in self.sound if not entry.is_new and entry.changes]

    @property
    def unchanged(self):
        return [entry for entry in self.sound if not entry.is_new and not entry.changes]

    @property
    def refused_rows(self):
        return {(problem.sheet, problem.row) for problem in self.problems}

    @property
    def problems_in_order(self):
        """The problems as somebody goes through the file to mend it: sheet by sheet, row by row."""
        return sorted(
            self.problems, key=lambda problem: (problem.sheet in self._child_sheets, problem.sheet, problem.row)
        )

    @property
    def _child_sheets(self):
        """Every other sheet is the main one, whatever somebody called it."""
        return {child.sheet for child in self.resource.children}

    def report(self):
        """What the preview shows, as JSON; long lists are cut, and the report says so."""
        touched = [*self.new, *self.changed]
        return {
            "problems": [vars(problem) for problem in self.problems_in_order[:SHOWN_PROBLEMS]],
            "problem_total": len(self.problems),
            "refused_rows": len(self.refused_rows),
            "changes": [
                {
                    "row": entry.row.number,
                    "title": entry.record.title,
                    "is_new": entry.is_new,
                    "fields": [list(change) for change in entry.changes],
                }
                for entry in sorted(touched, key=lambda entry: entry.row.number)[:SHOWN_CHANGES]
            ],
            "change_total": len(touched),
        }

    def digest(self):
        """Changes whenever the import would do something else than the preview said."""
        said = [[entry.row.number, entry.is_new, entry.record.pk, entry.changes] for entry in self.entries]
        return hashlib.sha256(json.dumps([said, len(self.problems)], ensure_ascii=False).encode()).hexdigest()


def mark_of(model):
    """Something that changes with every change of a register."""
    rows = model._base_manager.aggregate(Count("pk"), Max("latest_revision"), Max("updated_at"))
    return tuple(rows.values())


def build_plan(resource, sheets, user):
    """Return the Plan of `sheets`, as `read_sheets` gives them. Raises SheetRefused for what no row can be blamed for."""
    plan = Plan(resource, user)
    main, children = _assign_sheets(resource, sheets)
    if len(main.rows) > resource.max_rows:
        raise SheetRefused(f"“{resource.sheet}”超过{resource.max_rows:,}行，请分成几个文件导入。")
    rows = read_rows(plan, main, resource)
    if not rows:
        raise SheetRefused(f"“{resource.sheet}”里没有可以导入的行。")
    plan.entries = match_rows(plan, main, rows)
    for entry in plan.entries:
        apply_values(entry.record, entry.values, resource, entry.changes)
    for child, sheet in children:
        read_children(plan, main, child, sheet)
    for entry, header, message in resource.conflicts(plan.entries):
        value = resource.columns[header].widget.render(entry.values.get(header))
        plan.refuse(main, entry.row, header, value, message)
    for entry in plan.entries:
        _check(plan, main, entry)
    return plan


def _assign_sheets(resource, sheets):
    """Say which sheet is which, and refuse wrong headers."""
    known = {resource.sheet: resource} | {child.sheet: child for child in resource.children}
    if len(sheets) == 1:  # one sheet under any name, or a CSV file, is the main one
        sheets = {resource.sheet: next(iter(sheets.values()))}
    if unknown := [title for title in sheets if title not in known and sheets[title].headers]:
        raise SheetRefused(
            f"不认识工作表“{unknown[0]}”{nearest(unknown[0], known)}。工作表名应为：{'、'.join(known)}。请从模板开始填写。"
        )
    if resource.sheet not in sheets or not sheets[resource.sheet].headers:
        raise SheetRefused(f"没有工作表“{resource.sheet}”，或者它是空的。请从模板开始填写。")
    children = []
    for title, sheet in sheets.items():
        if sheet.headers:
            _check_headers(sheet, known[title], title)
            if title != resource.sheet:
                children.append((known[title], sheet))
    return sheets[resource.sheet], children


def _check_headers(sheet, resource, title):
    columns, said = resource.columns, []
    missing = [name for name, column in columns.items() if column.required and name not in sheet.headers]
    if missing:
        said.append(f"缺少：{'、'.join(missing)}")
    unknown = [header for header in sheet.headers if header and header not in columns]
    if unknown:
        said.append("不认识：" + "、".join(f"“{header}”{nearest(header, columns)}" for header in unknown[:10]))
    twice = sorted({header for header in sheet.headers if header and sheet.headers.count(header) > 1})
    if twice:
        said.append(f"重复：{'、'.join(twice)}")
    if said:
        raise SheetRefused(f"工作表“{title}”第一行的表头不对。{'；'.join(said)}。请下载模板对照。")


def _check(plan, sheet, entry):
    """Ask the record itself whether it is right; and whether it may be changed at all."""
    record, headers = entry.record, {column.attribute: name for name, column in plan.resource.columns.items()}
    if not entry.is_new and entry.changes:
        try:
            record.refuse_change_by(plan.user)
        except ValidationError as error:
            plan.refuse(sheet, entry.row, KEY, record.pk, error.messages[0])
    cells = dict(zip(sheet.headers, entry.row.values, strict=True))
    for header, message in plan.resource.contradictions(entry, cells):
        plan.refuse(sheet, entry.row, header, cells.get(header), message)
    for name, messages in errors_of(record).items():
        header = headers.get(name, "")
        if not plan.is_blamed(sheet, entry.row, header):
            value = plan.resource.columns[header].widget.render(entry.values.get(header)) if header else ""
            plan.refuse(sheet, entry.row, header, value, "".join(messages))
