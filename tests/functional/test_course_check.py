"""May the account pay this virtual course? Above what a district would pay there is a warning, never a refusal."""

from html import unescape

import pytest

from tests.functional.family_journey import answer


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"price": "473.20"}, "Yes, the account may pay it"),
        ({"price": "473.19"}, "Yes, the account may pay it"),
        ({"price": "$473.21"}, "Yes, but it costs more than a district would pay"),
        ({"price": "600", "length": "semester"}, "Yes, but it costs more than a district would pay"),
        ({"price": "946.40", "length": "year"}, "Yes, the account may pay it"),
        ({"price": "100", "full_time_public": "true"}, "Not from these answers"),
    ],
)
def test_MOC_6_a_price_over_the_ceiling_is_a_warning(client, typed, said):
    sent = answer(client, "/check/course", {"length": "semester", **typed})
    assert sent.headers["Location"] == "/check/course/result"
    page = unescape(client.get("/check/course/result").text)
    assert f"<h1>{said}</h1>" in page
    assert 'href="/law/rules#MOC-3"' in page


def test_M01_600_against_473_20_is_told_with_the_ceiling_in_both_languages(client):
    answer(client, "/check/course", {"price": "600.00", "length": "semester"})
    assert "A district would pay $473.20 at most." in unescape(client.get("/check/course/result").text)
    client.get("/language/es")
    assert "Un distrito pagaría $473.20 como máximo." in unescape(client.get("/check/course/result").text)


def test_what_is_missing_is_told_and_a_result_needs_answers(client):
    assert client.get("/check/course/result").headers["Location"] == "/check/course"
    sent = answer(client, "/check/course", {"price": "free"})
    assert sent.status_code == 422
    assert "Choose how long the course is." in unescape(sent.text)
    assert 'value="free"' in sent.text
