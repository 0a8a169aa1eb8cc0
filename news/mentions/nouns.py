"""The kinds of record that words of an article can be linked to."""

from dataclasses import dataclass

from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy, PolicyItem


@dataclass(frozen=True)
class Noun:
    """`name` is the link type in stored rich text and the noun in addresses; `owner` leads from a row to the record
    that decides whether the public may see it ('' where that is the row itself)."""

    name: str
    model: type
    title: str  # what readers see over the list of this kind
    owner: str = ""

    def public_now(self):
        """The rows that anybody may see now, each with what its address takes."""
        if not self.owner:
            return self.model.objects.public_now()
        owners = self.model._meta.get_field(self.owner).related_model.objects.public_now()
        return self.model.objects.filter(**{f"{self.owner}__in": owners}).select_related(self.owner)

    def public_names(self):
        """The same with their names and addresses alone."""
        return self.public_now().only("title", self.slug)

    @property
    def slug(self):
        """The column that a row's address takes."""
        return f"{self.owner}__slug" if self.owner else "slug"

    def at(self, pk, slug):
        """A row that knows its address and nothing else."""
        if not self.owner:
            return self.model(pk=pk, slug=slug)
        owner = self.model._meta.get_field(self.owner).related_model
        return self.model(pk=pk, **{self.owner: owner(slug=slug)})

    def is_public(self, row):
        return (getattr(row, self.owner) if self.owner else row).is_public


NOUNS = (
    Noun("policy", Policy, "政策"),
    Noun("policy-item", PolicyItem, "惠企事项", owner="policy"),
    Noun("company", Company, "企业和机构"),
    Noun("event", Event, "活动"),
)
BY_NAME = {noun.name: noun for noun in NOUNS}
BY_MODEL = {noun.model: noun for noun in NOUNS}
