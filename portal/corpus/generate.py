"""Makes the corpus noun by noun, a batch at a time."""

import random

from django.db import transaction

from news.models import ArticlePage
from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy
from programs.records.changes import rows_changed

from . import articles, companies, events, policies
from .vocabulary import vocabulary
from .writing import slug_of, write_records

BATCH = 500
KEPT = 2000  # rows of a noun that later nouns may name
MAKERS = {"companies": companies.company, "policies": policies.policy, "events": events.event}
LINKS = {"policies": policies.link, "events": events.link}
MODELS = {"companies": Company, "policies": Policy, "events": Event, "articles": ArticlePage}
SEEDS = range(800)


class AlreadyThere(Exception):
    """This seed's rows of a noun are in the database."""


def generate(counts, seed, tell=lambda noun, done, total: None):
    """Write `counts[noun]` rows of each noun. The same seed writes the same rows.

    Each batch is written whole or not at all; `tell` is called after each. Raises AlreadyThere before it writes.
    """
    words_in_use = vocabulary()
    for noun, count in counts.items():
        if count and is_there(noun, seed, words_in_use):
            raise AlreadyThere(noun)
    made = {}
    for noun in ("companies", "policies", "events", "articles"):
        made[noun] = []
        for first in range(0, counts.get(noun, 0), BATCH):
            last = min(first + BATCH, counts[noun])
            with transaction.atomic():
                rows = _write(noun, first, last, seed, words_in_use, made)
            made[noun] += rows[: KEPT - len(made[noun])]
            tell(noun, last, counts[noun])


def is_there(noun, seed, words_in_use):
    """Was the first row of this noun and seed written before?"""
    row = _make(noun, 0, seed, words_in_use)
    title = row.title if noun == "articles" else row.row.title
    return MODELS[noun].objects.filter(slug=slug_of(title, seed, 0)).exists()


def _random(seed, noun, number):
    return random.Random(f"{seed} {noun} {number}")  # noqa: S311


def _make(noun, number, seed, words_in_use):
    make = articles.article if noun == "articles" else MAKERS[noun]
    return make(_random(seed, noun, number), number, seed, words_in_use)


def _write(noun, first, last, seed, words_in_use, made):
    drafts = [_make(noun, number, seed, words_in_use) for number in range(first, last)]
    rng = _random(seed, f"{noun} together", first)
    if noun == "articles":
        articles.write_articles(drafts, rng, made["policies"])
        rows = drafts
    else:
        if noun in LINKS:
            LINKS[noun](drafts, rng, made)
        write_records(drafts, seed, first)
        rows = [draft.row for draft in drafts]
    rows_changed.send(sender=MODELS[noun], pks=[row.pk for row in rows])
    return rows
