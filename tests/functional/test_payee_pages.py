"""The pages of schools and providers, and those by which staff keep the register of payees."""

import re

import pyotp
import pytest
import sqlalchemy as sa

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.builders import a_payee
from tests.functional.forms import token_of
from tests.integration.schools.at_school import at_school, fill

NEW = {"kind": "firm", "name": "Ozark Tutors", "city": "Nixa", "state": "mo", "email": "hello@example.org"}
LICENSE = {
    "kind": "license",
    "number": "L-77",
    "issuer": "Board",
    "valid_from": "2025-01-01",
    "valid_until": "2025-12-20",
}


def send(client, path, **data):
    return client.post(path, data={"csrf_token": token_of(client), **data})


@pytest.fixture
def there(house):
    return at_school(house)


@pytest.fixture
def staff(there, signed_in):
    return signed_in(Role.EAO_FINANCE, organization_id=there.river), signed_in(
        Role.EAO_MANAGER, organization_id=there.river
    )


def test_staff_record_a_provider_and_another_person_approves_it(staff):
    first, second = staff
    page = send(first, "/payees/new", **{**NEW, "name": "", "kind": "", "email": "no"})
    assert page.status_code == 422
    for said in ("Enter the name.", "Choose the kind of payee.", "Enter an e-mail address", 'value="Nixa"'):
        assert said in page.text
    address = send(first, "/payees/new", **NEW).headers["Location"]
    page = first.get(address).text
    assert "You proposed this payee. Another person of your EAO must approve it." in page
    refused = send(first, f"{address}/approve")
    assert refused.status_code == 422
    assert "Another person of your EAO must approve it." in refused.text
    assert send(second, f"{address}/approve").status_code == 303
    assert "Approved" in second.get(address).text
    assert "Ozark Tutors" in second.get("/payees/?search=ozark&standing=approved").text
    assert "Ozark Tutors" not in second.get("/payees/?search=ozark&standing=suspended").text
    assert send(second, f"{address}/suspend", reason="").status_code == 422
    send(second, f"{address}/suspend", reason="Nobody answers.")
    assert "Nobody answers." in first.get(address).text


def test_EXP_c_a_license_is_looked_at_by_another_person(staff):
    first, second = staff
    address = send(first, "/payees/new", **NEW).headers["Location"]
    bad = send(first, f"{address}/licenses", **{**LICENSE, "valid_until": "2024-01-01", "number": ""})
    assert "Enter its number." in bad.text
    send(first, f"{address}/licenses", **LICENSE)
    page = first.get(address).text
    assert "You recorded this. Another person must look at it." in page
    verify = re.search(r'action="([^"]+/verify)"', second.get(address).text).group(1)
    assert send(first, verify).status_code == 422
    assert send(second, verify).status_code == 303
    assert "Ends soon" in second.get(address).text
    withdraw = verify.replace("verify", "withdraw")
    assert send(second, withdraw, reason="").status_code == 422
    send(second, withdraw, reason="The board ended it.")
    assert "The board ended it." in second.get(address).text


def test_somebody_of_a_school_is_invited_and_signs_in_with_a_second_factor(app, there, staff, house, clock):
    page = send(staff[0], f"/payees/{there.school}/invite", email="office@example.org")
    link = re.search(r"<code>http://localhost(/join/[^<]+)</code>", page.text).group(1)
    assert "/join/" not in staff[0].get(f"/payees/{there.school}").text
    client = app.test_client()
    assert "office@example.org" in client.get(link).text
    short = client.post(link, data={"csrf_token": token_of(client, link), "display_name": "Otto", "password": "short"})
    assert short.status_code == 422
    assert 'value="Otto"' in short.text
    data = {"csrf_token": token_of(client, link), "display_name": "Otto Office", "password": "a long enough password"}
    assert client.post(link, data=data).headers["Location"] == "/second-factor/set-up"
    assert client.get("/payee/home").status_code == 303
    secret = re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", client.get("/second-factor/set-up").text).group(1)
    code = pyotp.TOTP(secret).at(int(clock.now().timestamp()))
    data = {"csrf_token": token_of(client, "/second-factor/set-up"), "code": code}
    assert client.post("/second-factor/set-up", data=data).status_code == 303
    assert "Children to confirm" in client.get("/payee/home").text
    assert client.get(link).status_code == 404
    end = re.search(r'office@example.org.*action="([^"]+/end)"', staff[1].get(f"/payees/{there.school}").text).group(1)
    assert send(staff[1], end.replace(str(there.school), str(there.provider))).status_code == 404
    assert client.get("/payee/home").status_code == 200
    assert send(staff[1], end).status_code == 303
    assert client.get("/payee/home").status_code == 303
    taken = send(staff[0], f"/payees/{there.school}/invite", email="office@example.org")
    assert taken.status_code == 422


def test_a_link_is_good_for_seven_days(app, there, staff, clock):
    from datetime import timedelta

    page = send(staff[0], f"/payees/{there.provider}/invite", email="tutor@example.org")
    link = re.search(r"<code>http://localhost(/join/[^<]+)</code>", page.text).group(1)
    clock.move_to(clock.now() + timedelta(days=7))
    assert app.test_client().get(link).status_code == 404


def test_a_school_confirms_its_child_and_says_that_it_left(there, staff, signed_in):
    school = signed_in(Role.SCHOOL, payee_id=there.school)
    assert "Please confirm" in school.get("/payee/children").text
    path = f"/payee/children/{there.number}"
    bad = send(school, f"{path}/enrolment", answer="", on="2025-13-01", note="Began late")
    assert bad.status_code == 422
    assert "Choose one." in bad.text
    assert 'value="2025-13-01"' in bad.text
    assert 'value="Began late"' in bad.text
    assert send(school, f"{path}/enrolment", answer="enrolled", on="2025-08-18").status_code == 303
    assert "Confirmed" in school.get("/payee/children").text
    send(school, f"{path}/enrolment", answer="left", on="2025-11-01", note="Moved.")
    tasks = staff[0].get("/eao/enrolment/").text
    assert "The school said: left on November 1, 2025." in staff[0].get(f"/eao/accounts/{there.number}").text
    assert there.number in tasks
    assert "Moved." in tasks
    done = re.search(r'action="(/eao/enrolment/[^"]+)"', tasks).group(1)
    assert send(staff[0], done, note="").status_code == 422
    assert send(staff[0], done, note="Called.").status_code == 303
    assert "Nothing is open." in staff[0].get("/eao/enrolment/").text


def test_one_school_finds_nothing_of_anothers(there, house, signed_in):
    other = signed_in(Role.SCHOOL, payee_id=a_payee(house, there.river, name="Other"))
    assert there.number not in other.get("/payee/children").text
    path = f"/payee/children/{there.number}"
    assert other.get(path).status_code == 404
    assert send(other, f"{path}/enrolment", answer="left", on="2025-11-01").status_code == 404
    assert send(other, f"{path}/relation", degree="none").status_code == 404


def test_a_school_is_told_nothing_of_the_household(there, house, signed_in):
    school = signed_in(Role.SCHOOL, payee_id=there.school)
    with house.begin(SYSTEM) as work:
        household = work.tx.execute(sa.text("SELECT contact_name, id FROM households")).one()
        student = work.tx.execute(sa.text("SELECT birth_on, id FROM students")).one()
    for path in ("/payee/home", "/payee/children", f"/payee/children/{there.number}", "/payee/about"):
        page = school.get(path).text
        for private in (household.contact_name, str(household.id), str(student.id), str(student.birth_on)):
            assert private not in page, path


def test_EXP_N3_a_provider_adds_a_child_and_must_say_how_it_is_related(there, house, signed_in):
    provider = signed_in(Role.PROVIDER, payee_id=there.provider)
    with house.begin(SYSTEM) as work:
        name = work.tx.scalar(sa.text("SELECT family_name FROM students"))
    bad = send(provider, "/payee/children", number=there.number, family_name=name)
    assert "Choose how you are related." in bad.text
    assert f'value="{there.number}"' in bad.text
    bad = send(provider, "/payee/children", number="SA-1", family_name=name, degree="none")
    assert "No open account has this number and family name." in bad.text
    assert send(provider, "/payee/children", number=there.number, family_name=name, degree="3").status_code == 303
    assert "Related in degree 3" in provider.get("/payee/children").text
    assert send(provider, f"/payee/children/{there.number}/relation", degree="none").status_code == 303
    assert "Not related" in provider.get(f"/payee/children/{there.number}").text


def test_a_provider_sees_that_its_license_ends_and_keeps_its_contact(there, signed_in):
    provider = signed_in(Role.PROVIDER, payee_id=there.provider)
    assert send(provider, "/payee/about/licenses", **LICENSE).status_code == 303
    assert "Your license L-77 ends on December 20, 2025" in provider.get("/payee/home").text
    assert send(provider, "/payee/about/contact", email="no").status_code == 422
    assert send(provider, "/payee/about/contact", email="us@example.org", phone="573 555 0100").status_code == 303
    assert "us@example.org" in provider.get("/payee/about").text


def test_AUD_2_the_Treasurer_disqualifies_a_payee(there, signed_in, staff):
    treasurer = signed_in(Role.TREASURER)
    path = f"/payees/{there.provider}"
    assert send(treasurer, f"{path}/disqualify", reason="").status_code == 422
    assert send(treasurer, f"{path}/disqualify", reason="False bills").status_code == 303
    assert "False bills" in staff[0].get(path).text
    assert "Disqualified" in staff[0].get("/payees/?search=speech").text
    assert send(treasurer, f"{path}/reinstate").status_code == 303


def test_a_list_asked_for_with_nonsense_shows_all(staff):
    for query in ("standing=none-such", "after=zzz", "search=" + "x" * 200):
        assert staff[0].get(f"/payees/?{query}").status_code == 200


def test_FPE_5_nobody_is_asked_for_a_background_check(there, staff, signed_in):
    """No field of any form of payees asks for one; the pages say that nobody may."""
    school = signed_in(Role.SCHOOL, payee_id=there.school)
    for client, path in ((staff[0], "/payees/new"), (staff[0], f"/payees/{there.school}"), (school, "/payee/about")):
        names = re.findall(r'name="([^"]+)"', client.get(path).text)
        assert not [name for name in names if "background" in name or "creed" in name or "curriculum" in name]
    assert "Nobody may ask an FPE school for a background check." in school.get("/payee/about").text


@pytest.fixture
def billed(house, signed_in):
    """A school whose child's account holds money."""
    made = at_school(house, enrolled=True)
    fill(house)
    return made, signed_in(Role.SCHOOL, payee_id=made.school)


ROW = {"number": "1001", "term": "first", "category_1": "tuition", "what_1": "Fall", "amount_1": "$1,200"}


def test_a_school_sends_an_invoice_and_follows_it(billed, house):
    there, school = billed
    path = f"/payee/children/{there.number}/invoice"
    bad = send(school, path, **{**ROW, "number": "", "amount_1": "much", "term": "x"})
    assert bad.status_code == 422
    for said in ("Enter the number of your invoice.", "Enter an amount like 1250.00.", 'value="much"', 'value="Fall"'):
        assert said in bad.text
    assert "Fill in one line at least." in send(school, path, number="1", term="first").text
    assert send(school, path, **ROW).status_code == 303
    page = school.get("/payee/invoices").text
    assert "Fall (first semester, invoice 1001)" in page
    address = re.search(r'href="(/payee/invoices/EX-[^"]+)"', page).group(1)
    assert "$1,200.00" in school.get(address).text
    taken = send(school, path, **{**ROW, "what_1": "Other"})
    assert "Use another number." in taken.text
    school.get("/language/es")
    assert "Colegiatura o cuotas" in school.get(address).text


def test_G52_the_page_says_that_a_refund_to_a_parent_is_a_violation(billed, house):
    there, school = billed
    send(school, f"/payee/children/{there.number}/invoice", **ROW)
    address = re.search(r'href="(/payee/invoices/EX-[^"]+)"', school.get("/payee/invoices").text).group(1)
    assert "Does money go back?" not in school.get(address).text
    with house.begin(SYSTEM) as work:
        work.tx.execute(sa.text("UPDATE expense_lines SET standing = 'paid', approved_rule = 't', approved_by = NULL"))
    assert send(school, f"{address}/refund", amount="600", to="", reason="").status_code == 422
    page = send(school, f"{address}/refund", amount="600", to="parent", reason="Paid twice").text
    assert "This is not allowed" in page
    assert "RSMo 166.705.4" in page
    assert "$600.00" in school.get(address).text


def test_one_payee_finds_no_line_of_anothers(billed, house, signed_in):
    there, school = billed
    send(school, f"/payee/children/{there.number}/invoice", **ROW)
    address = re.search(r'href="(/payee/invoices/EX-[^"]+)"', school.get("/payee/invoices").text).group(1)
    other = signed_in(Role.PROVIDER, payee_id=there.provider)
    assert other.get(address).status_code == 404
    assert send(other, f"{address}/refund", amount="1", to="account", reason="x").status_code == 404
    assert other.get(f"/payee/children/{there.number}/invoice").status_code == 404
    assert "EX-" not in other.get("/payee/invoices?before=nonsense").text
