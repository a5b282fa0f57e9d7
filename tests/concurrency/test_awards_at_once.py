"""Two people, two EAOs, at the same instant: one release wins, and no child is granted more than its joint cap."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, EsaError, LimitReached
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from tests.builders import YEAR, an_organization, finance, manager
from tests.concurrency.test_killed import counts
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.awards.test_award_run import give

CAP = 714_500
TIMES = 4


@pytest.fixture
def two(house):
    with house.begin(SYSTEM) as work:
        made = [an_organization(work, slug) for slug in ("river", "hill")]
        for each in made:
            ledger.ensure_accounts(work, each)
    return made


def at_once(*actions):
    """Run the actions in threads that start together; return what each gave or was refused with."""
    start = Barrier(len(actions))

    def act(action):
        start.wait()
        try:
            return action()
        except EsaError as refusal:
            return refusal

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(act, actions))


def test_of_releases_of_one_run_at_once_one_wins(house, two):
    river = two[0]
    give(house, river, Source.TAX_CREDIT, Money(5_000_000))
    with house.begin(manager(river)) as work:
        applications_of(work)
        reference = awards.draft(work, YEAR, Options())
        awards.freeze(work, reference)

    def release():
        with house.begin(finance(river)) as work:
            return awards.release(work, reference)

    answers = at_once(*[release] * TIMES)
    assert [each for each in answers if not isinstance(each, Conflict)] == [2]
    assert {each.code for each in answers if isinstance(each, Conflict)} == {"not_frozen"}
    assert counts(house)["grants"] == 2


def applications_of(work):
    from esa.applications import service as applications

    applications.bring(work, a_file(a_child(1), a_child(2, given_name="Ben")), "f.jsonl", YEAR)


def a_grant(organization_id, person, amount):
    return NewGrant(
        id=new_id(), organization_id=organization_id, household_id=new_id(), student_id=new_id(), person_id=person,
        application_id=new_id(), school_year=YEAR, tier="f", amount=amount, cap=CAP, cap_percent=100, lunch=None,
        has_iep=False, run_id=new_id(), sources=(("tax_credit", amount),),
    )  # fmt: skip


def granting(house, organization_id, person, amount, met):
    """One EAO looks at what the child has, meets the other EAO there, and grants what seems to be free."""

    def grant():
        with house.begin(finance(organization_id)) as work:
            seen = work.tx.scalar(
                sa.text("SELECT granted FROM granted_by_anybody(ARRAY[CAST(:p AS uuid)], CAST(:y AS smallint))"),
                {"p": str(person), "y": YEAR.opens},
            )
            met.wait()
            assert seen + amount <= CAP
            return grants.record(work, [a_grant(organization_id, person, amount)])

    return grant


def granted_to(house, person):
    with house.begin(SYSTEM) as work:
        given = sa.text("SELECT coalesce(sum(amount), 0)::bigint FROM grants WHERE person_id = :p")
        return work.tx.scalar(given, {"p": person})


def race(house, two):
    """Both EAOs grant 60 percent of the cap to a child at once; return their answers and the child's total."""
    person, met = new_id(), Barrier(2)
    answers = at_once(*(granting(house, each, person, CAP * 6 // 10, met) for each in two))
    return answers, granted_to(house, person)


def test_CAP_7_two_EAOs_at_once_never_pass_the_joint_cap(house, two):
    for _ in range(TIMES):
        answers, total = race(house, two)
        assert total == CAP * 6 // 10
        assert [each for each in answers if not isinstance(each, LimitReached)] == [1]


def test_CAP_7_the_same_race_without_the_guard_does_pass_it(house, two, _owner):
    with _owner.connect() as owner:
        owner.exec_driver_sql("ALTER TABLE grants DISABLE TRIGGER grants_joint_cap")
        try:
            answers, total = race(house, two)
        finally:
            owner.exec_driver_sql("ALTER TABLE grants ENABLE TRIGGER grants_joint_cap")
    assert answers == [1, 1]
    assert total > CAP


def test_FUND_4_two_awards_at_once_never_spend_a_dollar_twice(house, two):
    river = two[0]
    give(house, river, Source.TAX_CREDIT, Money(100_000))

    def spend(number):
        lines = (debit(fund(Source.TAX_CREDIT), Money(30_000)), credit(awarded(Source.TAX_CREDIT), Money(30_000)))

        def post():
            with house.begin(finance(river)) as work:
                entry = Entry(
                    organization_id=river, on=work.today, kind="award", narrative="x", key=str(number), lines=lines
                )
                return ledger.post(work, entry)

        return post

    answers = at_once(*(spend(number) for number in range(8)))
    assert len([each for each in answers if isinstance(each, LimitReached)]) == 5
    with house.begin(finance(river)) as work:
        assert ledger.fund_balance(work, river, Source.TAX_CREDIT) == Money(10_000)
        held = {each.path: each.balance for each in ledger.self_check(work, river).accounts}
    assert held[bank(Source.TAX_CREDIT)] == Money(100_000)


def test_postings_over_many_accounts_at_once_do_not_wait_for_each_other_in_a_circle(house, two):
    river = two[0]
    for source in Source:
        give(house, river, source, Money(1_000_000))
    orders = [list(Source), list(reversed(Source))]

    def spend(number):
        def post():
            lines = []
            for source in orders[number % 2]:
                lines += [debit(fund(source), Money(5)), credit(awarded(source), Money(5))]
            for step in range(10):
                with house.begin(finance(river)) as work:
                    key = f"{number}:{step}"
                    ledger.post_many(
                        work,
                        [
                            Entry(
                                organization_id=river, on=work.today, kind="award", narrative="x", key=key,
                                lines=tuple(lines),
                            )
                        ],
                    )  # fmt: skip
            return "done"

        return post

    assert at_once(*(spend(number) for number in range(TIMES))) == ["done"] * TIMES
    with house.begin(finance(river)) as work:
        assert ledger.self_check(work, river).is_sound
