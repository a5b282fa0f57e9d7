"""May this grant be added? One cap for a student and school year over all EAOs and all sources."""

from dataclasses import dataclass

from esa.kernel.money import ZERO, Money, total
from esa.law.accounts.sentences import ACCOUNTS
from esa.law.ruling import Ruling, either, tried

SOURCES = ("tax_credit", "interest", "general_revenue", "returned")


@dataclass(frozen=True, slots=True)
class Grant:
    """What one EAO granted the student for the school year, and from which source."""

    eao: str
    source: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A grant proposed for a student; `granted` are the year's others, `rolled_over` is left from earlier years."""

    proposed: Grant
    cap: Money
    granted: tuple[Grant, ...] = ()
    rolled_over: Money = ZERO


def check(award: Award) -> Ruling:
    """Return whether the grant fits: outcome `allow` or `deny`, with the room that is left under the cap.

    All grants of the year count, by whomever and from whichever source (CAP-7, AMB-16); any lower amount is right
    (CAP-5); what rolled over from earlier years does not count (CAP-8). Every dollar names its source (FUND-4).
    """
    before = total([each.amount for each in award.granted])
    room = max(award.cap - before, ZERO)
    proposed = award.proposed.amount
    nameless = [each for each in (*award.granted, award.proposed) if each.source not in SOURCES]
    findings = [
        either(
            ACCOUNTS, "CAP-7", proposed <= room, ("cap_fits", "cap_over"),
            proposed=proposed, granted=before, cap=award.cap, room=room,
        ),
        either(ACCOUNTS, "FUND-4", not nameless, ("source_named", "source_unnamed")),
    ]  # fmt: skip
    if proposed < room:
        findings.append(tried(ACCOUNTS, "CAP-5", True, "lower", proposed=proposed, room=room))
    if award.rolled_over:
        findings.append(tried(ACCOUNTS, "CAP-8", True, "rolled_over", amount=award.rolled_over))
    outcome = "allow" if all(each.holds for each in findings) else "deny"
    return Ruling(outcome, tuple(findings), {"room": room, "together": before + proposed})
