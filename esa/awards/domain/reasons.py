"""Why an applicant has its outcome: one plain sentence for each row of a plan."""

from esa.awards.domain.ranking import SIBLING
from esa.kernel.money import Money

AWARDED, PARTIAL, WAITLISTED, NOT_ELIGIBLE, ALREADY = (
    "awarded", "partial", "waitlisted", "not_eligible", "already_granted",
)  # fmt: skip

# None has a comma or a quote: a sentence is a cell of the plan as it stands.
_BY_OUTCOME = {
    AWARDED: "Funded in full when its turn in tier ({tier}) came.",
    PARTIAL: "Funded with what was left when its turn in tier ({tier}) came; the run ended there.",
    WAITLISTED: "The run ended before its turn in tier ({tier}).",
    NOT_ELIGIBLE: "It qualifies only by a sibling's renewal and no such renewal is funded.",
    ALREADY: "The student has this year's grant already.",
}
_OF_SIBLING = {
    AWARDED: "Funded in full in tier (b) because a sibling has this year's grant.",
    PARTIAL: "Funded with what was left in tier (b) since a sibling has this year's grant; the run ended there.",
    WAITLISTED: "The run ended before its turn in tier (b) to which a sibling who is granted or comes first moves it.",
}


def reason(outcome: str, tier: str) -> str:
    """Return the sentence for an outcome and the letter under which the student was, or would be, reached."""
    if tier == SIBLING:
        return _OF_SIBLING[outcome]
    return _BY_OUTCOME[outcome].format(tier=tier)


def reason_of_the_end(tier: str, left: Money) -> str:
    """Return the sentence for the student at whose turn the run ended without an award (ORD-3)."""
    if not left:
        return f"No money was left when its turn in tier ({tier}) came; the run ended there."
    return (
        f"The {left.to_wire()} left did not cover it in full when its turn in tier ({tier}) came; the run ended there."
    )
