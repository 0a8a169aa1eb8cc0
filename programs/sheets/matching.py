"""Which record does a row mean? By its number, or else by what identifies it; and no record twice."""

from ..batches import hold_nothing_yet
from .lookups import in_chunks
from .resources import KEY
from .rows import Entry, set_blanks_aside


def match_rows(plan, sheet, rows):
    """Return an Entry for each row that means one record, found or new. The others become problems."""
    finder = Finder(plan.resource, rows)
    entries, taken = [], {}
    for row, values in rows:
        entry = Entry(row, values)
        if not finder.find(plan, sheet, entry):
            continue
        if twice := finder.claim(taken, entry):
            plan.refuse(sheet, row, *twice)
            continue
        if not entry.is_new:
            entry.values = set_blanks_aside(plan, entry.record, row, values, plan.resource, entry.clears)
        entries.append(entry)
    refused = set()
    for entry, header, message in plan.resource.duplicates(entries, plan.lookups):
        plan.refuse(sheet, entry.row, header, entry.values.get(header), message)
        refused.add(id(entry))
    return [entry for entry in entries if id(entry) not in refused]


class Finder:
    """The records that the rows may mean, loaded in a few queries each."""

    def __init__(self, resource, rows):
        self.resource, self.by = resource, {}
        wanted = {"pk": {values.get(KEY) for _, values in rows}}
        for attribute, header in resource.identities:
            wanted[attribute] = {values.get(header) for _, values in rows}
        self.loaded = {}
        for attribute, values in wanted.items():
            found = self.by.setdefault(attribute, {})
            for chunk in in_chunks(value for value in values if value):
                for record in self._load(attribute, chunk):
                    found.setdefault(getattr(record, attribute), []).append(record)

    def _load(self, attribute, chunk):
        query = self.resource.model._base_manager.filter(**{f"{attribute}__in": chunk})
        rows = (
            query.defer("search_text")
            .select_related(*self.resource.foreign_keys)
            .prefetch_related(*self.resource.relations)
        )
        for record in rows:
            yield self.loaded.setdefault(record.pk, record)

    def find(self, plan, sheet, entry):
        """Give `entry` its record; False when it cannot be said which."""
        values = entry.values
        if number := values.get(KEY):
            found = self.by["pk"].get(number)
            if not found:
                plan.refuse(sheet, entry.row, KEY, number, "台账里没有这个编号。新增的请把编号留空。")
                return False
            entry.record, entry.is_new = found[0], False
        for attribute, header in self.resource.identities:
            found = self.by[attribute].get(values.get(header), []) if values.get(header) else []
            if not self._agree(plan, sheet, entry, attribute, header, found):
                return False
        if entry.record is None:
            entry.record = self.resource.model()
            hold_nothing_yet(entry.record)
        return True

    def _agree(self, plan, sheet, entry, attribute, header, found):
        """Does what was found by one identity fit what was found before?"""
        is_unique = self.resource.model._meta.get_field(attribute).unique
        if entry.record is not None:
            if is_unique and found and found[0].pk != entry.record.pk:
                message = (
                    f"已属于“{found[0].title}”（编号{found[0].pk}），与本行所指的“{entry.record.title}”不是同一条。"
                )
                plan.refuse(sheet, entry.row, header, entry.values[header], message)
                return False
            return True
        if len(found) > 1:
            numbers = "、".join(str(record.pk) for record in found)
            plan.refuse(
                sheet, entry.row, header, entry.values[header], f"台账里有{len(found)}条（编号{numbers}），请填编号。"
            )
            return False
        if found:
            entry.record, entry.is_new = found[0], False
        return True

    def claim(self, taken, entry):
        """Return (header, value, message) when an earlier row means the same record."""
        keys = [(header, entry.values.get(header)) for _, header in self.resource.identities]
        keys += [(KEY, entry.record.pk)]  # last: the row itself may leave it empty
        for header, value in keys:
            if value and (earlier := taken.get((header, value))) and self._is_same(header, entry, earlier):
                return header, value, f"与第{earlier.row.number}行是同一条，请只留一行。"
        for key in keys:
            if key[1]:
                taken.setdefault(key, entry)
        return None

    def _is_same(self, header, entry, earlier):
        """Two numbered rows may share a name; two that are recognised by it may not."""
        both_numbered = entry.values.get(KEY) and earlier.values.get(KEY)
        return header == KEY or not (both_numbered and header in self._names())

    def _names(self):
        fields = self.resource.model._meta
        return {header for attribute, header in self.resource.identities if not fields.get_field(attribute).unique}
