"""Each option that decides, chosen in the application: what is decided under it differs, says so, and earlier stays."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from esa.applications import service as applications
from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict
from esa.kernel.money import Money
from esa.law.readings import readings
from esa.ledger import service as ledger
from esa.parameters import service as parameters
from tests.builders import YEAR, a_gift, an_organization, finance, manager, treasurer
from tests.integration.applications.test_bringing import a_child, a_file
from tests.integration.readings.choosing_people import TOMORROW, choose, in_force, on_day

ESA = Path(sys.executable).parent / "esa"
IEP = {"kind": "iep", "dated": "2025-01-15"}
# What the applications themselves decide by; the other readings are tried where their rooms are.
HERE = ("AMB-1", "AMB-2", "AMB-7", "AMB-10", "AMB-12", "AMB-14", "AMB-25")


@pytest.fixture
def river(house):
    with house.begin(SYSTEM) as work:
        made = an_organization(work)
        ledger.ensure_accounts(work, made)
    return made


def bring(house, owner, *children, name="f.jsonl", year=YEAR, **household):
    with house.begin(manager(owner)) as work:
        assert not applications.bring(work, a_file(*children, **household), name, year).faults


def again(house, owner, year=YEAR):
    """Decide all of the EAO's applications of the year once more."""
    with house.begin(manager(owner)) as work:
        applications.decide(work, year)


def decisions(house, owner, number=1):
    """Return a child's decisions, the newest first."""
    with house.begin(manager(owner)) as work:
        rows = applications.listed(work, applications.Listing(school_year=YEAR)).rows
        row = next(each for each in rows if each.external_id == f"c{number}")
        return applications.opened(work, row.reference).decisions


def before_and_after(house, clock, owner, reading, option, number=1):
    """Choose the reading, let its day come, decide again; return the old and the new decision, which stays as it was."""
    old = decisions(house, owner, number)[0]
    in_force(house, clock, reading, option)
    again(house, owner)
    new, *earlier = decisions(house, owner, number)
    assert [each.answer for each in earlier] == [old.answer]
    assert "readings" not in old.answer
    assert new.answer["readings"] == {reading: option}
    return old, new


def test_HERE_are_all_readings_on_which_applications_turn():
    acting = {each.id for each in readings() if any(option.acts for option in each.options)}
    assert set(HERE) == {each.id for each in readings() if "law decide" in each.commands} & acting


@pytest.mark.parametrize(("option", "percent"), [("lowest", 125), ("additive", 300)])
def test_AMB_1_another_cap_of_several(house, clock, river, option, percent):
    bring(house, river, a_child(1, iep=IEP))
    old, new = before_and_after(house, clock, river, "AMB-1", option)
    assert (old.cap_percent, new.cap_percent) == (175, percent)


def test_AMB_2_the_target_of_the_day(house, clock, river):
    bring(house, river, a_child(1))
    on_day(clock, date(2025, 6, 16))
    choose(house, "AMB-2", "latest_on_day_of_decision", starts_on=date(2025, 6, 17))
    old = decisions(house, river)[0]
    on_day(clock, date(2025, 6, 17))
    with house.begin(manager(river)) as work:
        assert work.law.reads("AMB-2") == "latest_on_day_of_decision"
    again(house, river)
    new = decisions(house, river)[0]
    assert new.answer["readings"] == {"AMB-2": "latest_on_day_of_decision"}
    assert (old.cap, new.cap) == (Money(893_125), Money(845_000))


def test_AMB_7_a_renewal_tested_in_full(house, clock, river):
    bring(
        house,
        river,
        a_child(1, grant_previous_school_year=True, public_semester_in_previous_12_months=False),
        annual_income="900000.00",
    )
    old, new = before_and_after(house, clock, river, "AMB-7", "full_retest")
    assert (old.outcome, new.outcome) == ("qualified", "not_qualified")


def test_AMB_12_the_limits_of_the_school_year(house, clock, river):
    on_day(clock, date(2025, 6, 2))
    bring(house, river, a_child(1, completed_at="2025-05-01T08:00:00-05:00"), annual_income="178434.00")
    old = decisions(house, river)[0]
    choose(house, "AMB-12", "of_the_school_year", starts_on=date(2025, 6, 3))
    on_day(clock, date(2025, 6, 3))
    again(house, river)
    new = decisions(house, river)[0]
    assert (old.outcome, new.outcome) == ("not_qualified", "qualified")
    assert new.answer["readings"] == {"AMB-12": "of_the_school_year"}


def test_AMB_25_who_waits_for_a_sibling_is_not_in_yet(house, clock, river):
    elder = a_child(1, grant_previous_school_year=True)
    younger = a_child(2, given_name="Ben", public_semester_in_previous_12_months=False)
    bring(house, river, elder, younger)
    old, new = before_and_after(house, clock, river, "AMB-25", "wait", number=2)
    assert (old.outcome, new.outcome) == ("conditional", "not_qualified")


def test_a_decision_names_no_reading_that_it_did_not_use(house, clock, river):
    bring(house, river, a_child(1))
    in_force(house, clock, "AMB-5", "steps_on_residue")
    again(house, river)
    assert ["readings" in each.answer for each in decisions(house, river)] == [False, False]


def test_an_earlier_decision_is_told_in_Spanish_by_the_reading_it_was_made_with(house, clock, river):
    bring(house, river, a_child(1, iep=IEP))
    before_and_after(house, clock, river, "AMB-1", "lowest")
    choose(house, "AMB-1", "highest", starts_on=TOMORROW + timedelta(days=1))
    on_day(clock, TOMORROW + timedelta(days=1))
    with house.begin(manager(river)) as work:
        row = applications.listed(work, applications.Listing(school_year=YEAR)).rows[0]
        opened = applications.opened(work, row.reference)
        spanish = applications.answer_in(work, opened, "es")
    assert spanish["cap_percent"] == 125
    assert spanish["readings"] == {"AMB-1": "lowest"}
    assert spanish["findings"][0]["because"] != opened.decisions[0].answer["findings"][0]["because"]


def test_one_EAO_decides_by_its_own_reading_and_its_neighbour_by_the_states(house, clock, river):
    with house.begin(SYSTEM) as work:
        hills = an_organization(work, "hills")
    for owner in (river, hills):
        bring(house, owner, a_child(1, iep=IEP))
    in_force(house, clock, "AMB-1", "lowest", river)
    for owner in (river, hills):
        again(house, owner)
    assert decisions(house, river)[0].answer["readings"] == {"AMB-1": "lowest"}
    assert [each.cap_percent for each in decisions(house, hills)] == [175]


def test_what_would_change_is_told_before_and_leaves_EAOs_with_a_choice_of_their_own_out(house, clock, river):
    with house.begin(SYSTEM) as work:
        hills = an_organization(work, "hills")
    for owner in (river, hills):
        bring(house, owner, a_child(1, iep=IEP), a_child(2, given_name="Ben"))
    with house.begin(treasurer()) as work:
        found = applications.effect_of_reading(work, "AMB-1", "lowest", None)
        assert (found.stored, found.different, found.kinds["cap"]) == (4, 2, 2)
        assert applications.effect_of_reading(work, "AMB-24", "deny", None).different == 0
    in_force(house, clock, "AMB-1", "highest", river)
    with house.begin(treasurer()) as work:
        assert applications.effect_of_reading(work, "AMB-1", "lowest", None).different == 1
    choose(house, "AMB-1", "lowest", starts_on=TOMORROW + timedelta(days=1))
    on_day(clock, TOMORROW + timedelta(days=1))
    with house.begin(treasurer()) as work:
        found = applications.effect_of_reading(work, "AMB-1", "additive", None)
        assert dict(found.by_organization) == {hills: 1}
    with house.begin(manager(river)) as work:
        own = applications.effect_of_reading(work, "AMB-1", "lowest", river)
        assert (own.stored, dict(own.by_organization)) == (2, {river: 1})


@pytest.fixture
def twins(house, river):
    """Two siblings and an older application of another home, money for two."""
    bring(
        house, river, a_child(3, given_name="Cora", completed_at="2025-10-02T08:00:00-05:00"), key="h2", name="g.jsonl"
    )
    bring(house, river, a_child(1), a_child(4, given_name="Ben", completed_at="2025-10-09T08:00:00-05:00"))
    with house.begin(finance(river)) as work:
        ledger.post(work, a_gift(river, Money(2 * 893_125)))
    return river


def test_AMB_10_only_renewals_move_siblings_up_in_a_run_which_says_so_and_is_repeated_from_its_files(
    house, clock, twins, tmp_path
):
    drafter = manager(twins)
    with house.begin(drafter) as work:
        ours = awards.draft(work, YEAR, Options())
    in_force(house, clock, "AMB-10", "renewals_only")
    with house.begin(drafter) as work, pytest.raises(Conflict, match="read otherwise"):
        awards.freeze(work, ours)
    with house.begin(drafter) as work:
        other = awards.draft(work, YEAR, Options())
        digest = awards.freeze(work, other)
    with house.begin(drafter) as work:
        first, second = awards.run(work, ours), awards.run(work, other)
        assert (first.readings, second.readings) == ({}, {"AMB-10": "renewals_only"})
        tiers = [sorted(row.split(",")[2] for row in run.plan.decode().splitlines()[1:]) for run in (first, second)]
        assert tiers == [["b", "f", "f"], ["f", "f", "f"]]
        for name in ("pool", "funds", "plan"):
            (tmp_path / name).write_bytes(getattr(second, name))
    command = [ESA, "award", "verify", "pool", "plan", "--funds", "funds"]
    alone = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    read = [*command, "--reading", "AMB-10=renewals_only"]
    told = subprocess.run(read, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (alone.returncode, told.returncode, told.stdout.strip()) == (1, 0, digest)
    with house.begin(finance(twins)) as work:
        assert awards.release(work, other) == 2


def test_AMB_2_after_withholding_waits_for_the_figure_and_is_decided_once_it_is_published(house, clock, river):
    bring(house, river, a_child(1))
    in_force(house, clock, "AMB-2", "after_withholding")
    bring(house, river, a_child(1, limited_english=True), name="again.jsonl")
    with house.begin(manager(river)) as work:
        (row,) = applications.listed(work, applications.Listing(school_year=YEAR)).rows
        assert [each.key for each in applications.waits_for(work, row)] == ["sat_after_withholding"]
    figure = ("sat_after_withholding", date(2025, 7, 1), None, "7000.00", "test")
    with house.begin(SYSTEM) as work:
        parameters.publish(work, [figure], source="test", as_of=date(2025, 7, 1))
    with house.begin(SYSTEM) as work:
        assert applications.decide_waiting(work).stored == 1
    new = decisions(house, river)[0]
    assert (new.cap, new.answer["readings"]) == (Money(1_120_000), {"AMB-2": "after_withholding"})
