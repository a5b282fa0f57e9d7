"""A choice among the readings of the law: what is offered, what stands against it, which one holds."""

import uuid
from datetime import date, timedelta

from esa.law.readings import readings
from esa.readings.domain import (
    AS_THE_STATE,
    NO_READING,
    NO_REASON,
    NOT_AHEAD,
    NOT_YOURS,
    Chosen,
    chosen_by,
    in_force,
    offered,
    proposing_grounds,
)

TODAY = date(2025, 11, 25)
TOMORROW = TODAY + timedelta(days=1)
RIVER, HILL = uuid.UUID(int=1), uuid.UUID(int=2)
OF_EAO = next(each for each in readings() if each.open_to(eao=True))
OF_STATE = next(each for each in readings() if each.open_to(eao=False))
NEITHER = next((each for each in readings() if not each.open_to(eao=True)), None)


def said(name, option, reason="so", starts_on=TOMORROW, *, eao=False):
    return [(each.field, each.message) for each in proposing_grounds(name, option, reason, starts_on, TODAY, eao=eao)]


def test_an_EAO_may_also_follow_the_state_again_where_it_may_choose():
    own = tuple(each.id for each in OF_EAO.open_to(eao=True))
    assert offered(OF_EAO, eao=True) == (*own, AS_THE_STATE)
    assert offered(OF_STATE, eao=False) == tuple(each.id for each in OF_STATE.open_to(eao=False))
    assert NEITHER is not None
    assert offered(NEITHER, eao=True) == ()
    assert AS_THE_STATE == "as_the_state"


def test_all_that_stands_against_a_choice_is_said_at_once():
    option = OF_STATE.open_to(eao=False)[0].id
    assert said(OF_STATE.id, option) == []
    assert said("AMB-0", option) == [("reading", NO_READING)]
    assert said(OF_STATE.id, "none of them", " ", TODAY) == [
        ("option", NOT_YOURS), ("reason", NO_REASON), ("starts_on", NOT_AHEAD)
    ]  # fmt: skip
    assert said(OF_STATE.id, AS_THE_STATE) == [("option", NOT_YOURS)]
    assert said(OF_EAO.id, AS_THE_STATE, eao=True) == []


def chosen(option, starts_on, organization=None, reading="AMB-1"):
    return Chosen(reading, option, organization, starts_on)


CHOICES = [
    chosen("late", date(2025, 11, 1)), chosen("early", date(2025, 1, 1)), chosen("later", TOMORROW),
    chosen("own", date(2025, 6, 1), RIVER), chosen("other", date(2025, 1, 1), None, "AMB-2"),
    chosen("mine", date(2025, 2, 1), HILL, "AMB-2"), chosen(AS_THE_STATE, date(2025, 3, 1), HILL, "AMB-2"),
]  # fmt: skip


def test_the_latest_choice_that_has_begun_holds():
    assert in_force(CHOICES, TODAY, None) == {"AMB-1": "late", "AMB-2": "other"}
    assert in_force(CHOICES, date(2025, 10, 31), None) == {"AMB-1": "early", "AMB-2": "other"}
    assert in_force(CHOICES, date(2025, 11, 1), None)["AMB-1"] == "late"
    assert in_force(CHOICES, TOMORROW, None)["AMB-1"] == "later"
    assert in_force(CHOICES, date(2024, 12, 31), None) == {}


def test_an_EAOs_own_choice_lies_over_the_states_until_it_follows_the_state_again():
    assert in_force(iter(CHOICES), TODAY, RIVER) == {"AMB-1": "own", "AMB-2": "other"}
    assert in_force(iter(CHOICES), date(2025, 2, 1), HILL) == {"AMB-1": "early", "AMB-2": "mine"}
    assert in_force(iter(CHOICES), TODAY, HILL) == {"AMB-1": "late", "AMB-2": "other"}
    assert chosen_by(CHOICES, TODAY, HILL) == {}
    assert chosen_by(CHOICES, TODAY, RIVER) == {"AMB-1": "own"}
