"""Rows that belong to a record: items of a policy, people of a company, parties of an event."""

from modelcluster.models import ClusterableModel

from programs.records.batches import hold_nothing_yet
from programs.records.protection import holds_on
from programs.texts.folding import folded

from .resources import numbered
from .rows import apply_values, errors_of, read_rows, set_blanks_aside


def read_children(plan, main, resource, sheet):
    """Read a child sheet and put its rows on their records. A record without rows in it keeps what it has; one with
    rows gets exactly these."""
    owners = owners_by_name(plan)
    groups = {}
    for row, values in read_rows(plan, sheet, resource):
        name = values.get(resource.owner_header)
        if not name:
            continue
        found = owners.get(folded(name) or name, [])
        if len(found) != 1:
            reason = "不止一行，请写成“编号”加数字，如编号12" if found else "没有这一行，或那一行有错误"
            plan.refuse(sheet, row, resource.owner_header, name, f"工作表“{plan.resource.sheet}”里{reason}。")
            continue
        entry = found[0]
        groups.setdefault(id(entry), (entry, []))[1].append((row, values))
    removed = {}
    for entry, rows in groups.values():
        removed |= dict.fromkeys(_replace(plan, sheet, resource, entry, rows), rows[0][0])
    for hold in holds_on(list(removed)):
        plan.refuse(sheet, removed[hold.row], resource.owner_header, "", hold.refusal)


def owners_by_name(plan):
    """{what a child row may call it by: entries}: its title, another identity, or its number."""
    owners = {}
    for entry in plan.entries:
        names = {entry.values.get(header) for _, header in plan.resource.identities} | {entry.record.title}
        names |= {numbered(entry.record)} if entry.record.pk else set()
        for name in {folded(str(name)) or str(name) for name in names - {None, ""}}:
            owners.setdefault(name, []).append(entry)
    return owners


def _replace(plan, sheet, resource, entry, rows):
    """Put `rows` in place of the children on record; returns those that would go."""
    manager = getattr(entry.record, resource.relation)
    left, kept, changes, is_cleared = list(manager.all()), [], [], False
    for order, (row, values) in enumerate(rows):
        child = _known(left, resource, values) or _new(manager.model)
        if child.pk:
            left.remove(child)
        label = f"{resource.sheet}“{_label(resource, values)}”"
        own = []
        if child.pk:
            values = set_blanks_aside(plan, child, row, values, resource, entry.clears, f"{label} ")
            is_cleared = is_cleared or bool(entry.clears)
        apply_values(child, values, resource, own)
        changes += [(f"{label} {header}", before, after) for header, before, after in own]
        if not child.pk and not own:
            changes.append((label, "", "新增"))
        child.sort_order = order
        kept.append(child)
        for name, messages in errors_of(child).items():
            header = next((h for h, column in resource.columns.items() if column.attribute == name), "")
            value = header and resource.columns[header].widget.render(values.get(header))
            if not plan.is_blamed(sheet, row, header):
                plan.refuse(sheet, row, header, value, "".join(messages))
    changes += [(f"{resource.sheet}“{child}”", "有", "删除") for child in left]
    entry.changes += changes
    if changes or (is_cleared and plan.answers.clears):
        manager.set(kept)
    return left


def _new(model):
    child = model()
    if isinstance(child, ClusterableModel):
        hold_nothing_yet(child)
    return child


def _known(left, resource, values):
    """The child that the row means: the one that says the same where it counts."""
    for child in left:
        columns = [column for column in resource.columns.values() if column.attribute in resource.identity]
        if all(column.export(child) == column.widget.render(values.get(column.header)) for column in columns):
            return child
    return None


def _label(resource, values):
    columns = [column for column in resource.columns.values() if column.attribute in resource.identity]
    texts = [column.widget.render(values.get(column.header)) for column in columns]
    return " ".join(text for text in texts if text)
