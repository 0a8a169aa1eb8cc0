"""Terms of the vocabularies by their names, as the demo's entries and stories give them."""

from programs.taxonomy.models import Topic

from .records.terms import TOPICS


def term_named(vocabulary, name):
    """The term that has this name or alias, else a new one, a topic below the one that it belongs to."""
    parent = {"parent": term_named(vocabulary, TOPICS[name])} if vocabulary is Topic and name in TOPICS else {}
    return vocabulary.objects.named(name) or vocabulary.objects.create(name=name, **parent)
