"""What the values of facets are called, in addresses and on the page, at this moment: vocabularies change under the index."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Value

ASKED_OLD_ADDRESSES = 10  # unknown words of one address that are looked up among the addresses of merged terms


@dataclass(frozen=True)
class Option:
    """One value that a facet can have. `covers` are the indexed values that choosing it means."""

    slug: str
    label: str
    covers: tuple
    depth: int = 0


class Options:
    """The options of every facet of one declaration: of all vocabularies in one query."""

    def __init__(self, declaration, snapshot):
        self.facets = declaration.facets
        terms = self._terms()
        self.by_facet = [
            self._options(facet, terms.get(number, []), snapshot.sets[number])
            for number, facet in enumerate(self.facets)
        ]
        self.by_slug = [{option.slug: option for option in options} for options in self.by_facet]
        self.lookups_left = ASKED_OLD_ADDRESSES

    def chosen(self, number, slugs):
        """Return (options, unknown words) for what an address asks of facet `number`, in the facet's own order."""
        known, unknown = set(), []
        for slug in dict.fromkeys(slugs):
            option = self.by_slug[number].get(slug) or self._of_old_address(number, slug)
            if option:
                known.add(option.slug)
            elif slug:
                unknown.append(slug)
        return [option for option in self.by_facet[number] if option.slug in known], unknown

    def _of_old_address(self, number, slug):
        vocabulary = self.facets[number].vocabulary
        if not vocabulary or not slug or self.lookups_left <= 0 or len(slug) > 100:
            return None
        self.lookups_left -= 1
        term = vocabulary.objects.addressed(slug)
        return self.by_slug[number].get(term.slug) if term else None

    def _terms(self):
        queries = [self._of_vocabulary(number, facet) for number, facet in enumerate(self.facets) if facet.vocabulary]
        found = {}
        if queries:
            for number, *term in queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]:
                found.setdefault(number, []).append(term)
        return found

    @staticmethod
    def _of_vocabulary(number, facet):
        terms = facet.terms() if facet.terms else facet.vocabulary.objects.all()
        is_tree = any(field.name == "parent" for field in facet.vocabulary._meta.fields)
        parent = "parent_id" if is_tree else "no_parent"
        if not is_tree:
            terms = terms.annotate(no_parent=Value(0, output_field=BigIntegerField()))
        return (
            terms.order_by()
            .annotate(facet_number=Value(number))
            .values_list("facet_number", "order", "sort_key", "pk", "slug", "name", parent)
        )

    @staticmethod
    def _options(facet, terms, values):
        if facet.vocabulary:
            return _tree(terms)
        if facet.options:
            return facet.options(values)
        if facet.choices:
            return [Option(value, label, (value,)) for value, label in facet.choices.choices]
        numbers = sorted(values, reverse=facet.is_newest_first)
        return [Option(facet.address(value), facet.wording(value), (value,)) for value in numbers]


def _tree(terms):
    """Options of terms, each above those below it; a ring of parents counts as several roots rather than for ever."""
    children = {}
    ids = {term[2] for term in terms}
    for term in sorted(terms):
        parent = term[5]
        children.setdefault(parent if parent in ids and parent != term[2] else None, []).append(term)
    options, done = [], set()

    def add(term, depth):
        if term[2] in done:
            return ()
        done.add(term[2])
        place = len(options)
        options.append(None)
        covers = (term[2], *(pk for child in children.get(term[2], ()) for pk in add(child, depth + 1)))
        options[place] = Option(term[3], term[4], covers, depth)
        return covers

    for term in [*children.get(None, ()), *sorted(terms)]:
        add(term, 0)
    return options
