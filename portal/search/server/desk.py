"""The library's own backend for the server, with a Chinese analyser: what staff find at the desks and in choosers.

`SearchBackend` is what the setting WAGTAILSEARCH_BACKENDS looks for. The backend "database" beside it answers when the
server does not.
"""

from functools import cache
from importlib import import_module

from django.conf import settings

from .analysis import ANALYSIS
from .connection import PREFIX, client, package
from .desk_mapping import ChineseMapping
from .desk_results import ChineseQuery, ServedResults, TypedQuery

# The Elasticsearch 8 client speaks with servers of versions 8 and 9, the OpenSearch 3 client with 2 and 3.
LIBRARY = {"elasticsearch": "modelsearch.backends.elasticsearch8", "opensearch": "modelsearch.backends.opensearch3"}


def SearchBackend(params):
    package()  # says in Chinese what is missing
    return backend_class(settings.SEARCH_SERVER["kind"])({"INDEX_PREFIX": PREFIX} | params)


@cache
def backend_class(kind):
    """The library's classes for this kind of server, with what is Chinese about them put before."""
    library = import_module(LIBRARY[kind]).SearchBackend

    class Mapping(ChineseMapping, library.mapping_class):
        pass

    class Index(library.index_class):
        def add_item(self, item):
            """Before `update_index` has made an index nothing is sent: the server would make one by its own rules."""
            if self.is_alias():
                super().add_item(item)

    class Query(ChineseQuery, library.query_compiler_class):
        mapping_class = Mapping

    class Autocomplete(TypedQuery, library.autocomplete_query_compiler_class):
        mapping_class = Mapping

    class Backend(library):
        settings = {"settings": {"analysis": ANALYSIS}}
        mapping_class, index_class, results_class = Mapping, Index, ServedResults
        query_compiler_class, autocomplete_query_compiler_class = Query, Autocomplete

        @staticmethod
        def client_class(**options):
            """One client a process: the library makes a backend for every question."""
            return client()

    return Backend
