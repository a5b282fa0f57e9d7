"""Building the demonstration year by the services: reference data, gifts and state money, two years of awards, a posting.

Its totals resemble the published ones: 6,418 students granted in 2025-26, $38.1 million of it general revenue.
"""

import csv
import io
import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from esa.accounts import service as accounts
from esa.accounts.service import interest
from esa.applications import service as applications
from esa.awards import service as awards
from esa.awards.domain.funds import Fund
from esa.awards.domain.plan import Options, make_plan
from esa.awards.domain.pool import read_pool
from esa.credits import service as credits_
from esa.credits.domain import Method, TaxpayerType
from esa.demonstration import billing, choices, giving, outgoing, payees, paying, spending
from esa.demonstration.people import Place, file_of, households, later
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import name_id, new_id, repeatable_ids
from esa.kernel.money import Money, total
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.ledger.service import closing
from esa.organizations import service as organizations
from esa.organizations.domain import Standing
from esa.parameters import service as parameters
from esa.platform.clock import FixedClock
from esa.platform.config import PROJECT
from esa.platform.demonstration import STARTS_AT
from esa.platform.work import House, Work
from esa.schools import service as schools
from esa.treasury import service as treasury
from esa.treasury.service import self_check, state_money

SEED = 20251125
LAST, THIS = SchoolYear(2024), SchoolYear(2025)
SAMPLE = PROJECT / "esa" / "sample"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a year is: what each of the eight EAOs grants, what it gets in all, and how much state money there is."""

    granted: tuple[int, ...]
    applied: int
    granted_before: int
    applied_before: int
    state_money: Money

    def share(self, whole: int, part: int) -> int:
        """Return an EAO's share of a number, in the proportion of what the EAOs grant."""
        return Money(whole).split_by(self.granted)[part].cents


# The published year: 6,418 students, $38.1 million of general revenue.
FULL = Size((2_400, 1_300, 900, 700, 500, 300, 218, 100), 16_000, 2_250, 3_000, Money(38_100_000_00))
SMALL = Size((24, 13, 12, 12, 12, 12, 12, 12), 260, 60, 90, Money(500_000_00))


@dataclass(frozen=True, slots=True)
class Eao:
    """An invented EAO of the year with the schools it serves."""

    id: object
    slug: str
    places: tuple[Place, ...]
    boss: Actor
    money: Actor


def build(
    house: House,
    tell: Tell = lambda _: None,
    size: Size = FULL,
    *,
    stripe_memory: Path | None = None,
    data_key: str = "",
) -> None:
    """Build the whole year into an empty database; the same seed gives the same year, whatever the machine."""
    clock = FixedClock(datetime(2024, 8, 29, 15, tzinfo=UTC))
    built = replace(house, clock=clock)
    draw = random.Random(SEED)
    with repeatable_ids(SEED):
        eaos = _reference(built, tell)
        families = {e.slug: _year_before(built, clock, e, draw, size, part) for part, e in enumerate(eaos)}
        tell(f"{LAST}: {size.granted_before:,} grants")
        _this_year(built, clock, eaos, families, tell, size)
        told = [(each.id, each.slug, each.boss, each.money) for each in eaos]
        payees.show(built, clock, told)  # type: ignore[arg-type]
        spending.show(built, clock, told)  # type: ignore[arg-type]
        giving.autumn(built, clock, [(each.id, each.money) for each in eaos], _TREASURER)  # type: ignore[misc]
        paying.show(built, clock, eaos[0].money, SEED, stripe_memory)
        choices.show(built, clock, (eaos[1].id, eaos[1].boss, eaos[1].money))  # type: ignore[arg-type]
        outgoing.show(built, clock, (eaos[0].id, eaos[0].boss, eaos[0].money), data_key)  # type: ignore[arg-type]
        clock.move_to(STARTS_AT - timedelta(hours=1))
        for each in eaos:
            _end_of_periods(built, each)
        with built.begin(SYSTEM) as work:
            self_check.keep_all(work)
        with built.begin(_TREASURER) as work:
            treasury.publish_posting(work, THIS, invented=True)
        tell(f"{THIS}: posting published")


def _end_of_periods(house: House, eao: Eao) -> None:
    """Share October's interest among the accounts that held money then, and close the books of the year before."""
    amount = Money(25_000)
    with house.begin(eao.money) as work:
        credits_.record_interest(work, amount, date(2025, 11, 3), "October")
        plan = interest.foresee(work, "2025-10", amount)
        interest.carry_out(work, "2025-10", amount, plan.seen)
        closing.close(work, str(LAST))


_TREASURER = Actor(role=Role.TREASURER, user_id=name_id(uuid.NAMESPACE_OID, "treasurer"), name="Treasurer")


def _sample(name: str) -> bytes:
    return (SAMPLE / name).read_bytes()


def _reference(house: House, tell: Tell) -> list[Eao]:
    as_of = date(2021, 7, 1)
    with house.begin(SYSTEM) as work:
        schools.import_districts(work, _sample("districts.csv"), source="public map of districts", as_of=as_of)
        schools.import_classifications(
            work, _sample("classifications.csv"), source="State Board of Education", as_of=date(2026, 1, 13)
        )
        schools.import_schools(work, _sample("schools.csv"), source="invented", as_of=date(2024, 7, 1), invented=True)
        organizations.import_organizations(
            work, _sample("eaos.csv"), source="invented", as_of=date(2024, 7, 1), invented=True
        )
        eaos = _partners(work)
        for calendar, cap, source in (
            (2024, 27_625_000, "Treasurer's tax-credit page"),
            (2025, 75_000_000, "for the demonstration: RSMo 135.713.3, base"),
        ):
            figure = ("credit_cap", date(calendar, 1, 1), None, Money(cap * 100).to_wire(), "RSMo 135.713.3")
            parameters.publish(work, [figure], source=source, as_of=date(calendar, 1, 1))
        for fiscal, aid in ((2024, 3_000_000_000), (2025, 3_120_000_000)):
            figure = ("state_aid_distributed", date(fiscal, 7, 1), None, Money(aid * 100).to_wire(), "RSMo 163.031")
            parameters.publish(work, [figure], source="invented for the demonstration", as_of=date(fiscal, 7, 1))
        for number, each in enumerate(eaos):
            ledger.ensure_accounts(work, each.id)  # type: ignore[arg-type]
            proof = giving.describe(work, each.id, number)  # type: ignore[arg-type]
            for year in (LAST, THIS):
                organizations.set_standing(work, each.id, year, Standing.CERTIFIED, proof=proof)  # type: ignore[arg-type]
    tell("reference data: districts, schools, EAOs")
    return eaos


def _partners(work: Work) -> list[Eao]:
    """Give every school one EAO, and every third one a second."""
    listed, eaos = list(schools.schools(work)), list(organizations.organizations(work))
    towns = {
        row["city"]: (row["county"], row["name"])
        for row in csv.DictReader(io.StringIO(_sample("districts.csv").decode()))
        if row["kind"] == "district"
    }
    pairs, served = [], {each.id: [] for each in eaos}  # type: ignore[var-annotated]
    for index, school in enumerate(listed):
        serving = [eaos[index % len(eaos)]] + ([eaos[(index + 3) % len(eaos)]] if index % 3 == 0 else [])
        county, district = towns.get(school.city, ("Jackson", "Kansas City 33"))
        for eao in serving:
            pairs.append((eao.id, school.id))
            served[eao.id].append(Place(school.name, school.city, county, district))
    schools.add_partnerships(work, pairs, LAST.first_day)
    return [
        Eao(
            each.id, each.slug, tuple(served[each.id]),
            Actor(role=Role.EAO_MANAGER, organization_id=each.id, user_id=new_id(), name="Manager"),
            Actor(role=Role.EAO_FINANCE, organization_id=each.id, user_id=new_id(), name="Finance"),
        )
        for each in eaos
    ]  # fmt: skip


def _needed(work: Work, year: SchoolYear, number: int) -> Money:
    """Return what the first `number` of the pool take in their order: so much money ends the run exactly there."""
    plan = make_plan(read_pool(applications.pool(work, year)), [Fund("all", Money(10**12))], Options())
    funded = sorted((s, a) for s, a in zip(plan.sequences, plan.amounts, strict=True) if s and a)
    return Money(sum(amount for _, amount in funded[:number]))


def _gift(house: House, eao: Eao, amount: Money, method: Method, name: str) -> None:
    with house.begin(SYSTEM) as work:
        donor = credits_.add_donor(work, name, TaxpayerType.INDIVIDUAL, eao.id)  # type: ignore[arg-type]
        reference = credits_.reserve(work, donor, eao.id, amount)  # type: ignore[arg-type]
        found = credits_.reservation_id(work, reference)
        credits_.record_contribution(work, found, amount, method, work.today)


def _gifts(house: House, eao: Eao, needed: Money, parts: int) -> None:
    """Book gifts of which, after the 4 % due, exactly the needed amount may be granted; none is under $500."""
    parts = max(1, min(parts, needed.cents // 60_000))
    names = ("Friends of Learning", "J. Example", "Maple Street Bakery", "The Sample Family", "A. Donor")
    for index, share in enumerate(needed.split(parts)):
        whole = Money(-(-share.cents * 100 // 96))
        while whole.cents - -(-whole.cents * 4 // 100) > share.cents:
            whole = Money(whole.cents - 1)
        method = (Method.CHECK, Method.ELECTRONIC, Method.PAYROLL)[index % 3]
        _gift(house, eao, whole, method, f"{names[index % len(names)]} {index + 1} (invented)")


def _run(house: House, eao: Eao, year: SchoolYear) -> int:
    with house.begin(eao.boss) as work:
        reference = awards.draft(work, year, Options())
    with house.begin(eao.boss) as work:
        awards.freeze(work, reference)
    with house.begin(eao.money) as work:
        return awards.release(work, reference)


def _year_before(
    house: House, clock: FixedClock, eao: Eao, draw: random.Random, size: Size, part: int
) -> list[dict[str, object]]:
    """File, fund and award the year before; return its households, of which most apply again."""
    rows = households(draw, size.share(size.applied_before, part), eao.places, date(2024, 7, 5))
    clock.move_to(datetime(2024, 9, 3, 15, tzinfo=UTC))
    with house.begin(eao.boss) as work:
        applications.bring(work, file_of(rows), f"{eao.slug}-{LAST}.jsonl", LAST, applications.Rows.GOOD)
        needed = _needed(work, LAST, size.share(size.granted_before, part))
    _gifts(house, eao, needed, 12)
    _run(house, eao, LAST)
    clock.move_to(datetime(2025, 5, 2, 15, tzinfo=UTC))
    with house.begin(eao.money) as work:
        accounts.post_due_deposits(work)
    return rows


def _this_year(
    house: House,
    clock: FixedClock,
    eaos: list[Eao],
    families: dict[str, list[dict[str, object]]],
    tell: Tell,
    size: Size,
) -> None:
    draw = random.Random(SEED + 1)
    clock.move_to(datetime(2025, 9, 2, 15, tzinfo=UTC))
    needed = [_file_this_year(house, eao, families[eao.slug], part, draw, size) for part, eao in enumerate(eaos)]
    tell(f"{THIS}: {size.applied:,} applications filed and decided")
    gifts = _gifts_of(needed, size)
    for eao, whole, given in zip(eaos, needed, gifts, strict=True):
        clock.move_to(datetime(2025, 9, 3, 15, tzinfo=UTC))
        _gifts(house, eao, given, 14)
        with house.begin(_TREASURER) as work:
            state_money.commit(work, eao.slug, THIS, whole - given, "The letter of 29 August (invented)")
        count = _run(house, eao, THIS)
        clock.move_to(STARTS_AT - timedelta(days=4))
        with house.begin(eao.money) as work:
            posted = accounts.post_due_deposits(work)
        tell(f"{THIS} {eao.slug}: {count:,} grants, {posted.posted:,} deposits posted, {posted.held:,} held")
    billing.autumn(house, clock, [each.money for each in eaos], _TREASURER)


def _gifts_of(needed: Sequence[Money], size: Size) -> tuple[Money, ...]:
    """Return what each EAO's gifts must bring, so that the state money of all is exactly the published figure."""
    return (total(needed) - size.state_money).split_by([each.cents for each in needed])


def _file_this_year(
    house: House, eao: Eao, before: list[dict[str, object]], part: int, draw: random.Random, size: Size
) -> Money:
    """File and decide an EAO's applications of the year, renewals among them; return what its awards will take."""
    again = [later(draw, row, date(2025, 7, 5)) for row in before if draw.random() < 0.9]
    known = sum(len(row["children"]) for row in again)
    fresh = households(draw, max(size.share(size.applied, part) - known, 1), eao.places, date(2025, 7, 5))
    for number, row in enumerate(fresh, start=len(before) + 1):
        _renumber(row, number)
    with house.begin(eao.boss) as work:
        data = file_of([*again, *fresh])
        applications.bring(work, data, f"{eao.slug}-{THIS}.jsonl", THIS, applications.Rows.GOOD)
        return _needed(work, THIS, size.granted[part])


def _renumber(row: dict[str, object], number: int) -> None:
    """Give a new household a key that none of the year before has."""
    household, children = row["household"], row["children"]
    old, key = household["key"], f"H{number:05d}"  # type: ignore[index]
    household["key"] = key  # type: ignore[index]
    for child in children:  # type: ignore[attr-defined]
        child["external_id"] = child["external_id"].replace(old, key)
