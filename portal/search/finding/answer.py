"""A question's filters, counts and addresses: what a list has, over what was found."""

from dataclasses import replace
from urllib.parse import urlencode

from programs.listing.options import Options
from programs.listing.parameters import read_parameters
from programs.listing.selection import Selection
from programs.listing.sets import set_of

from .catalogue import DOCUMENTS, bare_label


class Answer(Selection):
    """A `Selection` of documents. `found` is told once it is known: the set of what answers the words, hidden things
    left out."""

    found = set_of()

    @classmethod
    def to(cls, data, path, page_size):
        snapshot = DOCUMENTS.index.snapshot()
        options = Options(DOCUMENTS.declaration, snapshot)
        parameters, notices = read_parameters(DOCUMENTS.declaration, options, data)
        return cls(DOCUMENTS, snapshot, options, parameters, notices, path, page_size)

    def tell(self, found):
        self.found = found
        for name in ("_matching", "total", "facets", "chips", "single_conditions"):
            self.__dict__.pop(name, None)

    @property
    def _words(self):
        return self.found

    @property
    def q(self):
        """No chip for the words: they stand in the box."""
        return ""

    @property
    def chosen(self):
        """The set that the filters leave."""
        found = self.snapshot.everyone
        for chosen in self._chosen:
            found = found if chosen is None else found & chosen
        return found

    @property
    def is_by_date(self):
        return bool(self.parameters.sort)

    def address(self, page=1):
        """The address of a page of what is found now."""
        return self._address(self.parameters.query(**({"page": page} if page > 1 else {})))

    def address_of(self, text):
        """The address of another question, without filters."""
        return f"{self.path}?{urlencode({'q': text})}"

    @property
    def hidden_fields(self):
        return replace(self.parameters, q="").pairs()

    @property
    def place_names(self):
        """What sections and topics are called, by the keys that documents have for them."""
        options = self.options.by_facet[self.listing.facet_number("topic")]
        return {key: bare_label(option.label) for option in options for key in option.covers}
