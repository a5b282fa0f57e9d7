"""Could we qualify? Decided by the same law as an application, kept only in the visitor's browser, no decision."""

from datetime import UTC, datetime
from html import unescape

import pytest

from tests.functional.family_journey import answer

BASE = {"missouri_resident": "true", "lawfully_present": "true", "start": "no", "size": "4"}


def result(client, **typed: str) -> str:
    sent = answer(client, "/check", {**BASE, **typed})
    assert sent.headers["Location"] == "/check/result"
    return unescape(client.get("/check/result").get_data(as_text=True))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"plan": "true"}, "RSMo 166.700(9)(a)"),
        ({"earlier": "true"}, "RSMo 135.714.1(4)(a)"),
        ({"public_semester": "true", "amount": "178,434"}, "RSMo 166.700(9)(b)a"),
        ({"start": "kindergarten", "amount": "3000", "period": "month"}, "RSMo 166.700(9)(b)b"),
        ({"start": "first_grade", "amount": "40000"}, "RSMo 166.700(9)(b)b"),
        ({"sibling": "true", "amount": "40000"}, "RSMo 166.700(9)(b)c"),
    ],
)
def test_DEF_4_to_8_a_child_who_could_qualify_is_told_why(client, typed, reason):
    page = result(client, **typed)
    assert "Yes, your child could qualify" in page
    assert reason in page
    assert "This is not a decision." in page


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"public_semester": "true"},
        {"public_semester": "true", "amount": "178,434.01"},
        {"plan": "true", "missouri_resident": ""},
        {"plan": "true", "lawfully_present": ""},
    ],
)
def test_a_child_who_would_not_is_told_what_stands_in_the_way(client, typed):
    page = result(client, **typed)
    assert "Not from these answers" in page
    assert "You may apply all the same." in page


def test_the_check_writes_nothing_and_asks_nothing_twice(client):
    assert client.get("/check/result").headers["Location"] == "/check"
    result(client, plan="true")
    page = client.get("/check").get_data(as_text=True)
    assert 'value="4"' in page
    assert "checked" in page


def test_a_wrong_number_is_named_and_the_rest_stays(client):
    page = unescape(answer(client, "/check", {**BASE, "size": "x", "amount": "41"}).get_data(as_text=True))
    assert "Enter a whole number, like 4." in page
    assert 'value="41"' in page


def test_AMB_2_a_year_without_a_published_amount_is_said_to_have_none(client, clock):
    clock.move_to(datetime(2026, 9, 1, 15, 0, tzinfo=UTC))
    assert "We cannot say yet" in result(client, plan="true")


def test_the_check_answers_in_spanish(client):
    client.get("/language/es?next=/check")
    page = result(client)
    assert "No con estas respuestas" in page
    assert "no se mostró" in page.lower()
