"""What people of every role try to do, for real: each act says whether it had its effect. `test_permissions` has the table."""

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from media.tests.opened import as_opened
from news.models import Contributor, ManuscriptImport, PreviewLink, WantedRecord
from news.tests import desk
from portal.accounts.models import User
from portal.search.models import IndexRebuild, Promotion, RefusedWord, ReleasedQuery, Synonym, WithheldQuery
from programs.companies.models import Company, CompanyList
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event
from programs.policies.models import Policy
from programs.sheets.models import ImportedSheet
from programs.taxonomy.models import Need, Topic

from . import record_forms

NOTE = "不外传的备注"


def company_form(company=None, **fields):
    children = {
        f"{name}-{count}_FORMS": 0 for name in ("aliases", "people", "memberships") for count in ("TOTAL", "INITIAL")
    }
    seen = company.latest_revision_id if company else ""
    return {"kind": "company", "visibility": "public", "slug": "", "loaded_revision": seen} | children | fields


def company_sheet():
    return SimpleUploadedFile("上传.csv", "法定名称\n示例表格企业\n".encode())


def url(name, *args):
    return reverse(name, args=args)


def shows(client, address, text):
    response = client.get(address)
    return response.status_code == 200 and text in response.content.decode()


def wanted(world):
    asked = {"words": "示例要建的企业", "sentence": "示例要建的企业。", "asked_at": timezone.now()}
    return WantedRecord.objects.get_or_create(article=world.draft, defaults=asked)[0]


def fresh(page):
    return Page.objects.get(pk=page.pk)


def create_page(who, world, model, parent, **fields):
    count = Page.objects.count()
    who.client.post(url("wagtailadmin_pages:add", *model, parent.pk), fields)
    return Page.objects.count() == count + 1


def edit_article(who, page, **fields):
    who.client.post(desk.edit_url(page), desk.article_form(desk.newest(page), **fields))
    return desk.newest(page)


def approve(who, page):
    desk.approve(who, page)
    if not fresh(page).live and (state := fresh(page).specific.current_workflow_task_state):
        desk.approve_in_dashboard(who, page, state)
    return fresh(page).live


def approve_own(who, world):
    page = world.draft
    page.save_revision(user=getattr(who, "user", None) or world.author)
    page.get_workflow().start(page, world.author)
    return approve(who, page)


def send_back(who, world):
    state = world.submitted.current_workflow_task_state
    who.client.post(
        url("wagtailadmin_pages:workflow_action", world.submitted.pk, "reject", state.pk), {"comment": "改"}
    )
    state.refresh_from_db()
    return state.status == "rejected"


def proof(world, view="proof"):
    return url(view, "page", world.submitted.pk)


def decide(who, world, decision):
    state = world.submitted.current_workflow_task_state
    who.client.post(proof(world), {"revision": state.revision_id, "decision": decision, "reason": "请补出处"})
    state.refresh_from_db()
    return state.status


def edit_simple_page(who, page, **buttons):
    data = {"title": "改过的名称", "slug": page.slug, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
            "parts-count": 0, "intro": "", "keywords": "", "column_type": "工作动态"} | buttons  # fmt: skip
    who.client.post(desk.edit_url(page), data)
    page = fresh(page)
    return page.title == "改过的名称" if buttons else page.get_latest_revision_as_object().title == "改过的名称"


def post_and(who, address, data, happened):
    who.client.post(address, data)
    return happened()


def edit_and(who, address, data, happened):
    return post_and(who, address, as_opened(who.client, address) | data, happened)


def site_settings(who, world):
    address = url("wagtailsettings:edit", "home", "sitesettings", world.home.get_site().pk)
    return shows(who.client, address, "网站标识码")


def of_policies(view, *args):
    return record_forms.url(Policy, view, *args)


def exports(who, text):
    response = who.client.get(of_policies("list") + "?export=csv")
    return response.status_code == 200 and text in response.getvalue().decode()


def in_bulk(who, world, action, happened):
    address = url("wagtail_bulk_action", "policies", "policy", action)
    return post_and(who, f"{address}?id={world.policy.pk}", {}, happened)


def is_told_what_stands_below(who, world):
    """Whoever may delete the home page is led back to its list, and told what stands below it."""
    answer = who.client.get(url("wagtailadmin_pages:delete", world.home.pk))
    return answer.url == url("wagtailadmin_explore", world.home.get_parent().pk)


def save_policy(who, world, button=None, title="改过的标题"):
    form = record_forms.policy_form(title=title, slug=world.policy.slug) | record_forms.opened(world.policy)
    who.client.post(of_policies("edit", world.policy.pk), record_forms.press(form, button))
    policy = Policy.objects.get(pk=world.policy.pk)
    return (policy if button else policy.get_latest_revision_as_object()).title == title


SIMPLE = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
USER = {
    "username": "zhangsan",
    "display_name": "示例张三",
    "password1": "口令不外传不外传2026",
    "password2": "口令不外传不外传2026",
}


def accept_suggestions(who, w):
    """The lead of the draft says the words that a company is called by."""
    CompanyFactory(title="一站式")
    before = fresh(w.draft).latest_revision_id
    data = {"revision": before, "accept_all": "1"}
    return post_and(
        who, url("mention_suggestions", w.draft.pk), data, lambda: fresh(w.draft).latest_revision_id != before
    )


ACTS = {
    "open the desk": lambda who, w: who.client.get("/cms/").status_code == 200,
    "open the bulk admin": lambda who, w: who.client.get("/admin/").status_code == 200,
    "see companies in the bulk admin": lambda who, w: shows(
        who.client, url("admin:companies_company_changelist"), w.company.title
    ),
    "add a company in the bulk admin": lambda who, w: post_and(
        who, url("admin:companies_company_add"), company_form(title="示例新企业"),
        Company.objects.filter(title="示例新企业").exists,
    ),
    "edit a company in the bulk admin": lambda who, w: post_and(
        who, url("admin:companies_company_change", w.company.pk),
        company_form(w.company, title="示例改名企业"), Company.objects.filter(title="示例改名企业").exists,
    ),
    "delete a company in the bulk admin": lambda who, w: post_and(
        who, url("admin:companies_company_delete", w.company.pk), {"post": "yes"}, lambda: not Company.objects.exists()
    ),
    "export companies": lambda who, w: shows(who.client, url("admin:companies_company_export", "csv"), w.company.title),
    "upload a sheet of companies": lambda who, w: post_and(
        who, url("admin:companies_company_import"), {"file": company_sheet()},
        ImportedSheet.objects.filter(name="上传.csv").exists,
    ),
    "fetch an imported sheet": lambda who, w: who.client.get(
        url("admin:sheets_importedsheet_original", w.sheet.pk)
    ).status_code == 200,
    "edit a vocabulary in the bulk admin": lambda who, w: post_and(
        who, url("admin:taxonomy_need_add"), {"name": "示例需求", "slug": "", "order": 0}, Need.objects.exists
    ),
    "list users in the bulk admin": lambda who, w: shows(
        who.client, url("admin:accounts_user_changelist"), w.author.username
    ),
    "list users": lambda who, w: shows(who.client, url("wagtailusers_users:index"), w.author.username),
    "add a user": lambda who, w: post_and(
        who, url("wagtailusers_users:add"), USER, User.objects.filter(username="zhangsan").exists
    ),
    "edit a user": lambda who, w: edit_and(
        who, url("wagtailusers_users:edit", w.author.pk), {"username": "lisi", "display_name": "示例李四"},
        User.objects.filter(username="lisi").exists,
    ),
    "edit a group": lambda who, w: shows(
        who.client, url("wagtailusers_groups:edit", Group.objects.get(name="编辑").pk), "编辑"
    ),
    "edit the site settings": site_settings,
    "see the redirects": lambda who, w: who.client.get(url("wagtailredirects:index")).status_code == 200,
    "edit the workflow": lambda who, w: who.client.get(url("wagtailadmin_workflows:index")).status_code == 200,
    "see the draft in the explorer": lambda who, w: shows(
        who.client, url("wagtailadmin_explore", w.section.pk), w.draft.title
    ),
    "view the draft": lambda who, w: who.client.get(url("wagtailadmin_pages:view_draft", w.draft.pk)).status_code == 200,
    "create an article": lambda who, w: create_page(
        who, w, ("news", "articlepage"), w.section, **desk.article_form()
    ),
    "create a section": lambda who, w: create_page(
        who, w, ("news", "sectionpage"), w.index, title="新栏目", slug="", column_type="工作动态", **SIMPLE
    ),
    "create a standard page": lambda who, w: create_page(
        who, w, ("home", "standardpage"), w.home, title="关于", slug="", **SIMPLE, **{"body-count": 0}
    ),
    "edit an article": lambda who, w: edit_article(who, w.draft, kicker="改").kicker == "改",
    "submit an article": lambda who, w: bool(edit_article(who, w.draft, action_submit="1").workflow_in_progress),
    "publish an article": lambda who, w: edit_article(who, w.draft, action_publish="1") and fresh(w.draft).live,
    "approve an own article": approve_own,
    "approve another's article": lambda who, w: approve(who, w.submitted),
    "read a proof": lambda who, w: shows(who.client, proof(w), "成稿：读者将看到的样子"),
    "read the page in a proof": lambda who, w: shows(who.client, proof(w, "proof_reading"), '<main id="main"'),
    "approve on the proof page": lambda who, w: decide(who, w, "approve") == "approved",
    "send back on the proof page": lambda who, w: decide(who, w, "reject") == "rejected",
    "take back what another handed in": lambda who, w: post_and(
        who, proof(w, "proof_withdraw"), {}, lambda: not fresh(w.submitted).workflow_in_progress
    ),
    "send back another's article": send_back,
    "unpublish an article": lambda who, w: post_and(
        who, url("wagtailadmin_pages:unpublish", w.live.pk), {}, lambda: not fresh(w.live).live
    ),
    "delete a draft": lambda who, w: post_and(
        who, url("wagtailadmin_pages:delete", w.draft.pk), {}, lambda: not Page.objects.filter(pk=w.draft.pk).exists()
    ),
    "delete a live article": lambda who, w: post_and(
        who, url("wagtailadmin_pages:delete", w.live.pk), {}, lambda: not Page.objects.filter(pk=w.live.pk).exists()
    ),
    "lock an article": lambda who, w: post_and(
        who, url("wagtailadmin_pages:lock", w.draft.pk), {}, lambda: fresh(w.draft).locked
    ),
    "make an article private": lambda who, w: post_and(
        who, url("wagtailadmin_pages:set_privacy", w.live.pk), {"restriction_type": "login"},
        lambda: fresh(w.live).view_restrictions.exists(),
    ),
    "publish a section": lambda who, w: edit_simple_page(who, w.section, **{"action-publish": "1"}),
    "edit the home page": lambda who, w: edit_simple_page(who, w.home),
    "publish the home page": lambda who, w: edit_simple_page(who, w.home, **{"action-publish": "1"}),
    "ask to delete the home page": is_told_what_stands_below,
    "accept a suggested link": accept_suggestions,
    "ask for a record": lambda who, w: post_and(
        who, url("mention_suggestions", w.draft.pk), {"want": w.draft.lead[3:7]}, WantedRecord.objects.exists
    ),
    "see what records are asked for": lambda who, w: shows(who.client, url("wanted_records"), wanted(w).words),
    "answer who asks for a record": lambda who, w: post_and(
        who, url("wanted_records"), {"wanted": wanted(w).pk, "outcome": "made"},
        lambda: WantedRecord.objects.filter(outcome="made").exists(),
    ),
    "make a preview link": lambda who, w: post_and(
        who, url("preview_links", w.draft.pk), {"days": 7}, PreviewLink.objects.exists
    ),
    "hand in a manuscript": lambda who, w: post_and(
        who, url("manuscript_imports:add"), {"section": w.section.pk, "text": "另一份示例稿件\n\n江边的灯亮了。"},
        lambda: ManuscriptImport.objects.count() == 2,
    ),
    "review another's manuscript": lambda who, w: post_and(
        who, url("manuscript_imports:review", w.manuscript.pk),
        {"version": 0, "act": "drop", "piece": 1, "reason": "示例"}, lambda: ManuscriptImport.objects.get().version == 1,
    ),
    "make a draft of another's manuscript": lambda who, w: post_and(
        who, url("manuscript_imports:make_draft", w.manuscript.pk), {"version": 0},
        lambda: ManuscriptImport.objects.get().state == ManuscriptImport.State.DONE,
    ),
    "take back another's import": lambda who, w: post_and(
        who, url("manuscript_imports:undo", w.manuscript.pk), {"seen": "0-"},
        lambda: ManuscriptImport.objects.get().state == ManuscriptImport.State.UNDONE,
    ),
    "fetch another's manuscript": lambda who, w: who.client.get(
        url("manuscript_imports:original", w.manuscript.pk)
    ).status_code == 200,
    "add a contributor": lambda who, w: post_and(
        who, url(Contributor.snippet_viewset.get_url_name("add")), {"name": "示例新人"},
        Contributor.objects.filter(name="示例新人").exists,
    ),
    "edit a contributor": lambda who, w: edit_and(
        who, url(Contributor.snippet_viewset.get_url_name("edit"), w.person.pk), {"name": "示例改名"},
        Contributor.objects.filter(name="示例改名").exists,
    ),
    "delete a contributor": lambda who, w: post_and(
        who, url(Contributor.snippet_viewset.get_url_name("delete"), w.person.pk), {},
        lambda: not Contributor.objects.exists(),
    ),
    "add a topic": lambda who, w: post_and(
        who, url(Topic.snippet_viewset.get_url_name("add")), {"name": "外贸", "other_names": "", "order": "0", "is_active": "on"},
        Topic.objects.filter(name="外贸").exists,
    ),
    "read the topics": lambda who, w: who.client.get(url(Topic.snippet_viewset.get_url_name("list"))).status_code == 200,
    "open the picture form": lambda who, w: who.client.get(url("wagtailimages:add")).status_code == 200,
    "edit another's picture": lambda who, w: who.client.get(url("wagtailimages:edit", w.picture.pk)).status_code == 200,
    "open the attachment form": lambda who, w: who.client.get(url("wagtaildocs:add")).status_code == 200,
    "add a collection": lambda who, w: who.client.get(url("wagtailadmin_collections:add")).status_code == 200,
    "list the policies at the desk": lambda who, w: shows(who.client, of_policies("list"), w.policy.title),
    "read a policy at the desk": lambda who, w: shows(who.client, of_policies("inspect", w.policy.pk), w.policy.title),
    "choose a policy": lambda who, w: shows(
        who.client, url("wagtailsnippetchoosers_policies_policy:choose_results"), w.policy.title
    ),
    "find a record to link words to": lambda who, w: shows(
        who.client, url("mention_chooser:results") + f"?q={w.company.title}", w.company.title
    ),
    "link words to a record": lambda who, w: shows(
        who.client, url("mention_chooser:chosen", f"company-{w.company.pk}"), "chosen"
    ),
    "learn what links mean": lambda who, w: shows(
        who.client, url("mention_chooser:facts") + f"?record=company-{w.company.pk}", "isPublic"
    ),
    "export the policies": lambda who, w: exports(who, w.policy.title),
    "read a policy's internal note": lambda who, w: shows(who.client, of_policies("inspect", w.policy.pk), NOTE),
    "export the internal notes": lambda who, w: exports(who, NOTE),
    "find a policy by its internal note": lambda who, w: shows(
        who.client, of_policies("list") + f"?q={NOTE}", of_policies("inspect", w.policy.pk)
    ),
    "see a policy's history": lambda who, w: who.client.get(of_policies("history", w.policy.pk)).status_code == 200,
    "compare a policy's revisions": lambda who, w: who.client.get(
        of_policies("revisions_compare", w.policy.pk, "earliest", "latest")
    ).status_code == 200,
    "add a policy": lambda who, w: post_and(
        who, of_policies("add"), record_forms.policy_form(title="新的示例"), Policy.objects.filter(title="新的示例").exists
    ),
    "edit a policy": save_policy,
    "publish a policy": lambda who, w: save_policy(who, w, "publish"),
    "unpublish a policy": lambda who, w: post_and(
        who, of_policies("unpublish", w.policy.pk), {}, Policy.objects.filter(live=False).exists
    ),
    "unpublish policies in bulk": lambda who, w: in_bulk(who, w, "unpublish", Policy.objects.filter(live=False).exists),
    "delete a policy": lambda who, w: post_and(
        who, of_policies("delete", w.policy.pk), {}, lambda: not Policy.objects.exists()
    ),
    "delete policies in bulk": lambda who, w: in_bulk(who, w, "delete", lambda: not Policy.objects.exists()),
    "lock a policy": lambda who, w: post_and(
        who, of_policies("lock", w.policy.pk), {}, Policy.objects.filter(locked=True).exists
    ),
    "draft an event's next edition": lambda who, w: post_and(
        who, record_forms.url(Event, "next_edition", w.event.pk), {}, lambda: Event.objects.count() == 2
    ),
    "add a company list": lambda who, w: post_and(
        who, record_forms.url(CompanyList, "add"), {"name": "示例名单", "order": 0, "slug": ""}, CompanyList.objects.exists
    ),
    "see what readers search for": lambda who, w: shows(who.client, url("search_statistics:index"), "没有结果的搜索词"),
    "add a synonym for the search": lambda who, w: post_and(
        who, record_forms.url(Synonym, "add"), {"words": "示例词\n示例同义词", "is_active": "on"},
        Synonym.objects.filter(words__startswith="示例词").exists,
    ),
    "promote a result of the search": lambda who, w: post_and(
        who, record_forms.url(Promotion, "add"), {"queries": "示例词", "url": "/news/", "title": "示例推荐", "order": 0},
        Promotion.objects.exists,
    ),
    "withhold a popular question": lambda who, w: post_and(
        who, url("search_statistics:withhold"), {"words": "示例词"}, WithheldQuery.objects.exists
    ),
    "let a popular question through": lambda who, w: post_and(
        who, url("search_statistics:release"), {"words": "示例词"}, ReleasedQuery.objects.exists
    ),
    "refuse a word in popular questions": lambda who, w: post_and(
        who, record_forms.url(RefusedWord, "add"), {"word": "示例词"}, RefusedWord.objects.filter(word="示例词").exists
    ),
    "rebuild the search index": lambda who, w: post_and(
        who, url("search_index:rebuild"), {}, IndexRebuild.objects.filter(state=IndexRebuild.State.WAITING).exists
    ),
}  # fmt: skip
