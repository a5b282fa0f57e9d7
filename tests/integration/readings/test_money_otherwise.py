"""The readings of rooms about money, chosen in the application: overhead, ways to give, cards, expenses, duties."""

import json
from datetime import date

import pytest

from esa.accounts.domain.expenses.facts import PayeeFacts
from esa.accounts.domain.expenses.words import Outcome
from esa.accounts.service import expenses
from esa.audit import service as audit
from esa.audit.domain import Asked
from esa.credits import service as credits_
from esa.credits.domain.fiscal import FiscalYear
from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.law.expense import Verdict
from esa.platform.storage import storage_of
from esa.readings.domain import AS_THE_STATE
from tests.builders import auditor, finance, treasurer
from tests.integration.credits.giving_people import a_cap, a_donor, ask, dollars, receive, some_eaos
from tests.integration.payments.test_entering import a_check
from tests.integration.readings.choosing_people import TODAY, TOMORROW, choose, in_force, on_day
from tests.paying import a_giving
from tests.scenarios.toml_cases import cases
from tests.spending import a_home, a_line

ELSEWHERE = PayeeFacts(name="Illinois Online", kind="virtual_school", state="IL")
ADDRESSES = {"eao limits": "limits", "school check": "school", "expense check": "expense"}


@pytest.fixture
def river(house):
    a_cap(house, dollars(2_000_000))
    made = some_eaos(house, "river")[0]
    row = ask(house, a_donor(house), made, dollars(1_000_000))
    receive(house, made, row.reservation_id, dollars(1_000_000))
    return made


def duties(house, river, actor=None):
    with house.begin(actor or finance(river)) as work:
        return credits_.duties(work, river)


@pytest.mark.parametrize(("option", "limit"), [("steps_on_residue", 6_000), ("steps_after_fund", 71_300)])
def test_AMB_5_overhead_is_watched_by_the_chosen_reading_and_the_record_says_so(house, clock, river, option, limit):
    assert (duties(house, river).limits.overhead_limit, duties(house, river).readings) == (dollars(60_000), {})
    in_force(house, clock, "AMB-5", option)
    for actor in (finance(river), treasurer()):
        found = duties(house, river, actor)
        assert (found.limits.overhead_limit, found.readings) == (dollars(limit), {"AMB-5": option})
    with house.begin(finance(river)) as work:
        credits_.record_overhead(work, dollars(5_000), TODAY, "postage")
    with house.begin(auditor()) as work:
        (event,) = [each for each, _ in audit.page(work, Asked(action="overhead")).rows]
    assert event.detail["readings"] == {"AMB-5": option}


def test_AMB_6_duties_are_those_of_the_calendar_year(house, clock, river):
    assert duties(house, river).period == FiscalYear(date(2025, 7, 1), date(2026, 6, 30))
    in_force(house, clock, "AMB-6", "calendar_year")
    found = duties(house, river)
    assert found.period == FiscalYear(date(2025, 1, 1), date(2025, 12, 31))
    assert found.readings == {"AMB-6": "calendar_year"}


def test_AMB_22_a_small_cashiers_check_is_a_gift_where_only_large_ones_are_barred(house, clock, stand_in, settings):
    giving = a_giving(house, clock, stand_in, amount=1_000_000)

    def enter(cents):
        with house.begin(finance(giving.river)) as work:
            given = a_check(method="cashiers_check", amount=Money(cents), given_on=work.today)
            return credits_.enter_gift(work, storage_of(settings), giving.reservation, given)

    with pytest.raises(Invalid, match="cashier"):
        enter(1_000_000)
    in_force(house, clock, "AMB-22", "only_large")
    with pytest.raises(Invalid, match="over"):
        enter(1_000_001)
    assert enter(1_000_000).receipt_number


def test_AMB_24_a_fee_elsewhere_is_denied_by_the_EAOs_own_choice_and_the_decision_says_so(house, clock, settings):
    home = a_home(house, settings)
    [before] = home.ask(a_line("virtual_tuition", 20_000, ELSEWHERE))
    with house.begin(treasurer()) as work:
        assert expenses.effect_of_reading(work, "AMB-24", "deny", None) == {(Verdict.REVIEW, Verdict.DENY): 1}
    in_force(house, clock, "AMB-24", "deny", home.eao)
    with house.begin(treasurer()) as work:
        assert expenses.effect_of_reading(work, "AMB-24", "allow", None) == {}
    [after] = home.ask(a_line("virtual_tuition", 20_000, ELSEWHERE))
    kept = [home.line(line.reference).decisions[0] for line in (before, after)]
    assert [(each.outcome, each.readings) for each in kept] == [
        (Outcome.REVIEW, {}), (Outcome.DENY, {"AMB-24": "deny"}),
    ]  # fmt: skip
    assert kept[1].rule == "EXP-f"
    later = date.fromordinal(TOMORROW.toordinal() + 1)
    choose(house, "AMB-24", AS_THE_STATE, home.eao, later)
    on_day(clock, later)
    [again] = home.ask(a_line("virtual_tuition", 20_000, ELSEWHERE))
    assert home.line(again.reference).decisions[0].readings == {}


def address_of(command):
    return f"/api/v1/law/{ADDRESSES.get(' '.join(command)) or f'ask/{command[-1]}'}"


@pytest.mark.parametrize("case", list(cases("readings")))
def test_the_law_API_answers_each_scenario_by_what_is_chosen(client, house, clock, case):
    """The commands' own scenarios of readings (`--reading`), asked of the application where the reading is chosen."""
    line = json.loads(json.dumps({"id": case["id"], **case["facts"]}))
    address, (name, _, option) = address_of(case["command"]), case["reading"].partition("=")
    ours = client.post(address, json=line).get_json()
    assert {key: ours[key] for key in case["ours"]} == case["ours"]
    assert "readings" not in ours
    in_force(house, clock, name, option)
    otherwise = client.post(address, json=line).get_json()
    assert {key: otherwise[key] for key in case["otherwise"]} == case["otherwise"]
    assert otherwise["readings"] == {name: option}
