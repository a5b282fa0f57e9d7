"""The pages of refunds: told of a paid line, come in two parts, given up by two people."""

from esa.kernel.permissions import Role
from tests.functional.test_eao_pages import send, text_of
from tests.integration.accounts.test_refunds import home, line

__all__ = ["home", "line"]


def test_G52_from_the_news_of_a_refund_to_the_money_in_the_account(home, line, signed_in):
    staff = signed_in(Role.EAO_FINANCE, organization_id=home.eao)
    address = f"/eao/refunds/of/{line}"
    assert "Up to $100.00 of it can still be refunded" in text_of(staff.get(address))
    bad = send(staff, address, amount="101", told_on="2025-11-25", went_to="parent", reason="Paid twice.")
    assert bad.status_code == 422
    assert "Enter an amount up to $100.00" in text_of(bad)
    assert 'value="101"' in bad.get_data(as_text=True)
    assert "Choose where the money went." in text_of(send(staff, address, amount="60", told_on="2025-11-25"))
    told = send(staff, address, amount="60", told_on="2025-11-25", went_to="parent", reason="Paid twice.")
    assert told.status_code == 303
    assert "No school or provider may do that" in text_of(staff.get(told.location))
    assert send(staff, told.location + "/came", amount="60", came_on="2025-11-25", proof="").status_code == 422
    assert send(staff, told.location + "/came", amount="20", came_on="2025-11-25", proof="C-1").status_code == 303
    assert "$40.00 is still to come" in text_of(staff.get(told.location))
    assert "Tutor Tess" in text_of(staff.get("/eao/refunds/"))
    one, two = staff, signed_in(Role.EAO_MANAGER, organization_id=home.eao)
    assert send(one, told.location + "/give-up", why="The tutor has left.").status_code == 303
    assert "another person must agree" in text_of(one.get(told.location))
    assert send(one, told.location + "/give-up").status_code == 422
    assert send(two, told.location + "/give-up").status_code == 303
    assert "Given up" in text_of(two.get("/eao/refunds/?over=yes"))
