"""How the records of one register are told to be the same: by their titles and numbers in one form (decision 0013)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

BATCH = 2000  # names that one query asks for


@dataclass(frozen=True)
class Duplicate:
    """What may be the same: a record or, in a batch, an earlier row by its index; and why (in Chinese)."""

    record: Any
    reason: str
    row: int | None = None


@dataclass(frozen=True)
class Names:
    """All that one record may be recognised by: its folded title, folded other name → how it was written, and its code.
    `apart` is what may tell two of one title apart, such as the time of an event."""

    title: str
    others: dict
    code: str | None = None
    apart: Any = None

    @property
    def all(self):
        return {self.title, *self.others} - {""}

    def beyond(self, before):
        """What of these is new to a record that went by the names `before`."""
        return Names(
            "" if self.title in before.all else self.title,
            {key: name for key, name in self.others.items() if key not in before.all},
            None if self.code == before.code else self.code,
            self.apart,
        )


@dataclass(frozen=True)
class Proposal:
    """The names that a record will have, those among them that it has not had, and its number if it is on record."""

    after: Names
    added: Names
    pk: int | None = None

    def keeps_any(self, added):
        """Did this record have any of the names `added` before, and keeps it?"""
        if self.added.code is None and self.after.code and self.after.code == added.code:
            return True
        return bool(added.all & (self.after.all - self.added.all))


class Recognition:
    """One register's way. A noun with other names, or with something that tells two of one title apart, says so in a
    class of its own."""

    fields = ("title",)  # by which a record is recognised, and which a form asks about when they change
    code_field = code_column = None  # what the number is called, and where its folded form is kept
    same_code, same_name = "编号相同", "名称相同（不计括号、空格和标点）"
    counter = "条"  # 这条, 同一条
    shown = ("title", "slug", "visibility", "live", "has_unpublished_changes", "normalised_name")

    def __init__(self, model):
        self.model = model

    # --- the names of one ---

    def said(self, title, short_name="", alias_names=(), code=None, apart=None):
        """The names of what is no record yet: as they are written in a form or in a sheet."""
        key = self.model.normalised(title or "")
        others = {self.model.normalised(name): name for name in [short_name or "", *alias_names]}
        others = {other: name for other, name in others.items() if other and other != key}
        return Names(key, others, self.folded_code(code) if code else None, apart)

    def of(self, record, alias_names=None):
        """`alias_names` spares a query for the aliases of a saved record, or names those of one that has none yet."""
        code = getattr(record, self.code_field) if self.code_field else None
        return self.said(record.title, code=code, apart=self.apart_of(record))

    def folded_code(self, text):
        return self.model.identity(self.code_field, text) or None

    def apart_of(self, record):
        return None

    def are_two(self, one, other):
        """Are two that share a title said to be different?"""
        return False

    def reason(self, own, other):
        """Why `own` may be the names of the record that has the names `other`; None when nothing says so."""
        if own.code and own.code == other.code:
            return self.same_code
        if self.are_two(own.apart, other.apart):
            return None
        if own.title and own.title == other.title:
            return self.same_name
        for key, name in other.others.items():
            if key == own.title:
                return f"名称就是它的简称或别名“{name}”"
        for key, name in own.others.items():
            if key == other.title:
                return f"简称或别名“{name}”就是它的名称"
            if key in other.others:
                return f"简称或别名“{name}”相同"
        return None

    # --- who else goes by them ---

    def find(self, record, alias_names=None):
        """Records that `record`, saved or not, may be: those of its number first. Two queries on indexes, and one for
        the aliases of a saved record unless `alias_names` are given."""
        return self.find_among([self.of(record, alias_names)], record.pk)[0]

    def find_among(self, names, pk=None):
        """The same for many new ones at once, or for the one with the number `pk`: see `find_in_sheet`."""
        return self.find_in_sheet([Proposal(one, one, pk) for one in names])

    def find_in_sheet(self, rows):
        """For each of `rows` (`Proposal`) a list of `Duplicate`: whom its added names may also mean. Three queries for
        each 2000 names.

        Records that are not among the rows count with their names on record, the others with the names they will have.
        Of two rows that come by one name, the later is told; of one that comes by it and one that has it, the former.
        """
        mine = {row.pk for row in rows}
        known = {pk: one for pk, one in self._on_record([row.added for row in rows]).items() if pk not in mine}
        by_name, by_code = _index((pk, names) for pk, (_, names) in known.items())
        rows_by_name, rows_by_code = _index((index, row.after) for index, row in enumerate(rows))
        found = []
        for index, row in enumerate(rows):
            own = row.added
            duplicates = [
                Duplicate(known[pk][0], self.reason(own, known[pk][1])) for pk in sorted(_alike(own, by_name, by_code))
            ]
            duplicates += [
                Duplicate(None, self.reason(own, rows[other].after), other)
                for other in sorted(_alike(own, rows_by_name, rows_by_code) - {index})
                if other < index or rows[other].keeps_any(own)
            ]
            found.append(
                sorted((one for one in duplicates if one.reason), key=lambda one: one.reason != self.same_code)
            )
        return found

    def _on_record(self, names):
        """Records that share a name or number with any of `names`: {pk: (record, Names)}."""
        found = {}
        for batch in _batches({key for one in names for key in one.all}):
            found |= self._light().filter(self.goes_by(batch)).in_bulk()
            if missing := self.aliased(batch) - set(found):
                found |= self._light().in_bulk(missing)
        for batch in _batches({one.code for one in names if one.code}):
            found |= self._light().filter(**{f"{self.code_column}__in": batch}).in_bulk()
        return {pk: (record, self.of(record, aliases)) for pk, record, aliases in self._with_aliases(found)}

    def _light(self):
        return self.rows.only(*self.shown, *self.fields)

    def goes_by(self, names):
        """The condition that a record's own columns hold one of the folded `names`."""
        return Q(normalised_name__in=names)

    def aliased(self, names):
        """The numbers of those of which a row of aliases holds one of the folded `names`."""
        return set()

    def _with_aliases(self, records):
        return [(pk, record, ()) for pk, record in records.items()]

    # --- all that look alike ---

    @property
    def rows(self):
        return self.model._default_manager.on_record()

    def suspicious(self):
        """Folded names that more than one record goes by, sorted."""
        same = Exists(self.rows.exclude(pk=OuterRef("pk")).filter(normalised_name=OuterRef("normalised_name")))
        rows = self.rows.exclude(normalised_name="").filter(same)
        return sorted(set(rows.order_by().values_list("normalised_name", flat=True)))

    def named(self, names):
        """For each of the folded `names`, the records that go by it: {name: [record, …]}."""
        groups = {name: [] for name in names}
        for record in self.rows.filter(normalised_name__in=names).order_by("pk"):
            groups[record.normalised_name].append(record)
        return groups

    def merge_url(self, record):
        """Where staff merge it into another; None where there is no such page."""
        return None

    def detail(self, record):
        """What tells it from its like."""
        return getattr(record, self.told_by) if self.told_by else ""

    def state(self, record):
        return f"{'已发布' if record.live else '未发布'}，{record.get_visibility_display()}"

    @property
    def told_by(self):
        return self.code_field


def _batches(keys):
    keys = sorted(keys)
    return [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]


def _alike(own, by_name, by_code):
    return set(by_code.get(own.code, ())).union(*(by_name.get(key, ()) for key in own.all))


def _index(items):
    by_name, by_code = {}, {}
    for key, names in items:
        for name in names.all:
            by_name.setdefault(name, []).append(key)
        if names.code:
            by_code.setdefault(names.code, []).append(key)
    return by_name, by_code


_known = {}


def recognise(recognition):
    """Called in AppConfig.ready of the noun's room."""
    _known[recognition.model] = recognition
    return recognition


def recognition_of(model):
    """The way of the register that keeps rows of `model`."""
    return _known[model]


def recognitions():
    """All that are registered, lowest noun first."""
    return list(_known.values())


def refuse_duplicate(record):
    """Raise ValidationError, naming the other, where `record` goes by the name of another and nobody has said that they
    are two: for those who publish without a form."""
    recognition = recognition_of(type(record))
    own = recognition.of(record)
    if record.told_apart and record.told_apart == own.title:
        return
    if found := recognition.find(record):
        raise ValidationError(
            f"与台账里的“{found[0].record}”（编号{found[0].record.pk}）可能是同一条：{found[0].reason}。请打开核对后再发布。",
            "duplicate",
        )
