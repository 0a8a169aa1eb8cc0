"""Who may do what: one table. Each act is done for real, and its effect is looked for, not its status code."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from media.models import Picture
from news.manuscripts.desk.review import take_in
from news.models import Contributor, NewsIndexPage
from news.tests import desk
from news.tests.factories import ArticlePageFactory, SectionPageFactory
from portal.accounts.tests.factories import UserFactory
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory
from programs.sheets.models import ImportedSheet

from .permission_acts import ACTS, NOTE, company_sheet

ROLES = (
    "anon",
    "editor",
    "reviewer",
    "keeper",
    "manager",
    "admin",
)  # a manager is in the group 站点管理员, the admin a superuser besides
EVERYBODY_AT_THE_DESK = {"editor", "reviewer", "keeper", "manager", "admin"}
WRITERS = {"editor", "reviewer", "manager", "admin"}
REVIEWERS = {"reviewer", "admin"}
PUBLISHERS = {"reviewer", "manager", "admin"}
MANAGERS = {"manager", "admin"}
KEEPERS = {"keeper", "manager", "admin"}

# act: who succeeds. Everybody else changes nothing, or is not shown what the act shows.
TABLE = {
    "open the desk": EVERYBODY_AT_THE_DESK,
    "open the bulk admin": {"keeper", "manager", "admin"},
    "see companies in the bulk admin": KEEPERS,
    "add a company in the bulk admin": KEEPERS,
    "edit a company in the bulk admin": KEEPERS,
    "delete a company in the bulk admin": KEEPERS,
    "export companies": KEEPERS,
    "upload a sheet of companies": KEEPERS,
    "fetch an imported sheet": KEEPERS,
    "edit a vocabulary in the bulk admin": KEEPERS,
    "list users in the bulk admin": MANAGERS,
    "list users": MANAGERS,
    "add a user": MANAGERS,
    "edit a user": MANAGERS,
    "edit a group": MANAGERS,
    "edit the site settings": MANAGERS,
    "see the redirects": MANAGERS,
    "edit the workflow": MANAGERS,
    "see the draft in the explorer": WRITERS,
    "view the draft": WRITERS,
    "create an article": WRITERS,
    "create a section": PUBLISHERS,
    "create a standard page": MANAGERS,
    "edit an article": WRITERS,
    "submit an article": WRITERS,
    "publish an article": set(),
    "approve an own article": set(),
    "approve another's article": REVIEWERS,
    "send back another's article": REVIEWERS,
    "read a proof": WRITERS,
    "read the page in a proof": WRITERS,
    "approve on the proof page": REVIEWERS,
    "send back on the proof page": REVIEWERS,
    "take back what another handed in": REVIEWERS,
    "unpublish an article": PUBLISHERS,
    "delete a draft": WRITERS,
    "delete a live article": PUBLISHERS,
    "lock an article": PUBLISHERS,
    "make an article private": PUBLISHERS,
    "publish a section": PUBLISHERS,
    "edit the home page": PUBLISHERS,
    "publish the home page": PUBLISHERS,
    "ask to delete the home page": MANAGERS,
    "accept a suggested link": WRITERS,
    "ask for a record": WRITERS,
    "see what records are asked for": KEEPERS,
    "answer who asks for a record": KEEPERS,
    "make a preview link": WRITERS,
    "hand in a manuscript": WRITERS,
    "review another's manuscript": PUBLISHERS,
    "make a draft of another's manuscript": PUBLISHERS,
    "take back another's import": PUBLISHERS,
    "fetch another's manuscript": PUBLISHERS,
    "add a contributor": WRITERS,
    "edit a contributor": WRITERS,
    "delete a contributor": MANAGERS,
    "add a topic": KEEPERS,
    "read the topics": EVERYBODY_AT_THE_DESK,
    "open the picture form": EVERYBODY_AT_THE_DESK,
    "edit another's picture": PUBLISHERS,
    "open the attachment form": EVERYBODY_AT_THE_DESK,
    "add a collection": MANAGERS,
    "list the policies at the desk": EVERYBODY_AT_THE_DESK,
    "read a policy at the desk": EVERYBODY_AT_THE_DESK,
    "choose a policy": EVERYBODY_AT_THE_DESK,
    "find a record to link words to": EVERYBODY_AT_THE_DESK,
    "link words to a record": EVERYBODY_AT_THE_DESK,
    "learn what links mean": EVERYBODY_AT_THE_DESK,
    "export the policies": EVERYBODY_AT_THE_DESK,
    "read a policy's internal note": KEEPERS,
    "export the internal notes": KEEPERS,
    "find a policy by its internal note": KEEPERS,
    "see a policy's history": KEEPERS,
    "compare a policy's revisions": KEEPERS,
    "add a policy": KEEPERS,
    "edit a policy": KEEPERS,
    "publish a policy": KEEPERS,
    "unpublish a policy": KEEPERS,
    "unpublish policies in bulk": KEEPERS,
    "delete a policy": KEEPERS,
    "delete policies in bulk": KEEPERS,
    "lock a policy": KEEPERS,
    "draft an event's next edition": KEEPERS,
    "add a company list": KEEPERS,
    "see what readers search for": KEEPERS,
    "add a synonym for the search": KEEPERS,
    "promote a result of the search": KEEPERS,
    "withhold a popular question": KEEPERS,
    "let a popular question through": KEEPERS,
    "refuse a word in popular questions": KEEPERS,
    "rebuild the search index": MANAGERS,
}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """What there is to act upon: all made by an editor who is nobody of the table. Made once: each act is undone."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield _everything()
            transaction.set_rollback(True)


def _everything():
    home = Site.objects.get(is_default_site=True).root_page.specific
    index = NewsIndexPage.objects.child_of(home).get()
    section = SectionPageFactory(parent=index)
    author = UserFactory(role="editor")
    author.client = Client()
    author.client.force_login(author)
    draft = ArticlePageFactory(parent=section, live=False, owner=author, title="示例草稿标题")
    draft.save_revision(user=author)
    live = ArticlePageFactory(parent=section, owner=author)
    live.save_revision(user=author).publish()
    submitted = desk.create(author, section, title="示例送审标题", action_submit="1")
    person = Contributor.objects.create(name="示例作者")
    company = CompanyFactory.build(title="示例台账企业")
    company.put_on_record(author)
    sheet = ImportedSheet.objects.create(name="示例.csv", file=company_sheet(), register="企业")
    policy = PolicyFactory(internal_note=NOTE)
    policy.put_on_record(author)
    picture = Picture.objects.create(title="示例图片", file=get_test_image_file())
    manuscript = take_in(
        "示例稿件\n\n渡口的船一早就开了，岸上的人排队。\n\n新船靠岸，灯亮了。\n".encode(), "渡口.txt", section, author
    )
    return dict(
        manuscript=manuscript, company=company, sheet=sheet, section=section, home=home, index=index, draft=draft, live=live,
        submitted=submitted, author=author, person=person, picture=picture, policy=policy, event=EventFactory(),
    )  # fmt: skip


@pytest.fixture
def world(made, db):
    """The same things, as the database has them now: what an act did to them in memory is forgotten too."""
    return SimpleNamespace(**{name: type(thing)._default_manager.get(pk=thing.pk) for name, thing in made.items()})


def test_the_table_and_the_acts_are_the_same():
    assert TABLE.keys() == ACTS.keys()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", TABLE)
def test_permission(world, staff, act, role):
    if role == "anon":
        who = SimpleNamespace(client=Client())
    else:
        user = staff("admin", is_superuser=False) if role == "manager" else staff(role)
        who = SimpleNamespace(client=user.client, user=user)
    assert bool(ACTS[act](who, world)) is (role in TABLE[act])
