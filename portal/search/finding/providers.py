"""Who tells what readers often ask: the statistics register themselves here."""

_providers = []


def register_popular(provider):
    """`provider()` returns texts of questions that many have asked and that found something, most asked first; it must
    cost no more than a glance."""
    if provider not in _providers:
        _providers.append(provider)


def popular_queries():
    """What the providers know, each text once."""
    return list(dict.fromkeys(text for provider in _providers for text in provider()))
