"""Fixtures of the browser tests: the application served on a free port, Chromium, pages at a width, signed-in roles."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from esa.families import service as families
from esa.families.domain import NewHousehold
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.ids import new_id
from esa.kernel.permissions import STAFF, Role

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
PASSWORD = "a long enough password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture
def live_url(app) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, live_url: str) -> Iterator[Callable[..., Page]]:
    """Return a maker of pages: `page(width=375, javascript=False, language="es-US")`."""
    contexts: list[Any] = []

    def make(*, width: int = 375, height: int = 800, javascript: bool = True, language: str = "en-US") -> Page:
        context = browser.new_context(
            base_url=live_url, viewport={"width": width, "height": height}, java_script_enabled=javascript,
            locale=language, bypass_csp=javascript,
        )  # fmt: skip
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in_as(app, house, settings, live_url: str) -> Callable[..., Actor]:
    """Return what makes a person of a role and signs a page in as them; the ids of what they act for can be given."""

    def enter(page: Page, role: Role, **acts_for: Any) -> Actor:
        email = f"{new_id().hex}@example.org"
        with house.begin(SYSTEM) as work:
            if role is Role.FAMILY and "household_id" not in acts_for:
                acts_for["household_id"] = families.create_household(work, NewHousehold(contact_name="Ana Ruiz"))
            user_id = identity.create_user(
                work, email=email, display_name="Ana Ruiz", password=PASSWORD, cheap_hash=True,
                second_factor_secret=identity.sealed(settings.data_key, SECRET) if role in STAFF else None,
            )  # fmt: skip
            identity.add_membership(work, user_id, role, **acts_for)
            token = identity.sign_in(work, email, PASSWORD, "127.0.0.1", cheap_hash=True).token
            if role in STAFF:
                code = identity.current_code(work, email, settings.data_key, is_demonstration=True)
                assert identity.confirm(work, token, code, settings.data_key)
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        cookie = {"name": "esa", "value": signer.dumps({"_user_id": token, "_fresh": True}), "url": live_url}
        page.context.add_cookies([cookie])
        return Actor(role=role, user_id=user_id, **acts_for)

    return enter


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Return the check that a page breaks no WCAG 2.2 A or AA rule and leaves no contrast unjudged."""

    def check(page: Page) -> None:
        # A click is over once the new page is there, not once its style sheets are: unstyled links are too small.
        page.wait_for_load_state("load")
        page.add_script_tag(path=str(AXE))
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        broken = [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found["violations"]]
        unjudged = [
            (each["id"], judged)
            for each in found["incomplete"]
            if each["id"] == "color-contrast"
            # The letters of a picture lie on an image, of which axe says nothing; its table is judged.
            if (
                judged := [
                    (node["html"][:160], node["any"][0]["message"])
                    for node in each["nodes"]
                    if not node["html"].startswith("<text ")
                ]
            )
        ]
        assert (broken, unjudged) == ([], []), page.url

    return check
