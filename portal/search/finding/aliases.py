"""Words that are another name of a record: what is said under its title is found as well."""

from dataclasses import replace

from ..models import SearchDocument
from ..text import fold

MOST = 3  # records that one word may name; what names more is a common word


def with_aliases(question, names):
    """The question, and what to tell. Asks the database for titles only where a word is somebody's other name."""
    owners = {
        word: pks
        for word in question.words
        if not word.is_quoted and len(word.text) > 1 and (pks := _called_otherwise(word.text, names))
    }
    if not owners:
        return question, []
    titles = dict(
        SearchDocument.objects.public_now()
        .filter(pk__in={pk for pks in owners.values() for pk in pks})
        .order_by()
        .values_list("pk", "title")
    )
    words, told = [], []
    for word in question.words:
        others = [titles[pk] for pk in owners.get(word, ()) if pk in titles and word.text not in fold(titles[pk])]
        words.append(replace(word, others=(*word.others, *map(fold, others))) if others else word)
        told += [f"“{word.text}”又是“{title}”的名称，也一并查找。" for title in others]
    return question.with_words(words), told


def _called_otherwise(text, names):
    """Those of which the text is a name and not the title, if they are few."""
    found = list(names.equal(text))
    if not found or len(found) > MOST or any(entries.titles[number] for entries, number in found):
        return []
    return [entries.owners[number] for entries, number in found]
