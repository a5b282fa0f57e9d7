"""Fixtures of the page tests: people who have signed in through the pages."""

import pyotp
import pytest

from esa.identity import service as identity
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.permissions import STAFF, Role
from tests.functional.forms import token_of

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def signed_in(app, house, settings, clock):
    """Return a maker of clients in a role, staff with their second factor; the ids of what they act for can be given."""

    def enter(role: Role, **acts_for):
        client, email = app.test_client(), f"{new_id().hex}@example.org"
        with house.begin(SYSTEM) as work:
            user_id = identity.create_user(
                work, email=email, display_name="Tess Example", password=PASSWORD, cheap_hash=True,
                second_factor_secret=identity.sealed(settings.data_key, SECRET) if role in STAFF else None,
            )  # fmt: skip
            identity.add_membership(work, user_id, role, **acts_for)
        given = {"csrf_token": token_of(client, "/sign-in"), "email": email, "password": PASSWORD}
        client.post("/sign-in", data=given)
        if role in STAFF:
            code = pyotp.TOTP(SECRET).at(int(clock.now().timestamp()))
            data = {"csrf_token": token_of(client, "/second-factor"), "code": code}
            assert client.post("/second-factor", data=data).status_code == 303
        return client

    return enter
