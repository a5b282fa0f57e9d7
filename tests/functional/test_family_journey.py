"""A parent's way through the application: saved on every page, kept when wrong, never overwritten unseen."""

import re
from html import unescape
from io import BytesIO

import pytest

from tests.functional.family_journey import (
    CHILD,
    HOME,
    add_reference,
    answer,
    answer_child,
    answer_home,
    hidden,
    sign_in,
)

PHOTO = b"\xff\xd8\xff\xe0" + b"photo" * 20 + b"\xff\xd9"


@pytest.fixture(autouse=True)
def reference(house):
    return add_reference(house)


@pytest.fixture
def family(client, house):
    sign_in(client, house)
    return client


def text_of(response) -> str:
    return unescape(response.get_data(as_text=True))


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client):
    sent = client.get("/family/apply")
    assert sent.status_code == 303
    assert sent.headers["Location"] == "/sign-in?next=/family/apply"


def test_every_page_saves_and_leads_on(family):
    sent = answer(family, "/family/apply/home/missouri", HOME["missouri"])
    assert sent.headers["Location"] == "/family/apply/home/contact"
    assert "Yes" in text_of(family.get("/family/apply/answers"))


def test_an_answer_stands_there_when_the_family_comes_back(family):
    answer(family, "/family/apply/home/size", {"size": "4"})
    assert 'value="4"' in text_of(family.get("/family/apply/home/size"))


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("missouri", {}, "Tell us whether you live in Missouri."),
        ("size", {"size": "many"}, "Enter a whole number, like 4."),
        ("size", {"size": "0"}, "Enter a number from 1 to 30."),
        ("income", {"given": "yes", "amount": "about 40k"}, "Enter your income as a number, like 41,795 or 41795.00."),
        ("income", {"given": "yes", "amount": ""}, "Enter your income as a number, like 41,795 or 41795.00."),
        ("contact", {"contact_name": "Ana", "phone": "12"}, "Enter a phone number with area code, like 573-555-0134."),
        ("address", {**HOME["address"], "zip": "654"}, "Enter a ZIP code of 5 digits."),
    ],
)
def test_a_wrong_answer_is_named_at_its_field_and_nothing_typed_is_lost(family, step, typed, said):
    sent = answer(family, f"/family/apply/home/{step}", typed)
    page = text_of(sent)
    assert sent.status_code == 422
    assert page.count(said) == 2  # in the summary and at the field
    assert page.startswith("<!doctype html>")
    assert "<title>Error: " in page
    for name, value in typed.items():
        if value and step != "missouri" and name not in ("given", "county"):
            assert f'name="{name}"' in page
            assert f'value="{value}"' in page


def test_income_by_month_counts_for_a_year(family):
    answer(family, "/family/apply/home/income", {"given": "yes", "amount": "3,000.50", "period": "month"})
    assert "$36,006.00 a year" in text_of(family.get("/family/apply/answers"))


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("birth", {"birth_on_month": "2", "birth_on_day": "30", "birth_on_year": "2015"}, "Enter a month, a day"),
        ("birth", {"birth_on_month": "3", "birth_on_day": "27", "birth_on_year": "2026"}, "This day is in the future."),
        ("plan", {"kind": "iep"}, "Enter a month, a day and a year"),
        ("plan", {"kind": "iep", "dated_month": "1", "dated_day": "1", "dated_year": "2014"}, "before your child was"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_way_out(family, step, typed, said):
    key = answer_child(family)
    sent = answer(family, f"/family/apply/children/{key}/{step}", typed)
    assert sent.status_code == 422
    assert said in text_of(sent)
    assert f'value="{typed.get("birth_on_year", typed.get("dated_year", ""))}"' in text_of(sent)


def test_DEF_7_only_a_child_who_starts_school_is_asked_about_starting(family):
    key = answer_child(family)
    assert "Starting school" not in text_of(family.get("/family/apply/answers"))
    sent = answer(family, f"/family/apply/children/{key}/grade?to=check", {"grade": "K"})
    assert sent.headers["Location"].endswith("/starting?to=check")
    page = text_of(family.get(sent.headers["Location"]))
    assert "Is Leo starting kindergarten this year?" in page


def test_two_windows_never_overwrite_each_other_unseen(family):
    address = "/family/apply/home/size"
    first = text_of(family.get(address))
    answer(family, address, {"size": "5"})
    stale = {"csrf_token": hidden(first, "csrf_token"), "seen": hidden(first, "seen"), "size": "4"}
    refused = family.post(address, data=stale)
    page = text_of(refused)
    assert refused.status_code == 422
    assert "You changed this answer in another window" in page
    assert re.search(r'id="stale".*?<p class="usa-alert__text">5</p>', page, re.DOTALL)  # what was saved there
    assert 'value="4"' in page  # what was typed here
    kept = family.post(address, data={**stale, "seen": hidden(page, "seen")})
    assert kept.status_code == 303
    assert 'value="4"' in text_of(family.get(address))


def test_two_windows_on_different_questions_both_save(family):
    first = text_of(family.get("/family/apply/home/size"))
    answer(family, "/family/apply/home/missouri", HOME["missouri"])
    token, seen = hidden(first, "csrf_token"), hidden(first, "seen")
    sent = family.post("/family/apply/home/size", data={"csrf_token": token, "seen": seen, "size": "4"})
    assert sent.status_code == 303


def test_the_same_answer_sent_twice_is_no_conflict(family):
    page = text_of(family.get("/family/apply/home/size"))
    data = {"csrf_token": hidden(page, "csrf_token"), "seen": hidden(page, "seen"), "size": "4"}
    assert [family.post("/family/apply/home/size", data=data).status_code for _ in range(2)] == [303, 303]


def test_a_child_begun_twice_by_mistake_is_one_child(family):
    page = text_of(family.get("/family/apply"))
    data = {"csrf_token": hidden(page, "csrf_token")}
    first, second = (family.post("/family/apply/children", data=data).headers["Location"] for _ in range(2))
    assert first == second


def test_a_child_can_be_taken_out_after_a_question(family):
    key = answer_child(family)
    asked = text_of(family.get(f"/family/apply/children/{key}/remove"))
    assert "Take Leo out of this application?" in asked
    family.post(f"/family/apply/children/{key}/remove", data={"csrf_token": hidden(asked, "csrf_token")})
    assert "Leo" not in text_of(family.get("/family/apply"))


def test_nobody_reaches_a_child_of_another_draft(family, app, house):
    key = answer_child(family)
    other = app.test_client()
    sign_in(other, house)
    assert other.get(f"/family/apply/children/{key}/name").status_code == 404


def send_photo(client, data=PHOTO, name="photo.jpg", kind="tax_return"):
    files = {"files": [(BytesIO(data), name)]}
    return answer(client, f"/family/apply/papers/{kind}", files, content_type="multipart/form-data")


def test_papers_come_as_several_photos_and_go_out_only_as_files(family):
    answer_home(family)
    files = {"files": [(BytesIO(PHOTO), "one.jpg"), (BytesIO(PHOTO + b" "), "two.jpg")]}
    sent = answer(family, "/family/apply/papers/tax_return", files, content_type="multipart/form-data")
    assert sent.status_code == 303
    page = text_of(family.get("/family/apply/papers"))
    assert "one.jpg" in page
    assert "2 files here" in page
    link = re.search(r'href="(/family/papers/[0-9a-f-]+)"', page)[1]
    got = family.get(link)
    assert got.data == PHOTO
    assert got.headers["Content-Disposition"] == "attachment; filename=one.jpg"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]


def test_a_page_sent_as_a_photo_is_refused_and_a_good_file_beside_it_stays(family):
    files = {"files": [(BytesIO(b"<html>"), "evil.jpg"), (BytesIO(PHOTO), "good.jpg")]}
    sent = answer(family, "/family/apply/papers/tax_return", files, content_type="multipart/form-data")
    assert sent.status_code == 422
    assert "evil.jpg: This file is not a photo or a PDF." in text_of(sent)
    assert "good.jpg" in text_of(family.get("/family/apply/papers"))


def test_a_paper_sent_twice_is_noticed(family):
    send_photo(family)
    again = send_photo(family, name="other-name.jpg")
    assert again.status_code == 422
    assert "You have sent this file already." in text_of(again)


def test_a_paper_of_another_family_is_not_there(family, app, house):
    send_photo(family, kind="other")
    link = re.search(r'href="(/family/papers/[0-9a-f-]+)"', text_of(family.get("/family/apply/papers")))[1]
    other = app.test_client()
    sign_in(other, house)
    assert other.get(link).status_code == 404


def test_the_application_reads_in_spanish(app, house):
    client = app.test_client()
    sign_in(client, house, language="es")
    assert "¿Vive en Missouri?" in text_of(client.get("/family/apply/home/missouri"))
    wrong = answer(client, "/family/apply/home/size", {"size": "x"})
    assert "Escriba un número entero, como 4." in text_of(wrong)
    answer_home(client)
    answer_child(client)
    page = text_of(client.get("/family/apply/answers"))
    assert "27 de marzo de 2015" in page
    assert "Revise sus respuestas" in page
    assert not re.search(r">(Yes|Change|Answer)<", page)


def test_the_answers_page_shows_every_answer_with_a_way_to_change_it(family):
    answer_home(family)
    answer_child(family)
    page = text_of(family.get("/family/apply/answers"))
    assert page.count("?to=check") == len(HOME) + 1 + len(CHILD) + 1  # payment and organization
    assert "March 27, 2015" in page
    sent = answer(family, "/family/apply/home/size?to=check", {"size": "6"})
    assert sent.headers["Location"] == "/family/apply/answers"
