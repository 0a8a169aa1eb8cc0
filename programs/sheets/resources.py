"""Which columns a register's sheets have: a resource is a sheet, its class attributes are the columns in their order."""

from collections import Counter
from functools import cached_property
from types import SimpleNamespace

from django.db.models import Count

from programs.sameness.recognition import Proposal, recognition_of
from programs.texts.folding import folded

from .measures import Number
from .widgets import Flag, Reference, Term, Text

KEY = "编号"
DISTINCT = "确认不是重复"
EXAMPLE = "示例"


def numbered(record):
    """What a child row may call a record by that shares its title with another."""
    return f"{KEY}{record.pk}"


class Column:
    """One column: its Chinese header, where its value lives (None: in no field), what may stand in its cells, and what
    the sheet of instructions says of it."""

    def __init__(self, header, attribute, widget=None, required=False, note="", example=""):
        self.header, self.attribute, self.widget = header, attribute, widget or Text()
        self.required, self.note, self.example = required, note, example

    def get_value(self, record):
        return getattr(record, self.attribute, None) if self.attribute else None

    def export(self, record):
        """The cell, as a sheet shows it."""
        return self.widget.render(self.get_value(record))

    def put(self, record, value):
        setattr(record, self.attribute, value)


class ManyColumn(Column):
    """A column of several terms or records."""

    def get_value(self, record):
        return list(getattr(record, self.attribute).all())

    def put(self, record, value):
        getattr(record, self.attribute).set(value)


class KeyColumn(Column):
    """The record's own number: says which record a row means when its name changes. Empty for a new one."""

    def __init__(self):
        super().__init__(
            KEY, "pk", Number(), note="导出的表里有，照原样留着，用来认出是哪一条；新增的留空。", example=EXAMPLE
        )

    def put(self, record, value):
        """Nobody gives a record another number."""


class DistinctColumn(Column):
    """Said by a keeper of a row that looks like a record, and is another one."""

    def __init__(self):
        super().__init__(DISTINCT, None, Flag(), note="与台账里的名称相近或相同、但确实不是同一条的，填“是”。")

    def export(self, record):
        return ""


class SheetResource:
    """The columns of one sheet, in their order."""

    sheet = ""
    columns = {}  # {header: Column}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        own = [value for value in vars(cls).values() if isinstance(value, Column)]
        cls.columns = {**cls.columns, **{column.header: column for column in own}}

    @cached_property
    def related(self):
        """Attributes that lead to other rows."""
        return [column.attribute for column in self.columns.values() if isinstance(column.widget, Term | Reference)]


class ChildResource(SheetResource):
    """A sheet of what belongs to the records of the main sheet. Its first column names the record."""

    relation = ""
    owner_header = ""
    identity = ()  # attributes by which a row is recognised as one that the record already has


class OwnerColumn(Column):
    """Names the record that a row belongs to."""

    def __init__(self, header, note):
        super().__init__(header, None, Text(), required=True, note=note, example=EXAMPLE)

    def put(self, record, value):
        """The owner is found before the row is written."""


class RecordResource(SheetResource):
    """The main sheet of a register, the sheets that go with it, and how its rows are recognised."""

    model = None
    aliases = None  # the model that keeps other names of terms
    children = ()
    max_rows = 20_000
    # (attribute, header): what a row is recognised by, after its number, most trustworthy first
    identities = (("title", "名称"),)

    def ambiguous_titles(self):
        """Titles that more than one record has, however they are written."""
        rows = self.model._base_manager.order_by()
        names = rows.values("normalised_name").annotate(count=Count("pk")).filter(count__gt=1).values("normalised_name")
        titles = list(rows.filter(normalised_name__in=names).values_list("title", flat=True))
        counts = Counter(map(folded, titles))
        return {title for title in titles if counts[folded(title)] > 1}

    def label(self, record, ambiguous=()):
        """What a child row calls the record by."""
        return numbered(record) if record.title in ambiguous else record.title

    # --- which record a row means ---

    @property
    def recognition(self):
        return recognition_of(self.model)

    @cached_property
    def headers(self):
        """{attribute: header} of the columns that have one."""
        return {column.attribute: header for header, column in self.columns.items() if column.attribute}

    def said(self, values, record=None):
        """What a row says, or leaves as it is, of the fields by which records are recognised."""
        stored = {name: getattr(record, name, None) for name in self.recognition.fields}
        return SimpleNamespace(**{name: values.get(self.headers[name], stored[name]) for name in stored})

    def names(self, entry):
        """The names that the row leaves its record with."""
        return self.recognition.of(self.said(entry.values, entry.record))

    def differences(self, said, other):
        """Yield (header, what `other` says) where two that share a title say different things that identify them."""
        for attribute, header in self.identities:
            own, others = getattr(said, attribute), getattr(other, attribute)
            if attribute != "title" and own and others:
                if self.model.identity(attribute, own) != self.model.identity(attribute, others):
                    yield header, others

    def duplicates(self, rows):
        """Yield (row, header, message) for rows that seem to mean another record, or would. Of a record only what the
        row adds is asked: two that looked alike before do not hold up an import."""
        proposals = [self._proposal(row) for row in rows]
        for entry, found in zip(rows, self.recognition.find_in_sheet(proposals), strict=True):
            if entry.values.get(DISTINCT):
                entry.record.told_apart = self.model.normalised(entry.values.get(self.headers["title"]) or "")
            elif found:
                yield entry, self.headers["title"], self._advice(rows, entry, found[0])

    def _proposal(self, entry):
        after = self.names(entry)
        if entry.is_new:
            return Proposal(after, after)
        return Proposal(after, after.beyond(self.recognition.of(entry.record)), entry.record.pk)

    def _advice(self, rows, entry, found):
        same, flag = f"同一{self.recognition.counter}", f"请在“{DISTINCT}”列填“是”"
        if found.record is None:
            return f"与第{rows[found.row].row.number}行可能是{same}：{found.reason}。请只留一行，或在“{DISTINCT}”列填“是”。"
        known = f"与台账里的“{found.record.title}”（编号{found.record.pk}）可能是{same}：{found.reason}。"
        if entry.is_new:
            return f"{known}若是{same}，请在编号列填{found.record.pk}；若不是，{flag}。"
        return f"这样改以后，{known}若是{same}，请先在台账里合并；若不是，{flag}。"

    def contradictions(self, entry, cells):
        """Yield (header, message) where what `entry` changes does not fit together; `cells` is the row as written."""
        return ()

    def conflicts(self, entries):
        """Yield (entry, header, message) for rows that are wrong with the others of the sheet; each noun has its own."""
        return ()

    @cached_property
    def foreign_keys(self):
        return [name for name in self.related if not self.model._meta.get_field(name).many_to_many]

    @cached_property
    def relations(self):
        """Names of everything that is read of a record besides its own row, for one prefetch each."""
        names = [column.attribute for column in self.columns.values() if isinstance(column, ManyColumn)]
        for child in self.children:
            names += [child.relation, *(f"{child.relation}__{name}" for name in child.related)]
        return names
