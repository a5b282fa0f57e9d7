"""Is this a qualified school? Asked by kind, answered by the same law, kept only in the visitor's browser."""

from html import unescape

import pytest

from tests.functional.family_journey import answer

HOURS = {"hours_total": "1020", "hours_core": "640", "hours_core_at_location": "400", "records": "all_three"}
FAMILY = {"main_purpose": "true", "unrelated_children": "4", "student_age": "12", **HOURS}
FIT = {"incorporated": "true", "nondiscrimination": "true"}


def result(client, kind, **typed):
    sent = answer(client, f"/check/school/{kind}", typed)
    assert sent.headers["Location"] == f"/check/school/{kind}/result"
    return unescape(client.get(f"/check/school/{kind}/result").get_data(as_text=True))


def test_every_kind_can_be_chosen_and_a_home_school_is_answered_at_once(client):
    page = client.get("/check/school").text
    assert all(f"/check/school/{kind}" in page for kind in ("fpe", "charter", "private", "public", "virtual", "home"))
    said = client.get("/check/school/home/result").text
    assert "SCH-6" in said
    assert "/check/school/fpe" in said
    assert client.get("/check/school/home").status_code == 303
    assert client.get("/check/school/boarding").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Yes, this school could qualify"),
        ({"unrelated_children": "5"}, "Not from these answers"),
        ({"hours_core_at_location": "390"}, "Not from these answers"),
        ({"student_age": "16", "hours_total": "0", "hours_core": "0", "hours_core_at_location": "0", "records": "none"}, "Yes, this school could qualify"),
        ({"student_age": "6"}, "A person must look at this"),
        ({"background_check": "true"}, "Not from these answers"),
        ({"takes_pay": "true"}, "Not from these answers"),
    ],
)  # fmt: skip
def test_FPE_2_to_8_a_family_that_teaches_is_told_where_it_stands(client, typed, said):
    page = result(client, "fpe", **{**FAMILY, **typed})
    assert f"<h1>{said}</h1>" in page
    assert 'href="/law/rules#FPE-7"' in page


def test_FPE_7_every_ground_is_told_with_its_figure(client):
    page = result(client, "fpe", **{**FAMILY, "hours_core_at_location": "390", "unrelated_children": "5"})
    assert "390" in page
    assert 'href="/law/rules#FPE-3"' in page
    assert "(1) no more than 4 children who are not related; (2) 400 core hours or more at the regular place." in page
    client.get("/language/es")
    page = client.get("/check/school/fpe/result").text
    assert "Con todo esto junto, calificaría: (1) no más de 4 niños sin parentesco; (2) 400 horas básicas o más" in page


def test_what_qualifies_has_nothing_that_would_change_it(client):
    assert "What would change this" not in result(client, "private", **FIT, charges_tuition="true", partner="true")
    assert "What would change this" not in client.get("/check/school/home/result").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**FIT, "charges_tuition": "true", "partner": "true", "accredited": "true"}, "Yes, this school could qualify"),
        ({**FIT, "charges_tuition": "true", "partner": "true"}, "By the law yes, but something is missing"),
        ({**FIT, "partner": "true", "accredited": "true"}, "Not from these answers"),
    ],
)
def test_SCH_3_and_SCH_7_a_private_school(client, typed, said):
    assert f"<h1>{said}</h1>" in result(client, "private", **typed)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("public", {**FIT, "home_district": "Oak", "school_district": "Elm"}, "Yes"),
        ("public", {**FIT, "home_district": "Oak", "school_district": "Oak"}, "Not from"),
        ("public", {**FIT, "home_district": "Oak", "school_district": "Oak", "in_state_custody": "true"}, "Yes"),
        ("charter", {**FIT, "home_district": "Oak", "school_district": "Oak"}, "Not from"),
        ("virtual", FIT, "Yes"),
        ("virtual", {"incorporated": "true"}, "Not from"),
    ],
)
def test_ACC_2_a_school_of_the_home_district(client, kind, typed, said):
    assert f"<h1>{said}" in result(client, kind, **typed)


def test_what_was_typed_is_kept_and_every_field_is_told(client):
    page = client.get("/check/school/fpe").text
    sent = answer(client, "/check/school/fpe", {"unrelated_children": "many", "main_purpose": "true"})
    assert page
    assert sent.status_code == 422
    said = unescape(sent.text)
    assert 'value="many"' in said
    assert "Enter a whole number, 0 or more." in said
    assert "Choose which records are kept." in said
    client.get("/language/es")
    spanish = unescape(answer(client, "/check/school/fpe", {"unrelated_children": "-1"}).text)
    assert "Escriba un número entero, 0 o más." in spanish
    assert "Elija qué registros se llevan." in spanish


def test_a_result_without_answers_goes_back_to_the_questions(client):
    assert client.get("/check/school/private/result").headers["Location"] == "/check/school/private"
