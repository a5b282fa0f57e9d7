"""The page of alerts shows one paper that was handed in twice, with both lines."""

import pytest

from esa.kernel.permissions import Role
from tests.functional.test_eao_pages import text_of
from tests.spending import a_home, a_line


@pytest.fixture
def home(house, settings):
    return a_home(house, settings)


def test_one_paper_in_two_requests_is_shown_to_who_decides(home, signed_in):
    staff = signed_in(Role.EAO_REVIEWER, organization_id=home.eao)
    assert "Nothing was noticed." in text_of(staff.get("/eao/alerts/"))
    [one], [two] = home.ask(a_line()), home.ask(a_line())
    page = text_of(staff.get("/eao/alerts/"))
    assert "One paper in two requests" in page
    assert one.reference in page
    assert two.reference in page
    assert signed_in(Role.DONOR, donor_id=home.household).get("/eao/alerts/").status_code == 403
