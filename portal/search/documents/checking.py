"""Does the index say what the public may read now? What is missing, stale or superfluous, builder by builder."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ..models.document import SearchDocument
from .folded import document_of
from .pending import ask_for
from .registry import BUILDERS

SLICE = 200
NAMED = 20  # keys of each fault that a report names


@dataclass
class Finding:
    """What one builder's part of the index lacks; lists hold keys of things."""

    builder: object
    public: int = 0
    documents: int = 0
    missing: list = field(default_factory=list)
    stale: list = field(default_factory=list)
    superfluous: list = field(default_factory=list)

    @property
    def is_whole(self):
        return not (self.missing or self.stale or self.superfluous)

    @property
    def faults(self):
        return [*self.missing, *self.stale, *self.superfluous]


def check(builders=BUILDERS, is_thorough=True, tell=lambda finding, done: None):
    """A `Finding` for each builder. The thorough check makes every document and compares; the other only counts keys."""
    return [_check(builder, is_thorough, tell) for builder in builders]


def _check(builder, is_thorough, tell):
    public = set(builder.public_rows().order_by().values_list("pk", flat=True))
    stored = dict(
        SearchDocument.objects.filter(content_type=ContentType.objects.get_for_model(builder.model))
        .order_by()
        .values_list("object_id", "digest")
    )
    finding = Finding(builder, len(public), len(stored))
    finding.missing = sorted(public - set(stored))
    finding.superfluous = sorted(set(stored) - public)
    if is_thorough:
        keys = sorted(public & set(stored))
        for start in range(0, len(keys), SLICE):
            finding.stale += _stale(builder, keys[start : start + SLICE], stored)
            tell(finding, min(start + SLICE, len(keys)))
    return finding


def _stale(builder, keys, stored):
    now = timezone.now()
    made = builder.build(keys)
    return [pk for pk, built in made.items() if document_of(builder.model, built, now).digest != stored[pk]]


def repair(findings):
    """Ask for the documents of everything found at fault; returns how many."""
    for finding in findings:
        ask_for(finding.builder.model, finding.faults)
    return sum(len(finding.faults) for finding in findings)
