"""Which record does a row mean? By its number, or else by what identifies it; and no record twice."""

from programs.records.batches import hold_nothing_yet

from .lookups import in_chunks, on_record
from .resources import DISTINCT, KEY
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
    for entry, header, message in plan.resource.duplicates(entries):
        plan.refuse(sheet, entry.row, header, entry.values.get(header), message)
        refused.add(id(entry))
    return [entry for entry in entries if id(entry) not in refused]


class Finder:
    """The records that the rows may mean, loaded in a few queries each."""

    def __init__(self, resource, rows):
        self.resource, self.model = resource, resource.model
        self.loaded, self.by = {}, {}
        self.by["pk"] = self._loaded("pk", {values.get(KEY) for _, values in rows})
        for attribute, header in resource.identities:
            self.by[attribute] = self._loaded(attribute, {values.get(header) for _, values in rows})

    def _loaded(self, attribute, values):
        """{value in the form in which it identifies: records}."""
        found, records = {}, self.model._base_manager.all() if attribute == "pk" else on_record(self.model)
        kept = {self.model.kept_as(attribute, value) for value in values if value}
        for chunk in in_chunks(value for _, value in kept if value):
            for record in self._whole(records.filter(**{f"{next(iter(kept))[0]}__in": chunk})):
                found.setdefault(self.model.identity(attribute, getattr(record, attribute)), []).append(record)
        return found

    def _whole(self, records):
        rows = (
            records.defer("search_text")
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
            found = self._found(attribute, values.get(header))
            if not self._agree(plan, sheet, entry, attribute, header, found):
                return False
        if entry.record is None:
            entry.record = self.model()
            hold_nothing_yet(entry.record)
        elif not values.get(KEY):
            self._leave_writing(entry)
        return True

    def _found(self, attribute, value):
        return self.by[attribute].get(self.model.identity(attribute, value), []) if value else []

    def _leave_writing(self, entry):
        """What a record was recognised by stays written as it is: who wants it written otherwise gives its number."""
        for attribute, header in self.resource.identities:
            stored, typed = getattr(entry.record, attribute), entry.values.get(header)
            if stored and typed and self.model.identity(attribute, stored) == self.model.identity(attribute, typed):
                entry.values[header] = stored

    def _agree(self, plan, sheet, entry, attribute, header, found):
        """Does what was found by one identity fit what was found before?"""
        is_unique = self.model._meta.get_field(attribute).unique
        if entry.record is not None:
            if is_unique and found and found[0].pk != entry.record.pk:
                message = (
                    f"已属于“{found[0].title}”（编号{found[0].pk}），与本行所指的“{entry.record.title}”不是同一条。"
                )
                plan.refuse(sheet, entry.row, header, entry.values[header], message)
                return False
            return True
        said = self.resource.said(entry.values)
        fitting = [record for record in found if not any(self.resource.differences(said, record))]
        if len(fitting) > 1:
            numbers = "、".join(str(record.pk) for record in fitting)
            plan.refuse(
                sheet, entry.row, header, entry.values[header], f"台账里有{len(fitting)}条（编号{numbers}），请填编号。"
            )
            return False
        if fitting:
            entry.record, entry.is_new = fitting[0], False
        elif found and not entry.values.get(DISTINCT):
            where, theirs = next(self.resource.differences(said, found[0]))
            plan.refuse(sheet, entry.row, where, entry.values[where], self._question(found[0], where, theirs))
            return False
        return True

    def _question(self, record, where, theirs):
        same = f"同一{self.resource.recognition.counter}"
        return (
            f"台账里的“{record.title}”（编号{record.pk}）{where}是{theirs}。若是{same}，请在编号列填{record.pk}；"
            f"若不是，请在“{DISTINCT}”列填“是”。"
        )

    def claim(self, taken, entry):
        """Return (header, value, message) when an earlier row means the same record."""
        keys = []
        for attribute, header in self.resource.identities:
            value = entry.values.get(header)
            keys.append((header, value and self.model.identity(attribute, value)))
        keys += [(KEY, entry.record.pk)]  # last: the row itself may leave it empty
        for header, value in keys:
            if value and (earlier := taken.get((header, value))) and self._is_same(header, entry, earlier):
                return header, entry.values.get(header) or value, self._twice(entry, earlier)
        for key in keys:
            if key[1]:
                taken.setdefault(key, entry)
        return None

    def _twice(self, entry, earlier):
        said, others = (self.resource.said(one.values) for one in (entry, earlier))
        apart = "、".join(where for where, _ in self.resource.differences(said, others))
        hint = f"{apart}不同、确实是两条的，请在“{DISTINCT}”列填“是”。" if apart else ""
        return f"与第{earlier.row.number}行是同一条，请只留一行。{hint}"

    def _is_same(self, header, entry, earlier):
        """Two numbered rows may share a name; two that are recognised by it may not, unless somebody says that they are
        two and what else identifies them says so too."""
        if header == KEY or header not in self._names():
            return True
        if entry.values.get(DISTINCT) or earlier.values.get(DISTINCT):
            said, others = (self.resource.said(one.values) for one in (entry, earlier))
            return not any(self.resource.differences(said, others))
        return not (entry.values.get(KEY) and earlier.values.get(KEY))

    def _names(self):
        fields = self.model._meta
        return {header for attribute, header in self.resource.identities if not fields.get_field(attribute).unique}
