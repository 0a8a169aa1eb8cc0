"""How staff look for things by words at every desk: through Wagtail's search library, whatever engine stands behind it."""

from wagtail.search import index
from wagtail.search.backends import get_search_backend


class InternalWords:
    """Marks a search field that finds a row for those alone who may read it."""


class InternalSearchField(InternalWords, index.SearchField):
    pass


class InternalAutocompleteField(InternalWords, index.AutocompleteField):
    pass


def found_by(*names, boost=None):
    """Search fields for texts of which any part finds the row. With `boost` they are its names: they come first, and
    are found by their pinyin too."""
    return [field for name in names for field in (index.SearchField(name, boost), index.AutocompleteField(name))]


def found_by_keepers(*names):
    """The same for texts that not everybody at the desk may read."""
    return [field for name in names for field in (InternalSearchField(name), InternalAutocompleteField(name))]


def searched(queryset, text, fields=None, with_internal=False, by_relevance=False):
    """The rows of `queryset`, of a model with search fields, that hold every word of `text`, or begin one with it.

    All `fields` count, or those named; internal ones only with `with_internal`. The order stays, or with
    `by_relevance` names come first. Nothing but white space asks for nothing: all rows stay.
    """
    if not text.strip():
        return queryset
    if fields is None:
        declared = queryset.model.get_searchable_search_fields()
        fields = {one.field_name for one in declared if with_internal or not isinstance(one, InternalWords)}
    found = get_search_backend().autocomplete(text, queryset, fields=sorted(fields), order_by_relevance=by_relevance)
    return found.get_queryset()  # the portal's backends leave filters and orders to the database


class SearchedList:
    """For a Wagtail list: its search box finds the rows through the search library."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        return searched(queryset, self.search_query, by_relevance=not self.is_explicitly_ordered)


class SearchedAdmin:
    """For a ModelAdmin: its search box, and the fields elsewhere that look rows up here, use the search library.

    `search_fields` say what Django asks for anyway: that there is a box.
    """

    search_fields = ("pk",)

    def get_search_results(self, request, queryset, search_term):
        return searched(queryset, search_term, with_internal=True), False
