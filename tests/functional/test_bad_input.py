"""Bad input on pages: the field is named, the way out is told, what was typed or chosen is kept."""

import io

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.builders import an_organization
from tests.functional.forms import token_of

BRING = "/eao/applications/bring"


@pytest.fixture
def reviewer(house, signed_in):
    with house.begin(SYSTEM) as work:
        made = an_organization(work)
    return signed_in(Role.EAO_MANAGER, organization_id=made)


def text(answer):
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["search", "school", "after"])
def test_a_null_character_in_an_address_is_refused_by_its_field(reviewer, name):
    answer = reviewer.get(f"/eao/applications/?{name}=%00")
    assert answer.status_code == 422
    assert f"<li>{name}: has a character" in text(answer)


def test_a_null_character_in_a_path_is_nothing(reviewer):
    assert reviewer.get("/eao/applications/%00").status_code == 404


def test_a_null_character_in_a_form_is_refused_and_the_rest_is_kept(app):
    client = app.test_client()
    given = {"display_name": "Ana\x00 Ruiz", "email": "ana@example.org", "password": "correct horse battery"}
    answer = client.post("/register", data={"csrf_token": token_of(client, "/register"), **given})
    assert answer.status_code == 422
    assert 'id="display_name-error"' in text(answer)
    assert 'value="Ana Ruiz"' in text(answer)
    assert 'value="ana@example.org"' in text(answer)


def test_nobody_is_sent_on_to_an_address_with_a_line_break(app):
    answer = app.test_client().get("/language/es?next=/%0d%0aSet-Cookie:%20a")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/home")


@pytest.mark.parametrize(
    ("query", "field"), [("status=foo", "status"), ("tier=zz", "tier"), ("year=abc", "year"), ("after=abc", "after")]
)
def test_a_list_that_cannot_be_shown_names_what_is_wrong(reviewer, query, field):
    answer = reviewer.get(f"/eao/applications/?{query}")
    assert answer.status_code == 422
    assert f"<li>{field}: " in text(answer)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "household_size"),
        ("a;b\n".encode("utf-16"), "save it as UTF-8"),
        (b"\xff\xfe\x00", "save it as UTF-8"),
        (None, "Choose a file."),
    ],
)
def test_a_file_that_is_none_is_refused_on_its_page_and_the_choice_is_kept(reviewer, data, said):
    sent = {} if data is None else {"file": (io.BytesIO(data), "list.csv")}
    form = {"csrf_token": token_of(reviewer), "rows": "good", **sent}
    answer = reviewer.post(BRING, data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert said in text(answer)
    assert '<option value="good" selected>' in text(answer)


def test_a_refused_file_is_told_in_spanish(reviewer):
    reviewer.get("/language/es")
    form = {"csrf_token": token_of(reviewer), "file": (io.BytesIO(b"\xff"), "list.csv")}
    answer = reviewer.post(BRING, data=form, content_type="multipart/form-data")
    assert "list.csv: El archivo no está en UTF-8." in text(answer)


def test_the_name_of_a_file_may_be_written_in_capitals_and_an_empty_row_is_named(reviewer):
    lines = b'{"household": {}, "children": []}\n\n'
    form = {"csrf_token": token_of(reviewer), "file": (io.BytesIO(lines), "LIST.JSONL")}
    answer = reviewer.post(BRING, data=form, content_type="multipart/form-data")
    assert "line 2: line: is empty" in text(answer)


def test_an_empty_row_of_a_csv_file_is_named(reviewer):
    header = (
        "household_key,contact_name,household_size,external_id,given_name,family_name,birth_date,grade,completed_at,"
        "missouri_resident,lawfully_present\n\n"
    )
    form = {"csrf_token": token_of(reviewer), "file": (io.BytesIO(header.encode()), "list.csv")}
    answer = reviewer.post(BRING, data=form, content_type="multipart/form-data")
    assert "line 2: line: is empty; take it out" in text(answer)
