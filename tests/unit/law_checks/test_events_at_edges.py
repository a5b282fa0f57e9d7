"""Events of the statewide cap as they are read: every refusal in words, at its edge; which means of giving count."""

import json
from datetime import UTC, datetime

import pytest

from esa.kernel.money import ZERO, Money
from esa.kernel.wire import BadLine, read_line
from esa.law import Law
from esa.law.credits.events import WITH_CARDS, Allot, reader
from esa.law.credits.grounds import receiving_grounds

LAW = Law.load()
CARDS, LARGE = LAW.with_readings({"AMB-26": "cards_count"}), LAW.with_readings({"AMB-22": "only_large"})
LATEST = datetime(2025, 1, 2, 18, tzinfo=UTC)
AT = "2025-01-02T12:00:00-06:00"


def read(latest=None, methods=None, **event):
    text = json.dumps(event)
    return read_line(1, text, reader(latest, methods) if methods else reader(latest))


def faults(**event):
    made = read(**event)
    assert isinstance(made, BadLine), made
    return [(each.field, each.message) for each in made.errors]


def test_an_event_is_not_before_the_program_or_the_event_before_it():
    first = {"kind": "certify", "id": "r1"}
    assert not isinstance(read(at="2021-08-28T00:00:00-05:00", **first), BadLine)
    early = "must not be before 2021-08-28, when the program began"
    assert faults(at="2021-08-27T23:59:59-05:00", **first) == [("at", early)]
    assert faults(at="0001-01-01T00:00:00+00:00", **first) == [("at", early)]
    assert read(LATEST, at=AT, **first).at == LATEST
    said = ("at", "must not be earlier than the event before it")
    assert faults(latest=LATEST, at="2025-01-02T11:59:59-06:00", **first) == [said]


def test_a_year_is_one_of_the_program_and_of_the_calendar():
    opened = {"at": AT, "kind": "open", "cap": None}
    assert read(year=9998, **opened).year == 9998
    assert faults(year=9999, **opened) == [("year", "must not be after 9998")]
    assert [field for field, _ in faults(year=2020, **opened)] == ["year"]


def test_every_name_of_an_allotment_is_looked_at():
    allot = {"at": AT, "kind": "allot", "mode": "equal"}
    assert faults(eaos=["a", "", "a", "b", "b", 7], **allot) == [
        ("eaos[1]", "must be a text that is not empty"), ("eaos[2]", "is named twice"), ("eaos[4]", "is named twice"),
        ("eaos[5]", "must be a text that is not empty"),
    ]  # fmt: skip
    common = read(at=AT, kind="allot", mode="fcfs", eaos=["a"])
    assert (common.eaos, common.amounts) == ((), {})
    assert (Allot(LATEST, "fcfs").eaos, Allot(LATEST, "fcfs").amounts) == ((), {})


def test_AMB_26_a_card_is_a_means_only_where_it_is_asked_for():
    gift = {"at": AT, "kind": "receive", "id": "r1", "amount": "5.00", "method": "card"}
    assert [field for field, _ in faults(**gift)] == ["method"]
    assert read(methods=WITH_CARDS, **gift).method == "card"


def grounds(amount, method, law=LAW):
    return [each.text() for each in receiving_grounds(Money(amount), method, LATEST.date(), law)]


STAYS = "(RSMo 135.715.5); the reservation stays"


def test_AMB_26_a_gift_by_card_counts_where_the_law_is_read_so():
    assert grounds(5, "card") == [f"a gift by card does not count {STAYS}"]
    assert grounds(5, "card", CARDS) == []
    assert grounds(5, "check") == grounds(5, "check", CARDS) == []


def test_AMB_22_every_ground_of_a_cashiers_check_is_said():
    over = f"a cashier's check over 10,000.00 does not count as a gift {STAYS}"
    assert grounds(1_000_001, "cashiers_check", LARGE) == [over]
    assert grounds(1_000_000, "cashiers_check", LARGE) == []
    assert grounds(ZERO.cents, "cashiers_check", LARGE) == ["an amount of nothing is no contribution"]
    assert grounds(5, "cashiers_check") == [f"a gift by cashier's check does not count {STAYS}"]


@pytest.mark.parametrize("kind", ["reserve", "void", "reallocate"])
def test_what_an_event_must_have_is_asked_for(kind):
    assert {message for _, message in faults(at=AT, kind=kind)} == {"is required"}
