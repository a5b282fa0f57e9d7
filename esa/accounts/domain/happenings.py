"""What happens to a scholarship account after it is opened, and where its money goes then (ACC-6, ACC-7, MOC-11)."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import Money, total
from esa.law.accounts.balance import Happening, Occurrence, settle
from esa.law.law import Law
from esa.law.oversight import Hold, hold
from esa.law.ruling import Ruling
from esa.ledger.domain.chart import Source, awarded, bank, fund, scholarship
from esa.ledger.domain.entry import Entry, Line, credit, debit
from esa.ledger.domain.kinds import Kind


class Act(StrEnum):
    """What an EAO records of an account."""

    MOVED = "moved"
    WITHDREW = "withdrew"
    GRADUATED = "graduated"
    DISENROLLED = "disenrolled"
    HELD = "held"
    RELEASED = "released"
    DISQUALIFIED = "disqualified"
    SWEPT = "swept"


# What a person at the EAO may choose; being disqualified is decided by the Treasurer alone (AUD-2).
CHOICES = (Act.MOVED, Act.WITHDREW, Act.GRADUATED, Act.DISENROLLED, Act.HELD, Act.RELEASED, Act.SWEPT)
_LAW = {
    Act.MOVED: Happening.SCHOOL_CHANGED,
    Act.WITHDREW: Happening.SCHOOL_CHANGED,
    Act.GRADUATED: Happening.GRADUATION,
    Act.DISENROLLED: Happening.INACTIVITY,
    Act.DISQUALIFIED: Happening.DISQUALIFICATION,
}
# The kind of entry by which what was awarded and never deposited goes back to its own fund.
AWARD_GIVEN_BACK = "award_given_back"
_NEEDS_DAY = "Enter the day on which it happened, like 2025-11-01."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the EAO was told: what happened on which day, to which school the student goes, and why.

    `until` is the last day of a hold (AUD-6); `school_id` is for a move to another qualified school.
    """

    act: Act
    on: date | None = None
    reason: str = ""
    school_id: uuid.UUID | None = None
    until: date | None = None

    def grounds(self, today: date, *, held: bool) -> list[Ground]:
        """Return what is missing or wrong in it, by field; `held` says whether the account is held now."""
        found = []
        if self.on is None:
            found.append(Ground("on", _NEEDS_DAY))
        elif self.on > today:
            found.append(Ground("on", "This day has not come yet."))
        if self.act is Act.MOVED and self.school_id is None:
            found.append(Ground("school_id", "Choose the new school."))
        if self.act is Act.HELD and (self.until is None or self.until <= today):
            found.append(Ground("until", "Enter a last day that is still to come. A hold has an end."))
        if self.act in (Act.HELD, Act.WITHDREW, Act.RELEASED) and not self.reason.strip():
            found.append(Ground("reason", "Say why."))
        if self.act is Act.RELEASED and not held:
            found.append(Ground("act", "This account is not held."))
        return found

    def ruling(self, balance: Money, today: date, law: Law) -> Ruling | None:
        """Return what the law says becomes of the account; None for the end of a hold, on which it says nothing."""
        if self.act is Act.HELD:
            return hold(Hold(on=today, reason=self.reason.strip(), begins_on=self.on, ends_on=self.until))
        happening = _LAW.get(self.act)
        if happening is None:
            return None
        disenrolled = self.on if self.act is Act.DISENROLLED else None
        moved = self.act is Act.MOVED
        asked = Occurrence(
            what=happening, on=today, balance=balance, qualified_school=moved, disenrolled_on=disenrolled
        )
        return settle(asked, law)


@dataclass(frozen=True, slots=True)
class Move:
    """Money that goes from the account, or from what was still to be deposited, back to the EAO's fund."""

    of: Source
    to: Source
    amount: Money
    deposited: bool


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an act would do: the ruling, every move of money, and what stays."""

    told: Told
    ruling: Ruling | None
    balance: Money
    moves: tuple[Move, ...]

    @property
    def closes(self) -> bool:
        """Say whether the account is closed by it."""
        return _closes(self.told, self.ruling)

    @property
    def from_account(self) -> Money:
        """Return what leaves the account."""
        return total([each.amount for each in self.moves if each.deposited])

    @property
    def not_deposited(self) -> Money:
        """Return what will not be deposited any more."""
        return total([each.amount for each in self.moves if not each.deposited])

    @property
    def seen(self) -> str:
        """Return a mark of what was shown, so that nothing else is done than what a person has seen."""
        said = "|".join(f"{each.of}>{each.to}:{each.amount.cents}:{each.deposited}" for each in self.moves)
        outcome = "" if self.ruling is None else self.ruling.outcome
        return sha256(f"{self.told!r}|{outcome}|{self.balance.cents}|{said}".encode()).hexdigest()


def _closes(told: Told, ruling: Ruling | None) -> bool:
    return told.act is Act.SWEPT or (ruling is not None and ruling.outcome == "closed")


def to_wire(moves: Sequence[Move]) -> list[dict[str, object]]:
    """Return the moves as the row of the act keeps them, in cents."""
    return [
        {"of": each.of.value, "to": each.to.value, "cents": each.amount.cents, "deposited": each.deposited}
        for each in moves
    ]


def returns_to(source: Source) -> Source:
    """Return as what a dollar goes back to the fund: general revenue stays what it is, the rest is `returned`.

    What the State paid and was not spent goes back to the State in the end (FUND-3), so it must stay apart.
    """
    return Source.GENERAL_REVENUE if source is Source.GENERAL_REVENUE else Source.RETURNED


def foresee(
    told: Told, ruling: Ruling | None, holds: Mapping[Source, Money], coming: Mapping[Source, Money]
) -> Foreseen:
    """Return what the act would do with what the account holds and what is still to come, by source."""
    closes = _closes(told, ruling)
    moves: tuple[Move, ...] = ()
    if closes:
        out = [Move(each, returns_to(each), amount, True) for each, amount in holds.items() if amount]
        moves = (*out, *(Move(each, each, amount, False) for each, amount in coming.items() if amount))
    return Foreseen(told, ruling, total(list(holds.values())), moves)


def entries_of(foreseen: Foreseen, owner: uuid.UUID, number: str, on: date, happening_id: uuid.UUID) -> Sequence[Entry]:
    """Return the entries that close an account: its balance to the fund, and what was awarded and never deposited."""
    out: list[Line] = []
    for each in (move for move in foreseen.moves if move.deposited):
        out += [debit(scholarship(number, each.of), each.amount), credit(fund(each.to), each.amount)]
        if each.to is not each.of:
            out += [debit(bank(each.to), each.amount), credit(bank(each.of), each.amount)]
    back = [move for move in foreseen.moves if not move.deposited]
    undone = [line for m in back for line in (debit(awarded(m.of), m.amount), credit(fund(m.to), m.amount))]
    named = (
        (Kind.CLOSE.value, f"Balance of account {number} to the fund", tuple(out)),
        (AWARD_GIVEN_BACK, f"Deposits of account {number} that will not come", tuple(undone)),
    )
    return [
        Entry(
            organization_id=owner, on=on, kind=kind, narrative=said, key=f"{kind}:{happening_id}", lines=lines,
            account_number=number,
        )
        for kind, said, lines in named
        if lines
    ]  # fmt: skip


def refuse(grounds: Sequence[Ground]) -> None:
    """Raise Invalid with all grounds, where there are any."""
    if grounds:
        raise Invalid("This cannot be recorded yet.", grounds)
