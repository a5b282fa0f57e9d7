"""An award run in the application: drafted, frozen, released by a second person, repeatable from its files."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from esa.accounts import service as accounts
from esa.accounts.domain import DepositStanding, Hold, installments, split_over_sources
from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.awards.domain.words import RunStanding
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid, LimitReached
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, scholarship
from tests.builders import YEAR, a_gift, an_organization, auditor, finance, manager
from tests.integration.applications.test_bringing import a_child, a_file

ESA = Path(sys.executable).parent / "esa"


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        made = an_organization(work)
        ledger.ensure_accounts(work, made)
    return made


def give(house, organization_id, source, amount):
    with house.begin(finance(organization_id)) as work:
        ledger.post(work, a_gift(organization_id, amount, source))


@pytest.fixture
def filed(house, river):
    """Three children: an IEP, a free-lunch child of the same household, one of another household with income."""
    iep = a_child(1, iep={"kind": "iep", "dated": "2025-01-15"}, payment_plan="lump", agreement_on="2025-10-01",
                  enrolled_on="2025-10-02")  # fmt: skip
    data = a_file(iep, a_child(2, given_name="Ben"))
    data += a_file(a_child(3, given_name="Cora"), key="h2", annual_income="100000.00")
    with house.begin(manager(river)) as work:
        applications.bring(work, data, "f.jsonl", YEAR)
    return river


def run_of(house, river, **options):
    drafter, releaser = manager(river), finance(river)
    with house.begin(drafter) as work:
        reference = awards.draft(work, YEAR, Options(**options))
    with house.begin(drafter) as work:
        awards.freeze(work, reference)
    with house.begin(releaser) as work:
        count = awards.release(work, reference)
    return reference, count


def test_ORD_3_a_run_grants_in_order_and_books_by_source(house, filed):
    give(house, filed, Source.TAX_CREDIT, Money(1_300_000))
    give(house, filed, Source.GENERAL_REVENUE, Money(900_000))
    reference, count = run_of(house, filed)
    assert count == 2
    with house.begin(manager(filed)) as work:
        run = awards.run(work, reference)
        assert (run.standing, run.summary["ends_in"]) == (RunStanding.RELEASED, "i")
        places = {each.sequence: each for each in awards.places(work, reference).rows}
        assert [places[n].tier for n in (1, 2, 3)] == ["c", "b", "i"]
        assert places[1].sources == "tax_credit:12503.75"
        assert places[2].sources == "tax_credit:496.25|general_revenue:8435.00"
        standings = {row.external_id: row.status for row in listed(work)}
        assert standings == {"c1": Status.AWARDED, "c2": Status.AWARDED, "c3": Status.WAITLISTED}
        assert ledger.fund_balance(work, filed, Source.TAX_CREDIT) == Money(0)
        assert ledger.fund_balance(work, filed, Source.GENERAL_REVENUE) == Money(56_500)
    with house.begin(auditor()) as work:
        assert ledger.self_check(work).is_sound
        assert grants.by_source(work, YEAR) == {"general_revenue": Money(843_500), "tax_credit": Money(1_300_000)}


def listed(work):
    return applications.listed(work, applications.Listing(school_year=YEAR)).rows


def test_the_pool_taken_out_gives_the_same_digest_to_a_stranger(house, filed, tmp_path):
    give(house, filed, Source.TAX_CREDIT, Money(2_000_000))
    reference, _ = run_of(house, filed, tie="lottery", seed="2025-11-25")
    with house.begin(manager(filed)) as work:
        run = awards.run(work, reference)
        for name in ("pool", "funds", "plan"):
            (tmp_path / name).write_bytes(getattr(run, name))
        digest = run.digest
    options = ["--funds", "funds", "--tie", "lottery", "--seed", "2025-11-25"]
    done = subprocess.run(
        [ESA, "award", "verify", "pool", "plan", *options], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, digest), done.stderr


def test_the_person_who_froze_a_run_cannot_release_it(house, filed):
    give(house, filed, Source.TAX_CREDIT, Money(2_000_000))
    boss = manager(filed)
    with house.begin(boss) as work:
        reference = awards.draft(work, YEAR, Options())
    with house.begin(boss) as work:
        awards.freeze(work, reference)
    with pytest.raises(Conflict, match="froze"), house.begin(boss) as work:
        awards.release(work, reference)
    bare = "UPDATE award_runs SET standing = 'released', released_at = now(), released_by = frozen_by"
    with pytest.raises(sa.exc.IntegrityError, match="two_people"), house.begin(boss) as work:
        work.tx.execute(sa.text(bare))


def test_a_run_is_released_once(house, filed):
    give(house, filed, Source.TAX_CREDIT, Money(2_000_000))
    reference, _ = run_of(house, filed)
    with pytest.raises(Conflict), house.begin(finance(filed)) as work:
        awards.release(work, reference)


def test_a_draft_whose_pool_has_changed_is_not_frozen(house, filed):
    with house.begin(manager(filed)) as work:
        reference = awards.draft(work, YEAR, Options())
    with house.begin(manager(filed)) as work:
        applications.bring(work, a_file(a_child(4), key="h4"), "g.jsonl", YEAR)
    with pytest.raises(Conflict, match="changed"), house.begin(manager(filed)) as work:
        awards.freeze(work, reference)


def test_a_lottery_needs_its_seed(house, filed):
    with pytest.raises(Invalid), house.begin(manager(filed)) as work:
        awards.draft(work, YEAR, Options("lottery"))


def test_AMB_25_a_second_run_goes_on_where_the_first_ended(house, filed):
    give(house, filed, Source.TAX_CREDIT, Money(1_300_000))
    run_of(house, filed)
    give(house, filed, Source.TAX_CREDIT, Money(5_000_000))
    _, count = run_of(house, filed)
    assert count == 2
    with house.begin(manager(filed)) as work:
        assert {row.status for row in listed(work)} == {Status.AWARDED}


def a_grant(organization_id, person, amount, cap=714_500):
    return NewGrant(
        id=new_id(), organization_id=organization_id, household_id=new_id(), student_id=new_id(), person_id=person,
        application_id=new_id(), school_year=YEAR, tier="i", amount=amount, cap=cap, cap_percent=100, lunch=None,
        has_iep=False, run_id=new_id(), sources=(("tax_credit", amount),),
    )  # fmt: skip


def record(house, organization_id, *made):
    with house.begin(finance(organization_id)) as work:
        return grants.record(work, made)


def test_G35_less_than_the_cap_may_be_granted(house, river):
    assert record(house, river, a_grant(river, new_id(), 714_500, cap=1_250_375)) == 1


def test_G36_a_cent_over_the_cap_is_refused(house, river):
    with pytest.raises(LimitReached):
        record(house, river, a_grant(river, new_id(), 1_250_376, cap=1_250_375))


def test_G37_the_cap_is_joint_over_all_EAOs(house, river):
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    person = new_id()
    record(house, river, a_grant(river, person, 500_000))
    with pytest.raises(LimitReached):
        record(house, hill, a_grant(hill, person, 214_501))
    assert record(house, hill, a_grant(hill, person, 214_500)) == 1


def test_G57_four_payments_of_12503_75_to_the_cent_and_by_source():
    plan = installments(Money(1_250_375), YEAR, four=True)
    assert [each.amount.cents for each in plan] == [312_594, 312_594, 312_594, 312_593]
    split = split_over_sources(plan, [("tax_credit", Money(400_000)), ("general_revenue", Money(850_375))])
    assert [sum(part.cents for _, part in parts) for _, parts in split] == [each.amount.cents for each in plan]
    by_source = {}
    for _, parts in split:
        for source, part in parts:
            by_source[source] = by_source.get(source, 0) + part.cents
    assert by_source == {"tax_credit": 400_000, "general_revenue": 850_375}


def test_ACC_1_a_deposit_waits_for_agreement_and_enrolment_and_says_for_what(house, filed):
    give(house, filed, Source.TAX_CREDIT, Money(3_000_000))
    run_of(house, filed)
    with house.begin(finance(filed)) as work:
        posted = accounts.post_due_deposits(work)
    # The lump sum has both dates; of the other two children two quarters each are due, and wait.
    assert (posted.posted, posted.held, posted.amount) == (1, 4, Money(1_250_375))
    with house.begin(finance(filed)) as work:
        views = accounts.accounts(work)
        waiting = next(view for view in views if view.holds)
        assert waiting.holds == (Hold.NEITHER,)
        accounts.set_dates(work, waiting.account.number, date(2025, 11, 1), date(2025, 11, 2))
        assert accounts.post_due_deposits(work).posted == 2
    with house.begin(finance(filed)) as work:
        view = accounts.account(work, waiting.account.number)
        assert [each.standing for each in view.deposits[:2]] == [DepositStanding.POSTED] * 2
        path = scholarship(view.account.number, Source.TAX_CREDIT)
        held = {each.path: each.balance for each in ledger.self_check(work, filed).accounts}
        assert -held[path] == view.balance
        assert held[awarded(Source.TAX_CREDIT)] < Money(0)
        assert accounts.post_due_deposits(work).posted == 0


def test_a_released_run_of_a_child_granted_elsewhere_meanwhile_does_nothing_at_all(house, filed):
    give(house, filed, Source.TAX_CREDIT, Money(3_000_000))
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    with house.begin(manager(filed)) as work:
        reference = awards.draft(work, YEAR, Options())
        awards.freeze(work, reference)
        person = listed(work)[0].person_id
    record(house, hill, replace(a_grant(hill, person, 714_500), cap=1_250_375))
    with pytest.raises(LimitReached), house.begin(finance(filed)) as work:
        awards.release(work, reference)
    with house.begin(manager(filed)) as work:
        assert awards.run(work, reference).standing is RunStanding.FROZEN
        assert Status.AWARDED not in {row.status for row in listed(work)}
        assert ledger.fund_balance(work, filed, Source.TAX_CREDIT) == Money(3_000_000)


@pytest.mark.parametrize("place", [0, 2], ids=["a funded child", "a waiting child"])
def test_a_child_withdrawn_after_the_freeze_is_neither_granted_nor_put_back_in_line(house, filed, place):
    give(house, filed, Source.TAX_CREDIT, Money(2_000_000))
    with house.begin(manager(filed)) as work:
        reference = awards.draft(work, YEAR, Options())
        awards.freeze(work, reference)
        number = work.tx.execute(
            sa.text("SELECT application_id FROM award_places ORDER BY sequence LIMIT 1 OFFSET :n"), {"n": place}
        ).scalar_one()
        work.tx.execute(sa.text("UPDATE applications SET status = 'withdrawn' WHERE id = :id"), {"id": number})
    if place == 0:
        with pytest.raises(Conflict) as refusal, house.begin(finance(filed)) as work:
            awards.release(work, reference)
        assert refusal.value.code == "application_gone"
        return
    with house.begin(finance(filed)) as work:
        awards.release(work, reference)
        assert work.tx.scalar(sa.text("SELECT status FROM applications WHERE id = :id"), {"id": number}) == "withdrawn"
