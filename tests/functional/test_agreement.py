"""A parent reads and signs the agreement: only then the money may come (166.705.1)."""

from datetime import date

import pytest

from esa.accounts import service as accounts
from esa.accounts.domain.agreement import digest_of
from esa.accounts.models import AgreementSigned
from esa.accounts.service import agreements
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.builders import an_organization, finance
from tests.functional.family_journey import answer, hidden, sign_in
from tests.functional.test_family_after_award import families, text_of
from tests.functional.test_paper_pages import inflated

__all__ = ["families"]
ALL = {"enrolled": "yes", "releases_district": "yes", "agrees": "yes", "signed_name": "Ana Ruiz"}


@pytest.fixture
def address(families):
    """The address of the agreement of the one child that has a grant."""
    _, (first, *_) = families
    return text_of(first.get("/family/children")).split("/agreement")[0].split('href="')[-1] + "/agreement"


def signed_rows(house):
    with house.begin(SYSTEM) as work:
        return work.tx.query(AgreementSigned).all()


def test_ACC_1_signing_lets_the_money_come_once_the_school_has_confirmed(house, families, address):
    eao, (first, *_) = families
    page = text_of(first.get(address))
    assert "RSMo 166.705.1(2)" in page
    assert "with Prairie Fund, for the 2025-26 school year" in page or "with River Fund" in page
    assert answer(first, address, ALL).status_code == 303
    assert "Signed. Thank you." in text_of(first.get(address))
    with house.begin(finance(eao)) as work:
        [view] = accounts.accounts(work)
        assert view.account.agreement_on == work.today
        accounts.set_dates(work, view.account.number, None, date(2025, 11, 2))
        posted = accounts.post_due_deposits(work)
    assert posted.posted > 0
    assert posted.held == 0


def test_ACC_1_what_was_signed_is_kept_with_who_when_from_where_and_its_digest(house, families, address):
    _, (first, *_) = families
    answer(first, address, ALL)
    [kept] = signed_rows(house)
    assert kept.signed_name == "Ana Ruiz"
    assert kept.from_address == "127.0.0.1"
    assert kept.digest == digest_of(kept.text)
    assert "Ana Ruiz" in kept.text
    copy = first.get(f"{address}/copy")
    assert kept.text in copy.get_data(as_text=True)
    assert kept.digest in copy.get_data(as_text=True)


def test_ACC_1_every_missing_promise_is_named_and_the_name_stays(house, families, address):
    _, (first, *_) = families
    given = answer(first, address, {"signed_name": "Ana Ruiz"})
    assert given.status_code == 422
    page = text_of(given)
    for said in ("if your child goes to this school.", "to release the school district.", "Check the box to agree."):
        assert said in page
    assert 'value="Ana Ruiz"' in page
    assert "Type your full name" in text_of(answer(first, address, {**ALL, "signed_name": ""}))
    assert signed_rows(house) == []


def test_signing_twice_from_two_tabs_keeps_the_first(house, families, address):
    _, (first, *_) = families
    token = hidden(first.get(address).get_data(as_text=True), "csrf_token")
    for name in ("Ana Ruiz", "Somebody Else"):
        assert first.post(address, data={**ALL, "csrf_token": token, "signed_name": name}).status_code == 303
    [kept] = signed_rows(house)
    assert kept.signed_name == "Ana Ruiz"


def test_the_agreement_is_signed_in_the_language_in_which_it_was_read(house, families, address):
    _, (first, *_) = families
    first.get("/language/es")
    assert "Acuerdo de participación" in text_of(first.get(address))
    answer(first, address, ALL)
    [kept] = signed_rows(house)
    assert kept.language == "es"
    assert "Libero al distrito" in kept.text


def test_another_family_and_another_EAO_find_nothing(house, app, families, address):
    eao, (first, second, _) = families
    answer(first, address, ALL)
    assert second.get(address).status_code == 404
    assert second.get(f"{address}/copy").status_code == 404
    stranger = app.test_client()
    sign_in(stranger, house)
    assert stranger.get(address).status_code == 404
    with house.begin(SYSTEM) as work:
        other = an_organization(work, "Elsewhere")
    with house.begin(finance(other)) as work:
        assert work.tx.query(AgreementSigned).all() == []
    with house.begin(finance(eao)) as work:
        [view] = accounts.accounts(work)
        assert [each.signed_name for each in agreements.agreements_of(work, view.account)] == ["Ana Ruiz"]


def test_the_signed_agreement_is_a_tagged_PDF_with_its_digest_for_family_and_staff(house, families, address, signed_in):
    eao, (first, second, _) = families
    answer(first, address, ALL)
    [kept] = signed_rows(house)
    with house.begin(finance(eao)) as work:
        number = accounts.accounts(work)[0].account.number
    paper = f"/accounts/{number}/agreement/2025-26"
    made = first.get(f"{paper}.pdf")
    assert made.mimetype == "application/pdf"
    assert b"/StructTreeRoot" in inflated(made.data)
    assert signed_in(Role.EAO_MANAGER, organization_id=eao).get(f"{paper}.pdf").data == made.data
    printed = text_of(first.get(paper))
    assert kept.digest in printed
    assert all(line in printed for line in kept.text.splitlines())
    assert f"{paper}.pdf" in text_of(first.get(f"/accounts/{number}"))
    assert second.get(paper).status_code == 404
    assert first.get(f"/accounts/{number}/agreement/2026-27").status_code == 404
