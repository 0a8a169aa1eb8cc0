"""Stories that name records, with the rows that say so."""

from news.mentions.deriving import rebuild
from news.models import ArticlePage

from .factories import ArticlePageFactory


def story(section, *paragraphs, **fields):
    """An article of `paragraphs`, and its mentions."""
    body = [("paragraph", f"<p>{paragraph}</p>") for paragraph in paragraphs]
    made = ArticlePageFactory(parent=section, body=body, lead="", **fields)
    article = ArticlePage.objects.get(pk=made.pk)
    rebuild(article)
    return article
