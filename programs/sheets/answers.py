"""What a keeper has said about a sheet that the sheet itself does not say."""

from dataclasses import dataclass, field

SKIPPED, KEPT = "skip", "keep"


@dataclass
class Answers:
    """Which rows are no records (or all that seem to be none), which are after all, and whether blank cells clear."""

    rows: dict = field(default_factory=dict)  # {"企业!4": SKIPPED or KEPT}
    clears: bool = False
    skips_others: bool = False

    def of(self, sheet, row):
        """SKIPPED, KEPT, or nothing."""
        return self.rows.get(f"{sheet}!{row}", SKIPPED if self.skips_others else "")
