"""What the registers do not know, handed over: an editor who may not add records asks the keepers for one."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.admin import messages

from programs.events.models import Event

from ..models import WantedRecord
from .adding import REGISTERS, forms_for_new, may_add
from .suggesting import BREAK, FIGURE, spot_of

SHORTEST, LONGEST = 2, 255
MOST_KEEPERS = 5
HANDLED = "这条请求已有答复，或已经撤回，没有改动。"


def ask(request, draft):
    """Ask for a record of words that stand in the article; once more where the keepers have answered."""
    words = request.POST["want"].replace("\0", "").strip()
    spot = spot_of(draft, words) if SHORTEST <= len(words) <= LONGEST else None
    if spot is None:
        messages.error(request, "请照文中的写法填写两个字以上的名称；文中没有的字样不能请求登记。")
        return False
    is_figure = bool(FIGURE.fullmatch(words))
    asked = {
        "sentence": f"{spot.before}{spot.words}{spot.after}",
        "is_figure": is_figure,
        "figure_name": figure_name(spot)[:LONGEST] if is_figure else "",
        "asked_at": timezone.now(),
        "asked_by": request.user,
        "outcome": "",
        "answer": "",
        "answered_at": None,
        "answered_by": None,
    }
    WantedRecord.objects.update_or_create(article_id=draft.pk, words=words, defaults=asked)
    messages.success(request, f"已请台账管理员登记“{words}”，答复会列在本页。")
    return True


def withdraw(request, draft):
    if draft.wanted_records.filter(words=request.POST["unwant"].replace("\0", ""), outcome="").delete()[0]:
        messages.success(request, "已撤回请求。")
    else:
        messages.error(request, HANDLED)
    return True


def wanted_of(draft):
    """{words: WantedRecord} of what was asked for from this article."""
    rows = draft.wanted_records.select_related("asked_by", "answered_by") if draft.pk else ()
    return {row.words: row for row in rows}


def figure_name(spot):
    """What a figure counts: the words before it, back to the last break."""
    return BREAK.split(spot.before)[-1]


def forms_for(user, wanted):
    """Where a keeper begins the record, with the words carried over; a figure belongs to an event."""
    if wanted.is_figure:
        return forms_for_new(user, only=Event, figure=wanted.words, figure_name=wanted.figure_name)
    return forms_for_new(user, title=wanted.words)


def is_keeper(user):
    return any(may_add(user, model) for model in REGISTERS)


def keepers():
    """Names of some of those who may add records, without the superusers, who may do everything."""
    backend = "django.contrib.auth.backends.ModelBackend"
    meta = REGISTERS[0]._meta
    people = get_user_model().objects.with_perm(
        f"{meta.app_label}.add_{meta.model_name}", include_superusers=False, backend=backend
    )
    return [str(person) for person in people.order_by("display_name", "username")[:MOST_KEEPERS]]
