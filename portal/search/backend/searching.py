"""Answers `.search()` and `.autocomplete()` on whatever queryset the caller has, with its filters, order and joins."""

from collections import OrderedDict

from django.db.models import Count
from modelsearch.backends.base import (
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
    SearchFieldError,
)
from modelsearch.utils import get_descendants_content_types_pks

from ..engine import Everything
from ..engine.conditions import NOTHING, settled
from ..engine.meaning import meets
from .asking import PUBLIC, Typed, Words, condition_of
from .entries import keys_of
from .ranking import score
from .reading import columns_of, folded_texts
from .writing import EntryIndex, EntryRebuilder


class AnyFilter:
    """For a compiler that leaves filters and orders to the database: any of them will do."""

    def check(self):
        known = {field.field_name for field in self.queryset.model.get_searchable_search_fields()}
        for name in self.fields or []:
            if name not in known:
                raise SearchFieldError(
                    f'Cannot search with field "{name}". Please add index.SearchField("{name}") to '
                    f"{self.queryset.model.__name__}.search_fields.",
                    field_name=name,
                )


class QueryCompiler(AnyFilter, BaseSearchQueryCompiler):
    """A search for whole Latin words and any Han."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    words_class = Words

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        declared = columns_of(self.queryset.model.get_search_fields())
        wanted = set(self.fields or ())
        self.columns = {declared[name] for name in wanted if name in declared} if wanted else PUBLIC
        self.has_more_fields = bool(wanted) and any(
            column in self.columns and name not in wanted for name, column in declared.items()
        )
        self.words = self.words_class(self.columns)
        self.condition = settled(condition_of(self.query, self.words))

    def found(self):
        """The rows of the caller's queryset that the words find."""
        if self.condition == NOTHING:
            return self.queryset.none()
        if self.condition == Everything():
            return self.queryset.all()
        found = self.queryset.filter(pk__in=keys_of(self.content_types, self.condition))
        return self._with_fields(found) if self.has_more_fields else found

    def _with_fields(self, found):
        """Columns keep several fields each: those not asked for are told apart by looking at the rows."""
        rows = self.queryset.model._base_manager.filter(pk__in=found.order_by().values("pk"))
        keys = [row.pk for row in rows.iterator() if meets(folded_texts(row, only=set(self.fields)), self.condition)]
        return self.queryset.filter(pk__in=keys)

    @property
    def content_types(self):
        return get_descendants_content_types_pks(self.queryset.model)

    def ordered(self, score_field=None):
        """The same with `score_field` annotated, in the order that was asked for."""
        by_relevance = self.order_by_relevance and self.condition != Everything()
        found, name = self.found(), score_field or ("_search_score" if by_relevance else None)
        if name:
            found = found.annotate(**{name: score(self.query, self.words, self.content_types)})
        if by_relevance:
            return found.order_by(f"-{name}", "-pk")
        return found if found.query.order_by else found.order_by("-pk")


class AutocompleteQueryCompiler(QueryCompiler):
    """A search while somebody types: Latin words may be unfinished, and names are found by their pinyin."""

    words_class = Typed


class Results(BaseSearchResults):
    supports_facet = True

    @property
    def answer(self):
        """What has the rows, `found()`, and puts them into an order, `ordered(score_field)`."""
        return self.query_compiler

    def get_queryset(self):
        return self.answer.ordered(self._score_field)[self.start : self.stop]

    def _do_search(self):
        return list(self.get_queryset())

    def _do_count(self):
        return self.answer.found().order_by()[self.start : self.stop].count()

    def facet(self, field_name):
        """Count the rows by a field that is declared as FilterField: an OrderedDict, the most frequent first."""
        if self.query_compiler._get_filterable_field(field_name) is None:
            model = self.query_compiler.queryset.model.__name__
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to {model}.search_fields.",
                field_name=field_name,
            )
        rows = self.answer.found().order_by().values(field_name).annotate(count=Count("pk")).order_by("-count")
        return OrderedDict((row[field_name], row["count"]) for row in rows)


class SearchBackend(BaseSearchBackend):
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = EntryIndex
    results_class = Results
    rebuilder_class = EntryRebuilder
