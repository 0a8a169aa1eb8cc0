"""What of a row is sent to the server, beyond what the library does by itself."""

from django.db.models import Model
from modelsearch.index import AutocompleteField, Indexed

from programs.records.searching import InternalWords

from ..backend.pinyin import sounds
from ..backend.reading import columns_of
from ..backend.writing import draft_titles
from .analysis import ASKED, TYPED


class ChineseMapping:
    """Unfinished words are cut as Chinese too; names are found by their sounds and by those of their drafts; words that
    not everybody may read are only in the fields that bear their names."""

    edgengram_analyzer_config = {"analyzer": TYPED, "search_analyzer": ASKED}

    def get_parent(self):
        """The library takes an abstract model, such as Record, for one that has rows."""
        for base in self.model.__mro__[1:]:
            if issubclass(base, Indexed) and issubclass(base, Model) and not base._meta.abstract:
                return type(self)(base)

    def get_field_mapping(self, field):
        name, mapping = super().get_field_mapping(field)
        if isinstance(field, InternalWords):
            mapping.pop("include_in_all", None)
            mapping.pop("boost", None)
        return name, mapping

    def _get_document_field_data(self, field, obj):
        name, value, typed = super()._get_document_field_data(field, obj)
        return name, value, [] if isinstance(field, InternalWords) else typed

    def get_document(self, obj):
        document, draft = super().get_document(obj), draft_titles([obj]).get(obj.pk, "")
        for name in self._names_of_names():
            names = [one for one in (document[name], draft) if one]
            document[name] = said = [*names, sounds(names)]
            document["_edgengrams"] += said
        return document

    def _names_of_names(self):
        """The fields for unfinished words of what rows are called."""
        columns = columns_of(self.model.get_search_fields())
        for field in self.model.get_autocomplete_search_fields():
            if columns[field.field_name] == "title" and isinstance(field, AutocompleteField):
                yield self.get_field_column_name(field)
