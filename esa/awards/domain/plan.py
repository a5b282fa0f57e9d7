"""An award run as one decision: pool, funds and options in, the plan and its digest out; the same bytes every time."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from esa.awards.domain import csv_text
from esa.awards.domain.funds import Fund, Purse
from esa.awards.domain.pool import Pool
from esa.awards.domain.ranking import Order, ranks
from esa.awards.domain.reasons import (
    ALREADY,
    AWARDED,
    NOT_ELIGIBLE,
    PARTIAL,
    WAITLISTED,
    reason,
    reason_of_the_end,
)
from esa.kernel.money import Money

HEADER = ("application_id", "outcome", "tier", "amount", "sequence", "sources", "reason")


@dataclass(frozen=True, slots=True)
class Options:
    """The EAO's rules for ties and for the last dollars; `seed` is for the lottery, and only for it.

    `readings` are those other than ours by which a run ranks: under AMB-10 only renewals may move siblings up.
    """

    tie: str = "completed"
    seed: str | None = None
    last: str = "stop"
    readings: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """Return the line of the digest."""
        tie = f"tie=lottery seed={self.seed}" if self.tie == "lottery" else f"tie={self.tie}"
        return f"{tie} last={self.last}" + "".join(f" reading={name}={option}" for name, option in self.readings)


@dataclass(frozen=True, slots=True)
class Place:
    """An applicant's place in a plan: its amount in cents, its sources as the contract writes them, why."""

    application_id: str
    outcome: str
    tier: str
    amount: int | None
    sequence: int | None
    sources: str
    reason: str


@dataclass(frozen=True, slots=True)
class TierLine:
    """One line of a preview: a tier's applicants that were reached, those funded, their dollars."""

    tier: str
    applicants: int
    funded: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan in the order of the pool, and what it sums to."""

    ids: Sequence[str]
    outcomes: Sequence[str]
    tiers: Sequence[str]
    amounts: Sequence[int | None]
    sequences: Sequence[int | None]
    sources: Sequence[str]
    reasons: Sequence[str]
    spent: Money
    left: Money

    def places(self) -> list[Place]:
        """Return the rows."""
        return [Place(*row) for row in self._rows(self.ids)]

    def _rows(self, ids: Sequence[str]) -> "zip[tuple[str, str, str, int | None, int | None, str, str]]":
        columns = (self.outcomes, self.tiers, self.amounts, self.sequences, self.sources, self.reasons)
        return zip(ids, *columns, strict=True)

    def count(self, outcome: str) -> int:
        """Return how many applicants have the outcome."""
        return self.outcomes.count(outcome)

    def summary(self) -> str:
        """Return the end of the run's last line."""
        counts = " ".join(f"{each} {self.count(each)}" for each in (AWARDED, PARTIAL, WAITLISTED))
        return f"{counts} spent {self.spent.to_wire()} left {self.left.to_wire()}"

    def by_tier(self) -> tuple[TierLine, ...]:
        """Return each tier's applicants, funded and dollars, by the letter under which they are reached."""
        lines: dict[str, list[int]] = {}
        for tier, amount in zip(self.tiers, self.amounts, strict=True):
            if tier:
                line = lines.setdefault(tier, [0, 0, 0])
                line[0] += 1
                line[1] += amount is not None
                line[2] += amount or 0
        return tuple(TierLine(t, a, f, Money(m)) for t, (a, f, m) in sorted(lines.items()))

    def to_csv(self) -> bytes:
        """Return the contract's CSV; of its cells only an id ever needs quotes."""
        body = [
            f"{i},{o},{t},{'' if a is None else f'{a // 100}.{a % 100:02d}'},{'' if n is None else n},{s},{r}"
            for i, o, t, a, n, s, r in self._rows(csv_text.as_cells(self.ids))
        ]
        return "\n".join([",".join(HEADER), *body, ""]).encode()


class _Run:
    """The columns of a plan as the run fills them, turn by turn."""

    def __init__(self, pool: Pool, order: Order, purse: Purse) -> None:
        self._pool, self._order, self._purse = pool, order, purse
        self._turns = enumerate(order.walk(), start=1)
        self._whole = purse.left
        self.outcomes = [ALREADY if has else NOT_ELIGIBLE for has in pool.granted]
        self.tiers, self.sources = [""] * len(pool), [""] * len(pool)
        self.amounts: list[int | None] = [None] * len(pool)
        self.sequences: list[int | None] = [None] * len(pool)
        self._ended_at: int | None = None

    def fund(self, *, partial: bool) -> None:
        """Fund one applicant after the other until the money does not cover the next one in full (ORD-3)."""
        tiers, sequences, outcomes, sources = self.tiers, self.sequences, self.outcomes, self.sources
        asked, amounts, purse, funded = self._pool.amounts, self.amounts, self._purse, self._order.funded
        for sequence, (index, tier) in self._turns:
            tiers[index], sequences[index] = tier, sequence
            cents = asked[index]
            if cents > purse.left:
                self._end(index, purse.left if partial else 0)
                return
            outcomes[index], amounts[index], sources[index] = AWARDED, cents, purse.draw(cents)
            funded(index)

    def _end(self, index: int, given: int) -> None:
        """End the run at an applicant, who gets what is given, if it is more than nothing."""
        if given:
            self.outcomes[index], self.amounts[index], self.sources[index] = PARTIAL, given, self._purse.draw(given)
            self._order.funded(index)
        else:
            self.outcomes[index], self._ended_at = WAITLISTED, index
            self._order.reached(index)

    def queue(self) -> None:
        """Put those who are left on the waiting list, in the order in which money would reach them."""
        tiers, sequences, outcomes, reached = self.tiers, self.sequences, self.outcomes, self._order.reached
        for sequence, (index, tier) in self._turns:
            tiers[index], sequences[index], outcomes[index] = tier, sequence, WAITLISTED
            reached(index)

    def plan(self) -> Plan:
        """Return the plan."""
        left = self._purse.left
        said = {pair: reason(*pair) for pair in set(zip(self.outcomes, self.tiers, strict=True))}
        reasons = [said[pair] for pair in zip(self.outcomes, self.tiers, strict=True)]
        if self._ended_at is not None:
            reasons[self._ended_at] = reason_of_the_end(self.tiers[self._ended_at], Money(left))
        return Plan(
            self._pool.ids, self.outcomes, self.tiers, self.amounts, self.sequences, self.sources, reasons,
            Money(self._whole - left), Money(left),
        )  # fmt: skip


def make_plan(pool: Pool, funds: Sequence[Fund], options: Options) -> Plan:
    """Return who is funded, from what, in which sequence, and the waiting list behind them (ORD-1 … ORD-6)."""
    places = ranks(pool, options.seed if options.tie == "lottery" else None)
    order = Order(pool, places, renewals_only=("AMB-10", "renewals_only") in options.readings)
    run = _Run(pool, order, Purse(funds))
    run.fund(partial=options.last == "partial")
    run.queue()
    return run.plan()


def run_digest(pool: bytes, funds: bytes, options: Options) -> str:
    """Return the digest of a run: over the pool file, the funds file and the options."""
    lines = [hashlib.sha256(pool).hexdigest(), hashlib.sha256(funds).hexdigest(), options.text()]
    return "sha256:" + hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()
