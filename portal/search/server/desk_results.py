"""The server names the rows, the database filters and sorts them: any queryset of the desks will do."""

from functools import cached_property

from django.db.models import Case, FloatField, Value, When
from modelsearch.query import MatchAll
from wagtail.search.backends import get_search_backend

from ..backend.searching import AnyFilter, Results
from .connection import PRESENCE
from .keys import among
from .table import AT_ONCE

RANKED = 200  # rows that are put into the server's order; nobody pages farther by relevance


class ChineseQuery(AnyFilter):
    """Every word must be there, in whichever field."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True

    def _get_filters_from_queryset(self):
        return None

    def _compile_plaintext_query(self, query, fields, boost=1.0):
        compiled = super()._compile_plaintext_query(query, fields, boost)
        if "multi_match" in compiled:
            compiled["multi_match"]["type"] = "cross_fields"
        return compiled


class TypedQuery(ChineseQuery):
    """Unfinished words are looked for in what was cut for that."""

    def __init__(self, queryset, query, fields=None, **options):
        super().__init__(queryset, query, fields=fields, **options)
        if fields is not None:
            declared = {field.field_name: field for field in queryset.model.get_autocomplete_search_fields()}
            self.remapped_fields = [
                self.mapping.get_field_column_name(declared[name]) for name in fields if name in declared
            ]


class ServedResults(Results):
    @cached_property
    def answer(self):
        compiler = self.query_compiler
        if isinstance(compiler.query, MatchAll):
            return Served(compiler, None)
        if not PRESENCE.is_away:
            try:
                return Served(compiler, self._keys())
            except Exception as error:  # away, too slow, without the index, refusing us
                PRESENCE.failed(error)
        return self._of_database()

    def _keys(self):
        """The primary keys of the best rows, as many as the server tells at once."""
        compiler = self.query_compiler
        index = self.backend.get_index_for_model(compiler.queryset.model)
        body = {"query": compiler.get_query(), "_source": False, "size": AT_ONCE}
        hits = self.backend.es.search(index=index.name, body=body)["hits"]["hits"]
        return [compiler.queryset.model._meta.pk.to_python(hit["_id"]) for hit in hits]

    def _of_database(self):
        own, asked = get_search_backend("database"), self.query_compiler
        is_typed = isinstance(asked, TypedQuery)
        compiler = own.autocomplete_query_compiler_class if is_typed else own.query_compiler_class
        return compiler(asked.queryset, asked.query, fields=asked.fields, order_by_relevance=asked.order_by_relevance)


class Served:
    """The rows of the caller's queryset with these keys, the best first; all where `keys` is None."""

    def __init__(self, compiler, keys):
        self.compiler, self.queryset, self.keys = compiler, compiler.queryset, keys

    def found(self):
        if self.keys is None:
            return self.queryset.all()
        return self.queryset.filter(pk__in=among(self.keys, self.queryset.db))

    def ordered(self, score_field=None):
        by_relevance = self.compiler.order_by_relevance and self.keys is not None
        found, name = self.found(), score_field or ("_search_score" if by_relevance else None)
        if name:
            found = found.annotate(**{name: self._score()})
        if by_relevance:
            return found.order_by(f"-{name}", "-pk")
        return found if found.query.order_by else found.order_by("-pk")

    def _score(self):
        best = (self.keys or [])[:RANKED]
        places = [When(pk=key, then=Value(float(len(best) - place))) for place, key in enumerate(best)]
        return Case(*places, default=Value(0.0), output_field=FloatField())
