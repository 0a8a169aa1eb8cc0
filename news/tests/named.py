"""Stories that name records, with the rows that say so."""

from news.mentions.nouns import BY_MODEL, BY_NAME
from news.mentions.texts import sentences_of
from news.models import ArticlePage, Mention

from .factories import ArticlePageFactory


def linked(record, words):
    """Words with a link to `record`, as the editor stores them."""
    return f'<a linktype="{BY_MODEL[type(record)].name}" id="{record.pk}">{words}</a>'


def story(section, *paragraphs, **fields):
    """An article of `paragraphs`, and its mentions."""
    body = [("paragraph", f"<p>{paragraph}</p>") for paragraph in paragraphs]
    made = ArticlePageFactory(parent=section, body=body, lead="", **fields)
    article = ArticlePage.objects.get(pk=made.pk)
    note_mentions(article)
    return article


def note_mentions(article):
    article.mentions.all().delete()
    rows = [
        Mention(
            article=article, position=0, block=sentence.place, anchor=sentence.anchor, sentence=sentence.text,
            start=link.start - sentence.start, words=sentence.paragraph.text[link.start : link.end],
            record=BY_NAME[link.attributes["linktype"]].model.objects.get(pk=link.attributes["id"]), published_at=article.published_at,
        )
        for sentence in sentences_of(article)
        for link in sentence.paragraph.links
        if sentence.start <= link.start < sentence.end
    ]  # fmt: skip
    for position, row in enumerate(rows):
        row.position = position
    Mention.objects.bulk_create(rows)
