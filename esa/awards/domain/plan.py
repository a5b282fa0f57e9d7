"""An award run as one decision: pool, funds and options in, the plan and its digest out; the same bytes every time."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from esa.awards.domain.funds import Fund
from esa.awards.domain.pool import COLUMNS, Pool
from esa.awards.domain.ranking import Order, ranks
from esa.kernel.money import Money

HEADER = ("application_id", "outcome", "tier", "amount", "sequence", "sources", "reason")
AWARDED, PARTIAL, WAITLISTED, NOT_ELIGIBLE, ALREADY = (
    "awarded", "partial", "waitlisted", "not_eligible", "already_granted",
)  # fmt: skip
REASONS = {
    AWARDED: "Funded in full when its turn came.",
    PARTIAL: "Funded with what was left when its turn came.",
    WAITLISTED: "The money ended before its turn.",
    NOT_ELIGIBLE: "It depends on a sibling's renewal and no such renewal was funded.",
    ALREADY: "The student has this year's grant already.",
}


@dataclass(frozen=True, slots=True)
class Options:
    """The EAO's rules for ties and for the last dollars; `seed` is for the lottery, and only for it."""

    tie: str = "completed"
    seed: str | None = None
    last: str = "stop"

    def text(self) -> str:
        """Return the line of the digest."""
        tie = f"tie=lottery seed={self.seed}" if self.tie == "lottery" else f"tie={self.tie}"
        return f"{tie} last={self.last}"


@dataclass(frozen=True, slots=True)
class Place:
    """An applicant's place in a plan; amounts in cents, `sources` as the contract writes them."""

    application_id: str
    outcome: str
    tier: str
    amount: int | None
    sequence: int | None
    sources: str

    @property
    def reason(self) -> str:
        """Return the sentence that says why."""
        return REASONS[self.outcome]


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
    spent: Money
    left: Money

    def places(self) -> list[Place]:
        """Return the rows."""
        rows = zip(self.ids, self.outcomes, self.tiers, self.amounts, self.sequences, self.sources, strict=True)
        return [Place(*row) for row in rows]

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
        """Return the contract's CSV."""
        rows = zip(self.ids, self.outcomes, self.tiers, self.amounts, self.sequences, self.sources, strict=True)
        if _plain(self.ids):
            body = "".join(
                f"{i},{o},{t},{'' if a is None else f'{a // 100}.{a % 100:02d}'},"
                f"{'' if n is None else n},{s},{REASONS[o]}\n"
                for i, o, t, a, n, s in rows
            )
            return (",".join(HEADER) + "\n" + body).encode()
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(HEADER)
        for i, o, t, a, n, s in rows:
            writer.writerow([i, o, t, "" if a is None else Money(a).to_wire(), "" if n is None else n, s, REASONS[o]])
        return text.getvalue().encode()


def _plain(ids: Sequence[str]) -> bool:
    """Say whether every id is a CSV cell as it stands."""
    joined = "\n".join(ids)
    return joined.count("\n") == max(len(ids) - 1, 0) and not any(sign in joined for sign in ',"\r')


class _Purse:
    """The funds as they are drawn, one source after the other."""

    def __init__(self, funds: Sequence[Fund]) -> None:
        self._sources = [fund.source for fund in funds]
        self._held = [fund.amount.cents for fund in funds]
        self._first = 0
        self.left = sum(fund.amount.cents for fund in funds)

    def draw(self, cents: int) -> str:
        """Take the amount and return its sources as the contract writes them."""
        self.left -= cents
        drawn = []
        while cents:
            part = min(self._held[self._first], cents)
            if part:
                drawn.append(f"{self._sources[self._first]}:{part // 100}.{part % 100:02d}")
                self._held[self._first] -= part
                cents -= part
            if cents:
                self._first += 1
        return "|".join(drawn)


def make_plan(pool: Pool, funds: Sequence[Fund], options: Options) -> Plan:
    """Return who is funded, from what, in which sequence, and the waiting list behind them (ORD-1 … ORD-6)."""
    size = len(pool)
    order = Order(pool, ranks(pool, options.seed if options.tie == "lottery" else None))
    purse = _Purse(funds)
    whole = purse.left
    outcomes = [ALREADY if has else NOT_ELIGIBLE for has in pool.granted]
    tiers, sources = [""] * size, [""] * size
    amounts: list[int | None] = [None] * size
    sequences: list[int | None] = [None] * size
    running, partial = True, options.last == "partial"
    for sequence, (index, tier) in enumerate(order.walk(), start=1):
        tiers[index], sequences[index] = tier, sequence
        if running:
            asked = pool.amounts[index]
            given = min(asked, purse.left) if partial or asked <= purse.left else 0
            running = given == asked
            if given:
                outcomes[index] = AWARDED if running else PARTIAL
                amounts[index], sources[index] = given, purse.draw(given)
                order.funded(index)
                continue
        outcomes[index] = WAITLISTED
        order.reached(index)
    return Plan(pool.ids, outcomes, tiers, amounts, sequences, sources, Money(whole - purse.left), Money(purse.left))


def run_digest(pool: bytes, funds: bytes, options: Options) -> str:
    """Return the digest of a run: over the pool file, the funds file and the options."""
    lines = [hashlib.sha256(pool).hexdigest(), hashlib.sha256(funds).hexdigest(), options.text()]
    return "sha256:" + hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def write_pool(rows: Sequence[Sequence[str]]) -> bytes:
    """Return the pool file of rows whose cells are in the order of COLUMNS."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue().encode()
