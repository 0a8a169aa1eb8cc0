"""What a sheet would change: every row matched, read, compared and checked, before anything is written."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db.models import Count, Max

from .answers import Answers
from .children import read_children
from .lookups import Lookups
from .matching import match_rows
from .reading import SheetRefused
from .resources import KEY
from .rows import Problem, Question, apply_values, errors_of, read_rows, shown
from .widgets import nearest

SHOWN_CHANGES = 300
SHOWN_PROBLEMS = 1000
SHOWN_HIDDEN = 10
MAX_QUESTIONS = 200
LEAVE_OUT = "表格里只留表头和记录，请删去合计、说明、落款等行后再上传。"


class Plan:
    """All that an import would do, and all that stands against it."""

    def __init__(self, resource, user, answers=None):
        self.resource, self.user, self.lookups = resource, user, Lookups(resource.aliases)
        self.mark, self.answers = mark_of(resource.model), answers or Answers()
        self.entries, self.problems, self._blamed = [], [], {}
        self.questions, self.notes = [], []

    def ask(self, sheet, row, reason):
        """Note that `row` seems to be no record; return what a keeper has said of it."""
        title = sheet.title or self.resource.sheet
        text = "　".join(text for text in map(shown, row.values) if text.strip())
        answer = self.answers.of(title, row.number)
        self.questions.append(Question(title, row.number, shown(text), reason, answer))
        if len(self.questions) > MAX_QUESTIONS:
            raise SheetRefused(f"有超过{MAX_QUESTIONS}行不像是记录，如第{row.number}行（{reason}）。{LEAVE_OUT}")
        return answer

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
        return [entry for entry in self.sound if not entry.is_new and self._changes_of(entry)]

    @property
    def unchanged(self):
        return [entry for entry in self.sound if not entry.is_new and not self._changes_of(entry)]

    def _changes_of(self, entry):
        return entry.changes + (entry.clears if self.answers.clears else [])

    @property
    def cleared(self):
        """The rows with blank cells where their records have something."""
        return [entry for entry in self.sound if entry.clears]

    @property
    def open_questions(self):
        return [question for question in self.questions if not question.answer]

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
            "changes": _shown_changes(touched, self._changes_of),
            "change_total": len(touched),
            "clears": _shown_changes(self.cleared, lambda entry: entry.clears),
            "clear_total": sum(len(entry.clears) for entry in self.cleared),
            "questions": [vars(question) for question in self.questions],
            "notes": self.notes,
        }

    def digest(self):
        """Changes whenever the import would do something else than the preview said."""
        said = [
            [entry.row.number, entry.is_new, entry.record.pk, entry.changes, entry.clears] for entry in self.entries
        ]
        left = [vars(question) for question in self.questions]
        said = [said, len(self.problems), left, self.answers.clears]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _shown_changes(entries, fields_of):
    return [
        {
            "row": entry.row.number,
            "title": entry.record.title,
            "is_new": entry.is_new,
            "fields": [list(change) for change in fields_of(entry)],
        }
        for entry in sorted(entries, key=lambda entry: entry.row.number)[:SHOWN_CHANGES]
    ]


def mark_of(model):
    """Something that changes with every change of a register."""
    rows = model._base_manager.aggregate(Count("pk"), Max("latest_revision"), Max("updated_at"))
    return tuple(rows.values())


def build_plan(resource, sheets, user, answers=None):
    """Return the Plan of `sheets`, as `read_sheets` gives them. Raises SheetRefused for what no row can be blamed for."""
    plan = Plan(resource, user, answers)
    main, children = _assign_sheets(resource, sheets)
    plan.notes = list(_notes(sheets.values(), {main.title} | {sheet.title for _, sheet in children}))
    if len(main.rows) > resource.max_rows:
        raise SheetRefused(f"“{resource.sheet}”超过{resource.max_rows:,}行，请分成几个文件导入。")
    rows = read_rows(plan, main, resource)
    if not rows and not plan.questions:
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
    hidden = [title for title, sheet in sheets.items() if sheet.is_hidden]
    filled = {title: sheet for title, sheet in sheets.items() if sheet.headers}
    if len(filled) == 1:  # one sheet under any name, or a CSV file, is the main one
        filled = {resource.sheet: next(iter(filled.values()))}
    if unknown := [title for title in filled if title not in known]:
        raise SheetRefused(
            f"不认识工作表“{unknown[0]}”{nearest(unknown[0], known)}。工作表名应为：{'、'.join(known)}。请从模板开始填写。"
        )
    if resource.sheet not in filled:
        also = f"（工作表“{'”“'.join(hidden)}”是隐藏的，没有读取）" if hidden else ""
        raise SheetRefused(f"没有工作表“{resource.sheet}”，或者它是空的{also}。请从模板开始填写。")
    for title, sheet in filled.items():
        _check_headers(sheet, known[title], title)
    main = filled.pop(resource.sheet)
    return main, [(known[title], sheet) for title, sheet in filled.items()]


def _notes(sheets, used):
    """What somebody who looks at the file does not see, and whether it was read."""
    for sheet in sheets:
        title = f"工作表“{sheet.title}”" if sheet.title else "表格"
        if sheet.is_hidden:
            yield f"{title}是隐藏的，没有读取。要导入的，请取消隐藏后重新上传。"
        elif sheet.title in used and sheet.hidden_rows:
            numbers = "、".join(str(number) for number in sheet.hidden_rows[:SHOWN_HIDDEN])
            more = "等" if len(sheet.hidden_rows) > SHOWN_HIDDEN else ""
            yield (
                f"{title}有{len(sheet.hidden_rows)}行是隐藏或被筛选掉的（第{numbers}行{more}），也读取了。"
                "不要导入的，请删去后重新上传。"
            )
        if sheet.title in used and sheet.hidden_columns:
            yield f"{title}的“{'”“'.join(sheet.hidden_columns)}”列是隐藏的，也读取了。不要导入的，请删去后重新上传。"


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
