"""What the family's tests share: a signed-in parent, sending a page's form as a browser does, one set of answers."""

import re
from datetime import date
from html import unescape
from types import SimpleNamespace
from typing import Any

from flask.testing import FlaskClient

from esa.families import service as families
from esa.families.domain import NewHousehold
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.dates import SchoolYear
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.organizations.domain import Standing
from esa.organizations.models import Certification, Organization
from esa.schools.domain import DistrictKind, SchoolKind
from esa.schools.models import District, School, SchoolPartnership

PASSWORD = "a long enough password"

HOME: dict[str, dict[str, str]] = {
    "missouri": {"missouri_resident": "yes"},
    "contact": {"contact_name": "Ana Ruiz", "phone": "573-555-0134"},
    "size": {"size": "4"},
    "income": {"given": "yes", "amount": "$41,795", "period": "year"},
    "address": {"street": "12 Oak St", "city": "Rolla", "zip": "65401", "county": "Phelps"},
    "district": {"district_id": "unsure"},
}
CHILD: dict[str, dict[str, str]] = {
    "name": {"given_name": "Leo", "family_name": "Ruiz"},
    "birth": {"birth_on_month": "3", "birth_on_day": "27", "birth_on_year": "2015"},
    "grade": {"grade": "5"},
    "presence": {"lawfully_present": "yes"},
    "earlier": {"grant_previous_school_year": "no"},
    "last_school": {"public_semester": "yes"},
    "plan": {"kind": "none"},
    "dyslexia": {"dyslexia": "no"},
    "english": {"limited_english": "no"},
    "lunch": {"category": "none"},
    "custody": {"in_state_custody": "no"},
    "military": {"relocated_to_missouri": ""},
    "school": {"school_id": "none"},
}


def add_reference(house: Any) -> SimpleNamespace:
    """Store a county's district, three schools and two EAOs: a school of both, one of the first only, one of none."""
    source = {"source": "invented", "as_of": date(2025, 7, 1)}
    year = SchoolYear(2025)
    eaos = [
        Organization(id=new_id(), slug=name.lower(), name=f"{name} Fund", **source) for name in ("Prairie", "River")
    ]
    schools = [
        School(id=new_id(), name=f"{name} Academy", city="Rolla", kind=SchoolKind.PRIVATE, **source)
        for name in ("Both", "First", "None")
    ]
    district = District(id=new_id(), name="Rolla 31", kind=DistrictKind.DISTRICT, county="Phelps", **source)
    serve = [(eaos[0], schools[0]), (eaos[1], schools[0]), (eaos[0], schools[1])]
    with house.begin(SYSTEM) as work:
        work.tx.add_all([*eaos, *schools, district])
        work.tx.flush()
        for eao in eaos:
            work.tx.add(
                Certification(
                    id=new_id(), organization_id=eao.id, school_year=year, standing=Standing.CERTIFIED,
                    decided_on=date(2025, 6, 1),
                )
            )  # fmt: skip
        for eao, school in serve:
            work.tx.add(
                SchoolPartnership(id=new_id(), organization_id=eao.id, school_id=school.id, starts_on=date(2025, 7, 1))
            )
    return SimpleNamespace(eaos=eaos, both=schools[0], first=schools[1], none=schools[2], district=district)


def sign_in(client: FlaskClient, house: Any, *, language: str = "en") -> Actor:
    """Make a parent with a household of their own and sign the client in."""
    email = f"{new_id().hex}@example.org"
    with house.begin(SYSTEM) as work:
        household = families.create_household(work, NewHousehold(contact_name="Ana Ruiz", email=email))
        user = identity.create_user(
            work, email=email, display_name="Ana Ruiz", password=PASSWORD, language=language, cheap_hash=True
        )
        identity.add_membership(work, user, Role.FAMILY, household_id=household)
        token = identity.sign_in(work, email, PASSWORD, "127.0.0.1", cheap_hash=True).token
    with client.session_transaction() as session:
        session.update({"_user_id": token, "_fresh": True})
    return Actor(role=Role.FAMILY, user_id=user, household_id=household)


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field, empty where the page has none."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def answer(client: FlaskClient, address: str, values: dict[str, Any], **more: Any) -> Any:
    """Open a page and send its form."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    text = page.get_data(as_text=True)
    data = {name: hidden(text, name) for name in ("csrf_token", "seen", "to", "version") if hidden(text, name)}
    return client.post(address, data={**data, **values}, **more)


def first_choice(client: FlaskClient, address: str) -> str:
    """Return the value of the first EAO that a page offers."""
    return hidden(client.get(address).get_data(as_text=True), "organization_id")


def answer_home(client: FlaskClient, **changed: dict[str, str]) -> None:
    """Answer every question about the household."""
    for step, values in {**HOME, **changed}.items():
        sent = answer(client, f"/family/apply/home/{step}", values)
        assert sent.status_code == 303, sent.get_data(as_text=True)


def answer_child(client: FlaskClient, **changed: dict[str, str]) -> str:
    """Add a child, answer every question about it as the pages lead on, and return its key."""
    page = client.get("/family/apply").get_data(as_text=True)
    begun = client.post("/family/apply/children", data={"csrf_token": hidden(page, "csrf_token")})
    key = begun.headers["Location"].split("/")[4]
    at = begun.headers["Location"]
    while "/children/" in at:
        step = at.rsplit("/", 1)[1]
        values = changed.get(step) or CHILD.get(step) or {"organization_id": first_choice(client, at)}
        sent = answer(client, at, values)
        assert sent.status_code == 303, sent.get_data(as_text=True)
        at = sent.headers["Location"]
    return key
