"""The pages of general revenue: promised by the Treasurer, invoiced by an EAO, checked and paid by two people."""

import re

import pytest

from esa.kernel.permissions import Role
from tests.functional.test_eao_pages import send, text_of
from tests.integration.awards.test_award_run import river
from tests.integration.test_state_money import granted

__all__ = ["granted", "river"]
DESK = "/state-money/"


@pytest.fixture
def staff(granted, signed_in):
    return signed_in(Role.EAO_FINANCE, organization_id=granted)


def cents(page):
    return re.findall(r"\$[\d,]+\.\d\d", page)


def test_FUND_3_from_the_promise_to_the_payment(staff, signed_in):
    one, two = signed_in(Role.TREASURER), signed_in(Role.TREASURER)
    assert send(one, DESK + "promise", organization="river", amount="1,000", reason="A letter.").status_code == 303
    shown = text_of(send(staff, DESK + "invoices", due_by="2025-11-25"))
    assert "4 deposits that wait for nothing" in shown
    sent = send(staff, DESK + "invoices", due_by="2025-11-25", sure="true")
    assert "Waits to be checked" in text_of(staff.get(sent.location))
    assert send(one, sent.location + "/check", refused="").status_code == 303
    assert "another person pays it" in text_of(one.get(sent.location))
    assert send(one, sent.location + "/pay", paid_on="2025-11-25", payment="W-1").status_code == 422
    assert send(two, sent.location + "/pay", paid_on="2025-11-25", payment="W-1").status_code == 303
    assert "W-1" in text_of(staff.get(sent.location))
    file = staff.get(sent.location + ".csv").get_data(as_text=True)
    assert file.splitlines()[0] == "account,school,due_on,amount,refused"
    assert len(file.splitlines()) == 5


def test_bad_input_names_its_field_and_keeps_what_was_typed(staff, signed_in):
    state = signed_in(Role.TREASURER)
    answer = send(state, DESK + "promise", organization="river", amount="much", reason="")
    assert answer.status_code == 422
    assert "Enter an amount in dollars" in text_of(answer)
    assert 'value="much"' in answer.get_data(as_text=True)
    over = send(state, DESK + "promise", organization="river", amount="60,000,000", reason="Too much.")
    assert "The appropriation has $49,970,000.00 left." in text_of(over)
    assert "Enter a day" in text_of(send(staff, DESK + "invoices", due_by="soon"))
    reference = send(staff, DESK + "invoices", due_by="2025-11-25", sure="true").location
    assert "Write each line like" in text_of(send(state, reference + "/check", refused="AC-1"))
    nothing = send(staff, DESK + "invoices", due_by="2025-11-25", sure="true")
    assert "No deposit is waiting" in text_of(nothing)
    assert "Enter an amount" in text_of(send(staff, DESK + "returns", back="x", paid_on="2025-11-25"))


def test_FUND_3_the_auditor_sees_it_and_may_do_nothing(staff, signed_in):
    auditor = signed_in(Role.AUDITOR)
    page = text_of(auditor.get(DESK))
    assert "$50,000,000.00" in page
    assert "Promise money to an EAO" not in page
    assert send(auditor, DESK + "promise", organization="river", amount="1", reason="x").status_code == 403
