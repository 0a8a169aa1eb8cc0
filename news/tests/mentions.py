"""How the editor stores words that mean a record."""

from news.mentions.nouns import BY_MODEL


def link(record, words, role=""):
    said = f' role="{role}"' if role else ""
    return f'<a linktype="{BY_MODEL[type(record)].name}" id="{record.pk}"{said}>{words}</a>'
