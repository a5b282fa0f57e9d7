"""All that stands against a split of the cap, as the pages ask for it (TCAP-7); the console's reader is stricter."""

from datetime import UTC, datetime

from esa.kernel.money import Money
from esa.law.credits.allotments import allot_grounds, shares_of
from esa.law.credits.events import Allot

AT = datetime(2025, 1, 2, 18, 0, tzinfo=UTC)
CAP = Money(100_001)


def grounds(mode, eaos=(), amounts=None, used=None):
    return [each.text() for each in allot_grounds(Allot(AT, mode, tuple(eaos), amounts or {}), CAP, used or {})]


def test_TCAP_7_a_split_names_every_ground_against_it():
    assert grounds("equal") == ["no EAO is named"]
    assert grounds("equal", used={"blue": Money(1)}) == ["no EAO is named", "blue would get 0.00 and uses 0.01"]
    assert grounds("equal", ["blue", "blue"]) == ["blue is named twice"]
    assert grounds("equal", ["blue"], {"blue": Money(5)}) == ["blue has an amount that this mode does not take"]
    assert grounds("fcfs", [], {"blue": Money(5)}) == ["blue has an amount that this mode does not take"]
    assert grounds("custom", ["blue", "river"], {"blue": Money(5), "hill": Money(5)}) == [
        "hill has an amount that this mode does not take", "an amount for river is missing"
    ]  # fmt: skip
    assert grounds("custom", ["blue", "river"], {"blue": Money(100_001), "river": Money(1)}) == [
        "the allotments are 1,000.02 together, over the cap of 1,000.01"
    ]
    assert grounds("custom", ["blue"], {"blue": Money(5)}, {"blue": Money(6), "hill": Money(1)}) == [
        "blue would get 0.05 and uses 0.06", "hill would get 0.00 and uses 0.01"
    ]  # fmt: skip


def test_TCAP_7_what_may_be_done_has_no_ground_against_it():
    assert grounds("fcfs", used={"blue": Money(9)}) == []
    assert grounds("custom", ["blue"], {"blue": CAP}, {"blue": CAP}) == []
    assert grounds("equal", ["blue", "river"], used={"blue": Money(50_001), "river": Money(50_000)}) == []


def test_TCAP_7_odd_cents_go_to_the_first_named_and_a_common_cap_has_no_shares():
    assert shares_of(Allot(AT, "equal", ("blue", "river")), CAP) == {"blue": Money(50_001), "river": Money(50_000)}
    assert shares_of(Allot(AT, "equal"), CAP) == {}
    assert shares_of(Allot(AT, "fcfs", ("blue",)), CAP) is None
    assert shares_of(Allot(AT, "custom", ("blue", "river"), {"river": Money(7)}), CAP) == {
        "blue": Money(0), "river": Money(7)
    }  # fmt: skip
