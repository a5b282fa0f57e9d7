"""How a parent goes through the application in a browser: by labels and by keys, with or without JavaScript."""

from typing import Literal

from playwright.sync_api import Page


def press(page: Page, name: str, role: Literal["button", "link"] = "button") -> None:
    """Press a button or link and wait until its page has come: going on at once would break the sending off."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).click()


def save(page: Page) -> None:
    press(page, "Save and continue")


def mark(page: Page, label: str, *, exact: bool = False) -> None:
    """Choose by keyboard, as somebody without a mouse does."""
    page.get_by_label(label, exact=exact).focus()
    page.keyboard.press("Space")


def choose(page: Page, label: str) -> None:
    mark(page, label, exact=True)
    save(page)


def fill_home(page: Page) -> None:
    page.goto("/family/apply/home/missouri")
    choose(page, "Yes")
    page.get_by_label("Phone number").fill("573-555-0134")
    save(page)
    page.get_by_label("Number of people").fill("4")
    save(page)
    mark(page, "Yes, I will enter it")
    page.get_by_label("Amount, if you give it").fill("41,795")
    save(page)
    page.get_by_label("Street").fill("12 Oak St")
    page.get_by_label("City or town").fill("Rolla")
    page.get_by_label("ZIP code").fill("65401")
    page.get_by_label("County").select_option("Phelps")
    save(page)
    page.get_by_label("School district").select_option("unsure")
    save(page)


def fill_child(page: Page, given_name: str = "Leo", school: str = "Both") -> None:
    page.goto("/family/apply")
    press(page, "Add a")
    page.get_by_label("First name").fill(given_name)
    page.get_by_label("Last name").fill("Ruiz")
    save(page)
    page.get_by_label("Month").select_option("3")
    page.get_by_label("Day").fill("27")
    page.get_by_label("Year").fill("2015")
    save(page)
    page.get_by_label("Grade").select_option("5")
    save(page)
    for label in ("Yes", "No", "Yes"):  # lawfully present, grant last year, public school
        choose(page, label)
    _answer_no(page)
    page.get_by_label("Name or city of the school").fill(school)
    press(page, "Search")
    mark(page, f"{school} Academy")
    save(page)
    _choose_organization(page)


def _answer_no(page: Page) -> None:
    """Answer the questions about plan, dyslexia, English, lunch, custody and military: none of them fits."""
    mark(page, "No plan")
    save(page)
    for label in ("No", "No"):
        choose(page, label)
    mark(page, "None of these")
    save(page)
    choose(page, "No")
    save(page)


def _choose_organization(page: Page) -> None:
    if page.url.endswith("/organization"):
        mark(page, "Prairie Fund")
        save(page)
