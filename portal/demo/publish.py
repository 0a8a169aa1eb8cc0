"""Brings demo pages into the tree the way the desk does: as revisions, with log entries, through the workflow."""

import datetime
import json

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Page

from news.models import ArticlePage, Byline, Correction
from programs.policies.models import Policy
from programs.taxonomy.models import Topic

from .naming import link_by_hand, link_names
from .parts import Days, moment, resolved
from .terms import term_named


def publish(page, user=None):
    page.save_revision(user=user, log_action=True).publish(user=None)


def add_page(shelf, key, parent, page):
    """Publish `page` below `parent`; where the address is taken, what stands there is kept and takes its place."""
    there = Page.objects.child_of(parent).filter(slug=page.slug).first()
    if there is None:
        _plant(parent, page)
        page.save_revision().publish()
    shelf.remember(key, there or page)


def _plant(parent, page, user=None):
    """Add `page`, not yet live, as the last child of `parent`."""
    page.live = False
    page.has_unpublished_changes = True
    page.owner = user
    Page.objects.get(pk=parent.pk).add_child(instance=page)


def add_story(story, shelf):
    """Bring one story to where its `state` says, under the date that fits what it tells."""
    section = shelf.find(f"section:{story.section}")
    if section is None:
        return
    parent = Page.objects.get(pk=section)
    there = Page.objects.child_of(parent).filter(slug=story.slug).first()
    if there is None:
        _STATES[story.state](parent, _article(story, shelf), story, shelf)
        there = ArticlePage.objects.child_of(parent).get(slug=story.slug)
        is_dated = isinstance(story.published, Days)
    else:
        is_dated = False
    shelf.remember(story.key, there, is_dated)


def move_story(page, story):
    """Date a story that nobody has touched from today."""
    page.published_at = moment(story.published)
    publish(page)


def _article(story, shelf):
    page = ArticlePage(
        title=story.title,
        slug=story.slug,
        kicker=story.kicker,
        subtitle=story.subtitle,
        lead=f"<p>{escape(story.lead)}</p>",
        source=story.source,
        published_at=moment(story.published) if story.published else None,
        cover_id=shelf.find(f"picture:{story.cover}") if story.cover else None,
        search_description=story.lead,
        body=json.dumps(resolved(story.body, shelf.find)),
    )
    people = [(shelf.find(f"contributor:{key}"), role) for key, role in story.authors]
    page.bylines = [Byline(contributor_id=person, role=role) for person, role in people if person]
    page.topics = [_topic(name) for name in story.topics]
    page.interprets = Policy.objects.filter(pk__in=[shelf.find(key) for key in story.interprets])
    return page


def _topic(name):
    return term_named(Topic, name)


def _link(page, story, shelf):
    """Link its words to those records that no editor has deleted."""
    known = [(words, key.partition(":")[0], shelf.find(key)) for words, key in story.links]
    link_by_hand(page, [(words, f"{noun}-{number}") for words, noun, number in known if number])
    link_names(page, story.roles)


def _live(parent, page, story, shelf):
    """Publish it; a story with a correction is published twice, so that its history holds what was corrected."""
    correction, corrected = story.correction, page.body
    if correction:
        first = json.dumps(page.body.get_prep_value(), ensure_ascii=False).replace(correction.after, correction.before)
        page.body = first
    _link(page, story, shelf)
    _plant(parent, page)
    page.save_revision().publish()
    if correction:
        page = ArticlePage.objects.get(pk=page.pk)
        page.body = corrected
        _link(page, story, shelf)
        notes = [(Correction.Kind.CORRECTION, correction.text), (Correction.Kind.CHANGE, story.change_note)]
        page.corrections = [
            Correction(kind=kind, text=text, corrected_on=correction.day) for kind, text in notes if text
        ]
        publish(page)


def _draft(parent, page, story, shelf):
    editor = _editor()
    _link(page, story, shelf)
    _plant(parent, page, editor)
    page.save_revision(user=editor, log_action=True)


def _submitted(parent, page, story, shelf):
    _draft(parent, page, story, shelf)
    workflow = page.get_workflow()
    if workflow:
        workflow.start(page, _editor())


def _scheduled(parent, page, story, shelf):
    """For tomorrow at nine in the morning."""
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    _link(page, story, shelf)
    page.go_live_at = tomorrow.replace(hour=9, minute=0, second=0, microsecond=0)
    _plant(parent, page, _editor())
    publish(page, _editor())


def _editor():
    return get_user_model().objects.filter(username="editor").first()


_STATES = {"live": _live, "draft": _draft, "review": _submitted, "scheduled": _scheduled}
