"""What a keeper's browser sends from the forms of the three registers."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy


def url(model, view, *args):
    reverse("wagtailadmin_home")  # Wagtail registers its desks when the first address is asked for
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


COMMON = {
    "slug": "", "summary": "", "visibility": "public", "source_note": "", "sources": streamfield([]),
    "internal_note": "", "responsible_department": "", "responsible_person": "", "review_by_on": "",
    "go_live_at": "", "expire_at": "",
}  # fmt: skip


def rows(items, existing=0):
    return inline_formset(items, initial=existing)


def policy_form(**fields):
    data = COMMON | {
        "title": "《关于支持工业企业的示例意见》", "short_title": "", "other_names": "", "kind": "document", "issuers": (), "issuer_text": "",
        "index_number": "", "document_number": "", "unified_number": "", "topic": "", "keywords": "",
        "written_on": "", "published_on": "2026-01-05", "effective_from": "", "effective_to": "", "repealed_on": "",
        "repeal_basis": "", "supersedes": (), "body": streamfield([("paragraph", rich_text("<p>示例正文。</p>"))]),
        "attachments": rows([]), "items": rows([]), "contact": "",
    }  # fmt: skip
    return nested_form_data(data | fields)


ITEM = {
    "id": "", "number": "1", "title": "企业招工补贴", "gives": "按人数补贴。", "benefit": "reward", "claim_mode": "without",
    "amount_text": "每人500元", "amount_ceiling": "", "who_text": "", "audiences": (), "size_bands": (), "sectors": (),
    "towns": (), "needs": (), "conditions": "", "materials": "", "opens_on": "", "closes_on": "", "where": "", "link": "",
    "phone": "",
}  # fmt: skip


def company_form(**fields):
    data = COMMON | {
        "title": "温州示例鞋业有限公司", "short_name": "", "english_name": "", "kind": "company", "credit_code": "",
        "sector": "", "size_band": "", "town": "", "founded_on": "", "address": "", "parent": "", "tags": (),
        "main_products": "", "export_markets": "", "website": "", "public_contact": "", "logo": "", "aliases": rows([]),
        "people": rows([]), "memberships": rows([]), "internal_contact": "",
    }  # fmt: skip
    return nested_form_data(data | fields)


def event_form(**fields):
    data = COMMON | {
        "title": "第3届示例订货会", "short_title": "", "other_names": "", "series": "", "edition": "3", "kind": "fair", "state": "confirmed",
        "starts_at": "2026-03-01 09:00", "ends_at": "", "precision": "day", "printed_date": "", "venue": "", "town": "",
        "online_link": "", "parties": rows([]), "stops": rows([]), "figures": rows([]), "body": streamfield([]),
        "recap": rich_text(""), "attachments": rows([]), "policies": (), "contact": "",
    }  # fmt: skip
    return nested_form_data(data | fields)


FORMS = {Policy: policy_form, Company: company_form, Event: event_form}


def press(data, button=None):
    return data | ({f"action-{button}": "1"} if button else {})


def told(response):
    """What the desk says: its messages and the form's own errors."""
    said = [str(message) for message in response.context["messages"]] if response.context else []
    form = (response.context or {}).get("form")
    return " ".join(said + [str(error) for error in (form.non_field_errors() if form is not None else [])])


def add(user, model, button=None, **fields):
    """Fill in the form of a new record and press a button; return the record."""
    response = user.client.post(url(model, "add"), press(FORMS[model](**fields), button))
    form = (response.context or {}).get("form")
    assert response.status_code == 302, (form and form.errors, form and [f.errors for f in form.formsets.values()])
    return model.objects.latest("pk")


def opened(record):
    """What the form carries of the revision that it was opened with."""
    revision = type(record).objects.get(pk=record.pk).latest_revision
    return {
        "loaded_revision_id": revision.pk if revision else "",
        "loaded_revision_created_at": revision.created_at.isoformat() if revision else "",
    }


def edit(user, record, button=None, loaded=None, **fields):
    """Change what the form holds and press a button."""
    model = type(record)
    fields = {"title": record.title, "slug": record.slug} | fields
    data = press(FORMS[model](**fields), button) | (loaded or opened(record))
    return user.client.post(url(model, "edit", record.pk), data, follow=True)
