"""Which columns a register's sheets have. Built on django-import-export's resources, fields and widgets."""

from functools import cached_property

from django.db.models import Count
from import_export.fields import Field
from import_export.resources import Resource

from .measures import Number
from .widgets import Reference, Term, Text

KEY = "编号"
EXAMPLE = "示例"


def numbered(record):
    """What a child row may call a record by that shares its title with another."""
    return f"{KEY}{record.pk}"


class Column(Field):
    """One column: its Chinese header, where its value lives, and what the sheet of instructions says of it."""

    def __init__(self, header, attribute, widget=None, required=False, note="", example=""):
        super().__init__(attribute=attribute, column_name=header, widget=widget or Text())
        self.required, self.note, self.example = required, note, example

    def put(self, record, value):
        setattr(record, self.attribute, value)


class ManyColumn(Column):
    """A column of several terms or records."""

    def get_value(self, instance):
        return list(getattr(instance, self.attribute).all())

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


class SheetResource(Resource):
    """The columns of one sheet, in their order."""

    sheet = ""

    @cached_property
    def related(self):
        """Attributes that lead to other rows."""
        return [column.attribute for column in self.fields.values() if isinstance(column.widget, Term | Reference)]

    @cached_property
    def columns(self):
        return {column.column_name: column for column in self.fields.values()}


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
        """Titles that more than one record has."""
        titles = self.model._base_manager.order_by().values_list("title", flat=True)
        return set(titles.annotate(count=Count("pk")).filter(count__gt=1))

    def label(self, record, ambiguous=()):
        """What a child row calls the record by."""
        return numbered(record) if record.title in ambiguous else record.title

    def duplicates(self, rows, lookups):
        """Yield (row, header, message) for rows that seem to mean another record, or would; each noun has its own."""
        return ()

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
        names = [column.attribute for column in self.fields.values() if isinstance(column, ManyColumn)]
        for child in self.children:
            names += [child.relation, *(f"{child.relation}__{name}" for name in child.related)]
        return names
