"""The staff's reference pages: what is held, a list shown before it is taken, a figure shown before it is proposed."""

import io
from datetime import date

import pytest
from markupsafe import escape

from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.platform.config import PROJECT
from esa.schools import service as schools
from tests.functional.forms import token_of

DISTRICTS = (PROJECT / "esa" / "sample" / "districts.csv").read_bytes()
SMALL = b"name,city,county,zip\nMiami R-I,Amoret,Bates,64722\nMiami R-I,Miami,Saline,65344\n"
CLASSES = b"district,classification,effective_from,effective_to\n"


@pytest.fixture
def treasurer(signed_in):
    return signed_in(Role.TREASURER)


def send(client, kind, data, **more):
    given = {"csrf_token": token_of(client, "/reference/bring"), "kind": kind, "source": "the state", **more}
    given.setdefault("as_of", "2025-07-01")
    if data is not None:
        given["file"] = (io.BytesIO(data), "list.csv")
    return client.post("/reference/bring", data=given, content_type="multipart/form-data")


def confirm(client, address):
    page = client.get(address).get_data(as_text=True)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return client.post(address, data={"csrf_token": token_of(client, address), "seen": seen})


def names(house):
    with house.begin(SYSTEM) as work:
        return [each.name for each in schools.districts(work)]


def test_a_list_is_shown_and_only_the_confirmation_takes_it(treasurer, house):
    sent = send(treasurer, "districts", SMALL)
    assert sent.status_code == 303
    page = treasurer.get(sent.headers["Location"]).get_data(as_text=True)
    assert "What would change" in page
    assert "Miami R-I" in page
    assert names(house) == []
    assert confirm(treasurer, sent.headers["Location"]).status_code == 303
    assert names(house) == ["Miami R-I", "Miami R-I"]
    assert "2 added, 0 changed, 0 stay" in treasurer.get("/reference/").get_data(as_text=True)


def test_what_changed_since_it_was_shown_is_shown_anew_and_nothing_is_taken(treasurer, house):
    address = send(treasurer, "districts", SMALL).headers["Location"]
    page = treasurer.get(address).get_data(as_text=True)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    with house.begin(SYSTEM) as work:
        one = b"name,city,county,zip\nMiami R-I,Amoret,Bates,64700\n"
        schools.import_districts(work, one, source="another", as_of=date(2025, 8, 1))
    answer = treasurer.post(address, data={"csrf_token": token_of(treasurer, address), "seen": seen})
    assert answer.status_code == 409
    assert "Something changed since you looked" in answer.get_data(as_text=True)
    assert names(house) == ["Miami R-I"]


def test_a_list_with_faults_names_each_by_line_and_keeps_what_was_typed(treasurer, house):
    bad = CLASSES + b"Nowhere R-I,provisional,2025-01-01,\nNowhere R-I,weak,2025-13-01,\n"
    answer = send(treasurer, "classifications", bad, source="minutes of January")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for said in ("line 2, district", "line 3, classification", 'value="minutes of January"'):
        assert said in page


def test_a_file_a_source_and_a_day_are_needed(treasurer):
    answer = send(treasurer, "districts", None, source="", as_of="")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Choose a file that is not empty." in page
    assert "Say where it comes from." in page
    assert "Enter a date." in page


def test_an_address_that_is_not_ours_is_not_found(treasurer):
    assert treasurer.get("/reference/preview/eyJraW5kIjoiZGlzdHJpY3RzIn0.abc").status_code == 404


def test_others_read_the_lists_and_cannot_take_one(signed_in, house):
    with house.begin(SYSTEM) as work:
        schools.import_districts(work, DISTRICTS, source="public map", as_of=date(2021, 7, 1))
    reviewer = signed_in(Role.EAO_REVIEWER, organization_id=new_id())
    page = reviewer.get("/reference/").get_data(as_text=True)
    assert "public map" in page
    assert "Bring in a list" not in page
    assert reviewer.get("/reference/bring").status_code == 403
    found = reviewer.get("/reference/districts?search=hickman").get_data(as_text=True)
    assert "Hickman Mills C-1" in found
    assert "Affton 101" not in found


def test_a_long_list_goes_on_from_its_last_row(signed_in, house):
    with house.begin(SYSTEM) as work:
        schools.import_districts(work, DISTRICTS, source="public map", as_of=date(2021, 7, 1))
    auditor = signed_in(Role.AUDITOR)
    first = auditor.get("/reference/districts").get_data(as_text=True)
    following = first.split('href="/reference/districts?after=')[1].split('"')[0]
    second = auditor.get(f"/reference/districts?after={following}").get_data(as_text=True)
    on = [[name for name in names(house) if f'row">{escape(name)}<' in page] for page in (first, second)]
    assert len(on[0]) == 50
    assert on[0] + on[1] == names(house)


FIGURE = {
    "key": "sat", "starts_on": "2026-07-01", "value": "7300.00", "cite": "RSMo 163.011(18)", "source": "DESE letter",
    "as_of": "2026-07-01",
}  # fmt: skip


def test_TCAP_3_a_new_cap_is_shown_beside_the_cap_of_the_year_before(treasurer):
    cap = {"key": "credit_cap", "starts_on": "2026-01-01", "value": "76875000.00", "cite": "RSMo 135.713.3"}
    given = {**FIGURE, **cap, "csrf_token": token_of(treasurer, "/reference/figures")}
    page = treasurer.post("/reference/figures", data=given).get_data(as_text=True)
    assert "$75,000,000.00. This figure is 2.500 percent higher." in page


def test_a_figure_that_does_not_fit_is_refused_with_what_was_typed(treasurer):
    token = token_of(treasurer, "/reference/figures")
    answer = treasurer.post("/reference/figures", data={**FIGURE, "csrf_token": token, "value": "7,300"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "must be an amount with two places" in page
    assert 'value="7,300"' in page
    own_text = treasurer.post("/reference/figures", data={**FIGURE, "csrf_token": token, "key": "order"})
    assert own_text.status_code == 422
