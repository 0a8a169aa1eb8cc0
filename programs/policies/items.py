"""The claimable items of a policy as a reader is shown them: for whom, what, and what to do; nothing filled in."""

from dataclasses import dataclass

from django.utils import timezone

from programs.showing.facts import Fact, FactLink, day_text, dialled, lines, map_link, unstated, web_link

from .words import TERMS

SHOWN_NAMES = 8
SHOWN_ITEMS = 6
SHOWN_TEXTS = 3
TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class Cell:
    """One column of the table: what is stated under it, and the labels of what is not."""

    label: str
    facts: list[Fact]

    @property
    def stated(self):
        return [fact for fact in self.facts if fact.is_stated]

    @property
    def unstated(self):
        return unstated(self.facts)


@dataclass(frozen=True)
class ShownItem:
    item: object
    names: dict  # of its terms, by vocabulary
    sizes: list[str]
    is_closed: bool

    @property
    def anchor(self):
        return f"item-{self.item.pk}" if self.item.pk else ""

    @property
    def cells(self):
        return [
            Cell("给谁", self._who()),
            Cell("给什么", self._what()),
            Cell("条件与材料", [_listed("申报条件", self.item.conditions), _listed("办理材料", self.item.materials)]),
            Cell("怎么办", self._how()),
        ]

    def unsaid(self, *kinds):
        """The names of its terms that the source's words for whom it is do not say. Audiences are what those words are
        sorted under: they stand in where there are none."""
        said = self.item.who_text
        kinds = [kind for kind in kinds if not (said and kind == "audiences")]
        return [name for kind in kinds for name in self.names[kind] if name not in said]

    def _who(self):
        joined = {name: "、".join(self.names[name]) for name in TERMS}
        return [
            Fact("惠及对象", self.item.who_text or joined["audiences"]),
            Fact("行业", joined["sectors"]),
            Fact("街镇", joined["towns"]),
            Fact("规模", "、".join(self.sizes)),
            Fact("解决的需求", joined["needs"]),
        ]

    def _what(self):
        return [
            Fact("内容", self.item.gives),
            Fact("额度", self.item.amount_text),
            Fact("最高额度", money(self.item.amount_ceiling)),
            Fact("优惠类别", self.item.get_benefit_display()),
        ]

    def _how(self):
        item = self.item
        return [
            Fact("兑现方式", item.get_claim_mode_display()),
            Fact("受理时间", claim_period(item) + ("（已截止）" if self.is_closed else "")),
            Fact("受理地址", item.where, links=map_link(item.where)),
            Fact("办理网址", links=web_link(item.link, "在线办理")),
            Fact("咨询电话", item.phone, phone=dialled(item.phone)),
        ]


def _listed(label, text):
    return Fact(label, links=tuple(FactLink(line) for line in lines(text)))


def money(yuan):
    """500000 as 50万元, 1200 as 1200元; nothing for no amount."""
    if yuan is None:
        return ""
    in_ten_thousands = yuan / TEN_THOUSAND
    if yuan >= TEN_THOUSAND and round(in_ten_thousands, 2) == in_ten_thousands:
        return f"{in_ten_thousands.normalize():f}万元"
    return f"{yuan.normalize():f}元"


def amount_of(item):
    """As the source writes it, else the ceiling; nothing where neither is stated."""
    return item.amount_text or (f"最高{money(item.amount_ceiling)}" if item.amount_ceiling else "")


def claim_period(item):
    opens, closes = day_text(item.opens_on), day_text(item.closes_on)
    if opens and closes:
        is_one_year = item.opens_on.year == item.closes_on.year
        return f"{opens}至{closes.partition('年')[2] if is_one_year else closes}"
    return f"{opens}起" if opens else f"{closes}截止" if closes else ""


def shown_items(items, names, today=None):
    """The items in their order, with the names that each is sorted by: see `words_of`."""
    today = today or timezone.localdate()
    return [
        ShownItem(
            item,
            names_of_item,
            type(item)._meta.get_field("size_bands").labels(item.size_bands),
            bool(item.closes_on and item.closes_on < today),
        )
        for item, names_of_item in zip(items, names, strict=True)
    ]


def summary(items):
    """给谁, 给什么, 怎么办 of all items together, as three facts; none for a policy without items."""
    if not items:
        return []
    return [_for_whom(items), _gives(items), _what_to_do(items)]


def _unique(texts):
    return list(dict.fromkeys(text for text in texts if text))


def _joined(names):
    return "、".join(names[:SHOWN_NAMES]) + ("等" if len(names) > SHOWN_NAMES else "")


def _for_whom(items):
    """The source's own words, and of the terms that an item is sorted by those that its words do not say: 制鞋业小型企业
    needs no line 制鞋业, and 独居老人 none that says 老年人."""
    texts = _unique(line for shown in items for line in lines(shown.item.who_text))[:SHOWN_TEXTS]
    named = _unique(name for shown in items for name in shown.unsaid("audiences", "sectors", "towns"))
    sizes = _unique(f"{size}企业" for shown in items for size in shown.sizes if size not in shown.item.who_text)
    return Fact("给谁", links=tuple(FactLink(row) for row in [*texts, _joined(named), _joined(sizes)] if row))


def _gives(items):
    rows = []
    for shown in items[:SHOWN_ITEMS]:
        amount = amount_of(shown.item)
        title = f"{shown.item.title}：{amount}" if amount else shown.item.title
        title += "（已截止）" if shown.is_closed else ""
        rows.append(FactLink(title, f"#{shown.anchor}" if shown.anchor else ""))
    if len(items) > SHOWN_ITEMS:
        rows.append(FactLink(f"全部{len(items)}项", "#items"))
    return Fact("给什么", links=tuple(rows))


def _what_to_do(items):
    modes = [shown.item.get_claim_mode_display() for shown in items]
    rows = [FactLink(f"{mode}（{modes.count(mode)}项）") for mode in _unique(modes)]
    open_until = [shown.item.closes_on for shown in items if shown.item.closes_on and not shown.is_closed]
    if open_until:
        rows.append(FactLink(f"最近的截止日期：{day_text(min(open_until))}"))
    elif all(shown.is_closed for shown in items):
        rows.append(FactLink("受理都已截止"))
    for phone in _unique(shown.item.phone for shown in items)[:SHOWN_TEXTS]:
        rows.append(FactLink(f"咨询电话：{phone}", f"tel:{dialled(phone)}" if dialled(phone) else ""))
    for url in _unique(shown.item.link for shown in items)[:SHOWN_TEXTS]:
        rows.append(FactLink("在线办理", url, is_external=True))
    return Fact("怎么办", links=tuple(rows))
