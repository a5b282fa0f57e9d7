"""What happens to an account, with the money it moves: shown first, done as shown, the books agreeing to the cent."""

from datetime import date, timedelta

import pytest

from esa.accounts import service as accounts
from esa.accounts.domain import AccountStanding, DepositStanding
from esa.accounts.domain.happenings import Act, Told
from esa.accounts.service import happenings
from esa.grants import service as grants
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, fund
from esa.schools.domain import SchoolKind
from esa.schools.models import School
from tests.builders import YEAR, auditor, finance, manager
from tests.integration.accounts.test_control import differing, granted
from tests.integration.awards.test_award_run import filed, river

__all__ = ["filed", "granted", "river"]
TODAY = date(2025, 11, 25)


@pytest.fixture
def account(house, granted):
    """An account with two deposits of its grant in it and two still to come."""
    with house.begin(finance(granted)) as work:
        number = next(each.account.number for each in accounts.accounts(work) if not each.balance)
        accounts.set_dates(work, number, date(2025, 10, 1), date(2025, 10, 2))
        assert accounts.post_due_deposits(work).posted
    return number


def view(house, owner, number):
    with house.begin(finance(owner)) as work:
        return accounts.account(work, number)


def money(house, owner, *paths):
    with house.begin(finance(owner)) as work:
        return [ledger.balance(work, owner, path).cents for path in paths]


def do(house, owner, number, told, actor=None):
    with house.begin(actor or finance(owner)) as work:
        seen = happenings.foresee(work, number, told)[1].seen
        return happenings.carry_out(work, number, told, seen)


def withdrew(**more):
    return Told(act=Act.WITHDREW, on=TODAY, reason="Enrolled in the district's school.", **more)


def test_ACC_6_a_withdrawal_shows_every_dollar_before_it_moves(house, granted, account):
    before = view(house, granted, account)
    with house.begin(finance(granted)) as work:
        _, seen = happenings.foresee(work, account, withdrew())
    assert seen.closes
    assert seen.from_account == before.balance
    assert seen.not_deposited == before.coming
    assert view(house, granted, account) == before


def test_ACC_6_a_withdrawal_closes_the_account_and_sends_its_balance_to_the_fund(house, granted, account):
    before, held = view(house, granted, account), money(house, granted, *(fund(each) for each in Source))
    made = do(house, granted, account, withdrew())
    after = view(house, granted, account)
    assert after.account.standing is AccountStanding.CLOSED
    assert made.from_account == before.balance
    assert made.not_deposited == before.coming
    assert (
        sum(money(house, granted, *(fund(each) for each in Source)))
        == sum(held) - (before.balance + before.coming).cents
    )
    assert after.coming == ZERO
    assert {each["rule"] for each in made.findings} == {"ACC-6", "EAO-24"}
    assert differing(house) == ()


def test_FUND_4_what_comes_back_names_its_source_and_its_bank(house, granted, account):
    banks = money(house, granted, *(bank(each) for each in Source))
    made = do(house, granted, account, withdrew())
    after = money(house, granted, *(bank(each) for each in Source))
    assert sum(after) == sum(banks)
    with house.begin(finance(granted)) as work:
        returned = ledger.fund_balance(work, granted, Source.RETURNED)
        assert ledger.balance(work, granted, bank(Source.RETURNED)) == returned
    assert returned + Money(0) <= made.from_account


def test_CAP_7_what_was_not_deposited_leaves_the_joint_cap(house, granted, account):
    before = view(house, granted, account)
    with house.begin(auditor(), read_only=True) as work:
        total_before = grants.by_organization(work, YEAR)[granted][1]
    do(house, granted, account, withdrew())
    with house.begin(auditor(), read_only=True) as work:
        total_after = grants.by_organization(work, YEAR).get(granted, (0, ZERO))[1]
    assert total_before - total_after == before.coming


def test_ACC_7_graduation_closes_and_owes_no_district(house, granted, account):
    made = do(house, granted, account, Told(act=Act.GRADUATED, on=TODAY), manager(granted))
    assert made.outcome == "closed"
    assert made.findings[0]["rule"] == "ACC-7"


def test_G56_a_move_between_qualified_schools_leaves_the_account_open(house, granted, account, school):
    before = view(house, granted, account)
    do(house, granted, account, Told(act=Act.MOVED, on=TODAY, school_id=school))
    after = view(house, granted, account)
    assert after.balance == before.balance
    assert after.account.standing is AccountStanding.OPEN
    assert (after.account.school_id, after.account.enrolled_on) == (school, None)


@pytest.fixture
def school(house):
    with house.begin(SYSTEM) as work:
        made = School(
            id=new_id(), name="North Prep", city="Columbia", kind=SchoolKind.PRIVATE, source="test", as_of=TODAY
        )
        work.tx.add(made)
        return made.id


def test_M03_a_virtual_schools_end_holds_the_account_for_the_transfer_window(house, granted, account):
    made = do(house, granted, account, Told(act=Act.DISENROLLED, on=TODAY))
    after = view(house, granted, account)
    assert (made.outcome, after.account.standing) == ("held", AccountStanding.HELD)
    assert after.account.held_until == made.until == TODAY + timedelta(days=30)
    with house.begin(finance(granted)) as work:
        assert accounts.post_due_deposits(work, on=date(2026, 2, 1)).posted == 0


def test_M03_after_the_window_the_account_waits_for_a_person_and_is_closed(house, granted, account, clock):
    do(house, granted, account, Told(act=Act.DISENROLLED, on=TODAY))
    clock.move_to(clock.now() + timedelta(days=40))
    with house.begin(finance(granted)) as work:
        assert [each.number for each in happenings.holds_over(work)] == [account]
    assert do(house, granted, account, Told(act=Act.DISENROLLED, on=TODAY)).outcome == "closed"


def test_AUD_6_a_hold_has_a_reason_and_an_end_and_stops_deposits(house, granted, account):
    with house.begin(finance(granted)) as work, pytest.raises(Invalid) as refused:
        happenings.foresee(work, account, Told(act=Act.HELD))
    assert {each.field for each in refused.value.grounds} == {"on", "until", "reason"}
    told = Told(act=Act.HELD, on=TODAY, reason="Two bank accounts.", until=TODAY + timedelta(days=10))
    made = do(house, granted, account, told)
    assert [each["rule"] for each in made.findings] == ["AUD-6", "AUD-6"]
    assert view(house, granted, account).account.standing is AccountStanding.HELD
    do(house, granted, account, Told(act=Act.RELEASED, on=TODAY, reason="It was one."))
    assert view(house, granted, account).account.standing is AccountStanding.OPEN


def test_an_act_is_done_only_as_it_was_shown(house, granted, account):
    with house.begin(finance(granted)) as work:
        seen = happenings.foresee(work, account, withdrew())[1].seen
    with house.begin(finance(granted)) as work:
        assert accounts.post_due_deposits(work, on=date(2026, 6, 1)).posted
    with house.begin(finance(granted)) as work, pytest.raises(Conflict) as refused:
        happenings.carry_out(work, account, withdrew(), seen)
    assert refused.value.code == "looked_at_another"


def test_a_closed_account_is_closed_once(house, granted, account):
    do(house, granted, account, withdrew())
    with house.begin(finance(granted)) as work, pytest.raises(Conflict) as refused:
        happenings.foresee(work, account, withdrew())
    assert refused.value.code == "account_closed"
    assert [each.standing for each in view(house, granted, account).deposits if each.hold] == []
    assert DepositStanding.CANCELLED in {each.standing for each in view(house, granted, account).deposits}


def test_only_the_EAOs_own_people_record_what_happened(house, granted, account):
    with house.begin(auditor()) as work, pytest.raises(Forbidden):
        happenings.foresee(work, account, withdrew())
    with house.begin(finance(granted)) as work, pytest.raises(NotFound):
        happenings.foresee(work, "AC-NONE", withdrew())
