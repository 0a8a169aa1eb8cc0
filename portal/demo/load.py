"""Puts the demo's content into the database: each piece once, and never again whatever editors make of it."""

import csv
import io
import json
import logging
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Site

from media.models import Attachment, Picture
from news.models import Contributor, NewsIndexPage, SectionPage
from portal.home.models import SiteSettings, StandardPage

from . import articles, content, pages, pictures
from .parts import Days, resolved
from .publish import add_page, add_story, move_story, publish
from .registers import load_registers
from .searches import load_searches
from .shelf import Shelf


def load():
    """Load every piece that this database has never had, all or none; return how many those were."""
    shelf, files = Shelf(), []
    try:
        with transaction.atomic(), _quiet_log():
            _load_library(shelf, files)
            load_registers(shelf)
            _load_site(shelf)
            load_searches(shelf)
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise
    return shelf.added


@contextmanager
def _quiet_log():
    """Without Wagtail's two lines a page: a first run should say what went wrong and nothing else."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


def _load_library(shelf, files):
    """Pictures, attachments and by-lines: what stories are made with."""
    for name in pictures.PICTURES:
        if f"picture:{name}" not in shelf:
            shelf.remember(f"picture:{name}", _picture(name, files))
    for name, (title, file_name, rows) in content.ATTACHMENTS.items():
        if f"attachment:{name}" not in shelf:
            shelf.remember(f"attachment:{name}", _attachment(title, file_name, rows, files))
    for key, (name, job_title) in content.CONTRIBUTORS.items():
        if f"contributor:{key}" not in shelf:
            person = Contributor.objects.create(name=name, job_title=job_title, biography=content.BIOGRAPHY)
            shelf.remember(f"contributor:{key}", person)


def _picture(name, files):
    title, alt_text = pictures.PICTURES[name]
    picture = Picture(
        title=title,
        description=alt_text,
        caption=f"示意图：{title}",
        provider=content.PICTURE_PROVIDER,
        usage_note=content.PICTURE_NOTE,
    )
    return _save_file(picture, f"demo-{name}.jpg", pictures.read_picture(name), files)


def _attachment(title, file_name, rows, files):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    # The mark at the beginning tells spreadsheet programs that the text is UTF-8.
    return _save_file(Attachment(title=title), file_name, text.getvalue().encode("utf-8-sig"), files)


def _save_file(instance, file_name, data, files):
    instance.file = ContentFile(data, name=file_name)
    instance.file_size = len(data)
    instance.save()
    files.append(instance.file)
    log(instance=instance, action="wagtail.create")
    return instance


def _load_site(shelf):
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    home = site.root_page.specific
    _load_sections(shelf, NewsIndexPage.objects.child_of(home).first())
    for story in [*articles.LIVE, *articles.ON_THE_DESK]:
        if story.key not in shelf:
            add_story(story, shelf)
        elif isinstance(story.published, Days) and (page := shelf.outdated(story.key)):
            move_story(page.specific, story)
            shelf.moved(story.key, page)
    for slug, (title, summary, body) in pages.PAGES.items():
        if f"page:{slug}" not in shelf:
            body = json.dumps(resolved(body, shelf.find))
            add_page(shelf, f"page:{slug}", home, StandardPage(title=title, slug=slug, summary=summary, body=body))
    if "home-parts" not in shelf:
        _fill_home(shelf, home)
    if "site-settings" not in shelf:
        _fill_settings(shelf, site)


def _load_sections(shelf, index):
    if index is None:
        return  # an editor took the news out of this site; stories have nowhere to stand
    if "page:news" not in shelf:
        if not index.intro:
            index.intro = content.NEWS_INTRO
            publish(index)
        shelf.remember("page:news", index)
    for slug, (title, column_type, intro, keywords, is_in_menu) in content.SECTIONS.items():
        if f"section:{slug}" not in shelf:
            section = SectionPage(title=title, slug=slug, intro=intro, keywords=keywords, search_description=intro)
            section.column_type, section.show_in_menus = column_type, is_in_menu
            add_page(shelf, f"section:{slug}", index, section)


def _fill_home(shelf, home):
    """A home page that somebody has arranged already is left as it is."""
    home.refresh_from_db()
    if not home.parts:
        home.parts = json.dumps(resolved(content.HOME_PARTS, shelf.find))
        _give_ids(home.parts)
        publish(home)
    shelf.remember("home-parts", home)


def _give_ids(*streams):
    """Read every block once, so that all are stored with ids, as those are that an editor saves. Without, ids are made
    up at each reading, and what the blocks refer to would be noted anew again and again."""
    for stream in streams:
        list(stream)


def _fill_settings(shelf, site):
    """Fills what is still as it came; settings that staff have made are left as they are."""
    settings = SiteSettings.for_site(site)
    if not (settings.menu or settings.footer or settings.host_organisation):
        for name, value in content.SETTINGS.items():
            setattr(settings, name, value)
        settings.menu = json.dumps(resolved(content.MENU, shelf.find))
        settings.footer = json.dumps(resolved(content.FOOTER, shelf.find))
        settings.share_picture_id = shelf.find(f"picture:{content.SHARE_PICTURE}")
        _give_ids(settings.menu, settings.footer)
        settings.save()
        log(instance=settings, action="wagtail.edit")
    shelf.remember("site-settings", settings)
