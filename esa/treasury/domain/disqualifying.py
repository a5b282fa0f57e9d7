"""A proposal to disqualify somebody, and what the Treasurer finds (166.710, AUD-2 … AUD-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from esa.kernel.errors import Ground, Invalid
from esa.law.oversight import Violation, judge
from esa.law.ruling import Ruling


class CaseStanding(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    DISQUALIFIED = "disqualified"
    NOT_DISQUALIFIED = "not_disqualified"
    WITHDRAWN = "withdrawn"


class Whose(StrEnum):
    """Who is said to have done it (AUD-2)."""

    PARENT = "parent"
    STUDENT = "student"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an EAO tells the Treasurer: who did what, and what shows it."""

    by: Whose = Whose.PARENT
    what: str = ""
    evidence: str = ""

    def refuse_incomplete(self) -> None:
        """Raise Invalid with every field that is missing."""
        said = (
            ("what", self.what, "Say what was done, and when."),
            ("evidence", self.evidence, "Name the papers or records that show it."),
        )
        _refuse([Ground(field, message) for field, given, message in said if not given.strip()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the Treasurer's office found, and its reason; the law draws the conclusion from it."""

    intentional: bool = False
    misrepresents: bool = False
    breaks_law_materially: bool = False
    substantial: bool = False
    county: str = ""
    reason: str = ""

    def ruling(self, by: Whose) -> Ruling:
        """Return what the law says of it: `disqualify` or `no_disqualification`, with appeal and referral."""
        return judge(
            Violation(
                by=by.value, intentional=self.intentional, misrepresents=self.misrepresents,
                breaks_law_materially=self.breaks_law_materially, substantial=self.substantial,
                decided_by="treasurer", county=self.county.strip(),
            )
        )  # fmt: skip

    def refuse_incomplete(self) -> None:
        """Raise Invalid where the reason, or the county whose court would hear an appeal, is missing (AUD-3)."""
        said = (
            ("reason", self.reason, "Give the reason. Who is concerned will read it."),
            ("county", self.county, "Name the county where the student lives. Its court hears an appeal."),
        )
        _refuse([Ground(field, message) for field, given, message in said if not given.strip()])


def _refuse(grounds: Sequence[Ground]) -> None:
    if grounds:
        raise Invalid("This is not complete yet.", grounds)
