"""The changes that `staleness.py` tries. Each is a generator: a step changes something and, once that is committed, gives
{path: is it what a reader may be sent now?}."""

import datetime
import itertools
import time

from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from media.renditions import make_renditions
from media.tests.factories import PictureFactory, image_file
from news.models import ArticlePage, NewsIndexPage, SectionPage
from news.tests.factories import ArticlePageFactory, SectionPageFactory
from portal.home.models import SiteSettings
from portal.scheduler import run_due
from programs.companies.tests.factories import CompanyFactory

WAIT = datetime.timedelta(seconds=2)  # for what the clock does


class World:
    """Two sections with an article and a picture, and a company."""

    def __init__(self):
        index = NewsIndexPage.objects.get()
        mark = f"{time.time_ns()}"
        self.sections = [SectionPageFactory(parent=index, slug=f"lan-{number}-{mark}") for number in range(2)]
        self.picture = PictureFactory()
        make_renditions(self.picture)
        body = [("picture", {"picture": self.picture}), ("paragraph", "<p>正文。</p>")]
        self.article = ArticlePageFactory(parent=self.sections[0], slug=f"wen-{mark}", body=body, cover=self.picture)
        self.article.save_revision().publish()
        self.company = CompanyFactory(title=f"温州示例第{mark}鞋业有限公司")
        self.company.save_revision().publish()
        self.settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
        self.paths = ["/", "/news/", self.path, self.sections[0].url, self.company.get_absolute_url(), "/companies/"]

    @property
    def path(self):
        return self.article.get_url()

    def publish(self, **values):
        for name, value in values.items():
            setattr(self.article, name, value)
        self.article.save_revision().publish()
        self.article = ArticlePage.objects.get(pk=self.article.pk)


def holds(text):
    return lambda status, body: status == 200 and text in body


def is_there(status, body):
    return status == 200


def is_gone(status, body):
    return status != 200


def publishing(world):
    for number in range(10**6):
        title = f"第{number}次改的标题"
        world.publish(title=title)
        yield {world.path: holds(title), world.sections[0].url: holds(title)}


def scheduled_publishing(world):
    for number in range(10**6):
        title = f"第{number}次定时发布的标题"
        world.article.title, world.article.go_live_at = title, timezone.now() + datetime.timedelta(seconds=0.05)
        world.article.save_revision(approved_go_live_at=world.article.go_live_at)
        time.sleep(0.06)
        run_due()
        world.article = ArticlePage.objects.get(pk=world.article.pk)
        yield {world.path: holds(title)}


def unpublishing(world):
    try:
        while True:
            world.article.unpublish()
            yield {world.path: is_gone}
            world.publish()
            yield {world.path: is_there}
    finally:
        world.publish()


def expiring(world):
    """The hour alone takes it away: nobody writes anything."""
    article = ArticlePage.objects.filter(pk=world.article.pk)
    try:
        while True:
            ends = timezone.now() + WAIT
            article.update(expire_at=ends)
            yield {world.path: lambda status, body, ends=ends: status == 200 or timezone.now() > ends}
            wait_until(ends)
            yield {world.path: is_gone}
            article.update(expire_at=None)
    finally:
        article.update(expire_at=None)


def wait_until(moment):
    time.sleep(max(0, (moment - timezone.now()).total_seconds()) + 0.001)


def moving(world):
    for place in itertools.cycle((1, 0)):
        old = world.path
        with transaction.atomic():
            section = SectionPage.objects.get(pk=world.sections[place].pk)
            ArticlePage.objects.get(pk=world.article.pk).move(section, pos="last-child")
        world.article = ArticlePage.objects.get(pk=world.article.pk)
        yield {old: is_gone, world.path: is_there}


def changing_slugs(world):
    for number in range(10**6):
        old = world.path
        world.publish(slug=f"di-{number}-{time.time_ns()}")
        yield {old: is_gone, world.path: is_there}


def deleting(world):
    for number in range(10**6):
        section = SectionPage.objects.get(pk=world.sections[0].pk)
        article = ArticlePageFactory(parent=section, slug=f"shan-{number}-{time.time_ns()}")
        path = article.get_url()
        yield {path: is_there}
        ArticlePage.objects.get(pk=article.pk).delete()
        yield {path: is_gone}


def closing(world):
    locks = PageViewRestriction.objects
    try:
        while True:
            locks.create(page=world.sections[0], restriction_type="password", password="x")
            yield {world.path: lambda status, body: "正文。" not in body}
            locks.all().delete()
            yield {world.path: holds("正文。")}
    finally:
        locks.all().delete()


def changing_a_record(world):
    for number in range(10**6):
        title = f"温州改名第{number}次鞋业有限公司"
        world.company.title = title
        world.company.save_revision().publish()
        world.company.refresh_from_db()
        yield {world.company.get_absolute_url(): holds(title), "/companies/?sort=updated": holds(f"第{number}次")}


def changing_settings(**told):
    def change(world):
        for number in range(10**6):
            for name, make in told.items():
                setattr(world.settings, name, make(f"第{number}次"))
            world.settings.save()
            yield {world.sections[0].url: holds(f"第{number}次"), world.path: holds(f"第{number}次")}

    return change


def menu_of(text):
    return [("item", {"label": text, "page": None, "url": "/about/"})]


def banner_running_out(world):
    text = "马上就过去的横幅"
    try:
        while True:
            ends = timezone.now() + WAIT
            world.settings.banner_text, world.settings.banner_ends_at = text, ends
            world.settings.save()
            yield {"/": lambda status, body, ends=ends: text in body or timezone.now() > ends}
            wait_until(ends)
            yield {"/": lambda status, body: text not in body}
    finally:
        world.settings.banner_ends_at = None
        world.settings.save()


def replacing_a_picture(world):
    for number in range(10**6):
        with transaction.atomic():
            world.picture.renditions.all().delete()
            world.picture.file = image_file(name=f"huan-{number}.jpg", colour=(number % 255, 9, 9))
            world.picture.save()
        yield {world.path: holds(f"huan-{number}")}


def setting_a_focal_point(world):
    for number in range(10**6):
        x = 50 + number % 400
        world.picture.focal_point_x, world.picture.focal_point_y = x, 60
        world.picture.focal_point_width = world.picture.focal_point_height = 40
        world.picture.save()
        name = world.picture.renditions.filter(focal_point_key__gt="").order_by("-pk").first().focal_point_key
        yield {world.path: lambda status, body, name=name: status == 200 and name in body}


def redirecting(world):
    for number in range(10**6):
        path = f"/jiu-{number}-{time.time_ns()}/"
        yield {path: lambda status, body: status == 404}
        Redirect.objects.create(old_path=Redirect.normalise_path(path), redirect_link="/news/")
        yield {path: lambda status, body: status in (301, 302)}


CHANGES = {
    "publish": publishing,
    "scheduled publish": scheduled_publishing,
    "unpublish": unpublishing,
    "expiry": expiring,
    "move": moving,
    "slug": changing_slugs,
    "delete": deleting,
    "privacy": closing,
    "record edit": changing_a_record,
    "menu": changing_settings(menu=menu_of),
    "setting": changing_settings(contact=str),
    "banner": changing_settings(banner_text=str),
    "banner's end": banner_running_out,
    "picture replaced": replacing_a_picture,
    "focal point": setting_a_focal_point,
    "redirect": redirecting,
}
