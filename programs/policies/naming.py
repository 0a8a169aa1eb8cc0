"""What policies and their items are called: as printed, with and without 《》, by short and further names."""

from programs.showing.naming import Naming, lines, register_names

from .models import Policy, PolicyItem


def with_and_without_marks(title):
    """《关于…的意见》 and 关于…的意见 are one title; 《甲》和《乙》 stays as it is."""
    bare = title.removeprefix("《").removesuffix("》") if title.startswith("《") and title.endswith("》") else title
    return [bare, f"《{bare}》"] if "《" not in bare and "》" not in bare else [title]


def _read_policies(owners=None):
    policies = Policy._base_manager.all()
    if owners is not None:
        policies = policies.filter(pk__in=owners)
    columns = policies.order_by().values_list("pk", "title", "short_title", "other_names")
    for pk, title, short_title, other_names in columns.iterator(chunk_size=5000):
        printed = [title, short_title, *lines(other_names)]
        yield pk, pk, [name for one in printed if one for name in with_and_without_marks(one)]


def _read_items(owners=None):
    items = PolicyItem.objects.order_by()
    if owners is not None:
        items = items.filter(policy__in=owners)
    for pk, policy, title in items.values_list("pk", "policy", "title").iterator(chunk_size=5000):
        yield pk, policy, [title]


register_names(Naming(Policy, _read_policies))
register_names(Naming(PolicyItem, _read_items, owner_model=Policy))
