"""The page of accounts from an earlier system: faults and totals are told, two people take them over."""

import io
import re

from esa.kernel.permissions import Role
from tests.functional.test_eao_pages import send, text_of
from tests.integration.awards.test_award_run import river
from tests.integration.awards.test_taking_over import numbers, the_file

__all__ = ["numbers", "river"]
PAGE = "/eao/takeovers/"
TOTALS = {"accounts": "2", "granted": "9,000.01", "deposited": "7000", "spent": "5400.00", "proof": "Report"}


def test_accounts_are_taken_over_by_two_people(river, numbers, signed_in):
    one, two = signed_in(Role.EAO_MANAGER, organization_id=river), signed_in(Role.EAO_FINANCE, organization_id=river)
    assert "Choose a file." in text_of(send(one, PAGE, **TOTALS))
    wrong = send(one, PAGE, **{**TOTALS, "spent": "1"}, file=(io.BytesIO(the_file(numbers)), "wallet.csv"))
    assert wrong.status_code == 422
    assert "The file comes to $5,400.00, you entered $1.00." in text_of(wrong)
    assert 'value="9,000.01"' in wrong.get_data(as_text=True)
    assert send(one, PAGE, **TOTALS, file=(io.BytesIO(the_file(numbers)), "wallet.csv")).status_code == 303
    page = one.get(PAGE).get_data(as_text=True)
    assert "Waits for a second person" in page
    assert '/book"' not in page  # who proposed it is not offered to book it
    address = re.search(r'action="(/eao/takeovers/[^"]+/book)"', two.get(PAGE).get_data(as_text=True)).group(1)
    assert send(two, address).status_code == 303
    assert "Booked" in text_of(two.get(PAGE))
    assert "$1,600.00" in text_of(two.get("/eao/accounts/"))
