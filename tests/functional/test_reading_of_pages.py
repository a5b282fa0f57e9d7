"""Every page that a role can walk to in the demonstration year is read in grade 8, in English and in Spanish."""

from urllib.parse import urlsplit

import pytest
from lxml import html

from esa.demonstration import sign_ins
from esa.demonstration.year import SMALL, build
from esa.identity import service as identity
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import PAYEES, Role
from esa.platform.translation import LANGUAGES
from tests.functional.family_journey import CHILD, HOME, add_reference, answer_child, answer_home, sign_in
from tests.functional.forms import token_of
from tests.reading import GRADE, grade, text_of_page

# Pages of one kind differ in names and amounts: one of each is read.
OF_A_KIND = 1
SUBJECT_OF = {Role.FAMILY: "household_id", Role.DONOR: "donor_id"} | dict.fromkeys(PAYEES, "payee_id")
NOT_A_PAGE = ("identity.sign_out", "portal.choose_language", "static")


@pytest.fixture
def people(house, settings, app, signed_in):
    """A client for a visitor and for each sign-in of the demonstration."""
    build(house, size=SMALL, data_key=settings.data_key)
    sign_ins.make(house, settings.data_key)
    clients = {"visitor": app.test_client()}
    for email, _, role in sign_ins.PEOPLE:
        with house.begin(SYSTEM) as work:
            actor = identity.resume(work, identity.sign_in(work, email, sign_ins.PASSWORD, "127.0.0.1").token).actor
        subject = SUBJECT_OF.get(role)
        if role.value.startswith("eao"):
            subject = "organization_id"
        clients[role.value] = signed_in(role, **({subject: getattr(actor, subject)} if subject else {}))
    return clients


def walked(app, client):
    """Yield (address, page) of each page that links lead to from the start."""
    addresses = app.url_map.bind("localhost")
    waiting, seen, kinds = ["/"], {"/"}, {}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.status_code in (301, 302, 303):
            found = [answer.headers["Location"]]
        elif answer.status_code == 200 and answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            yield path, page
            found = html.document_fromstring(page).xpath("//a/@href")
        else:
            found = []
        for each in found:
            parts = urlsplit(each)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc not in ("", "localhost") or not parts.path.startswith("/") or target in seen:
                continue
            endpoint, _ = addresses.match(parts.path)
            kinds[endpoint] = kinds.get(endpoint, 0) + 1
            if endpoint not in NOT_A_PAGE and kinds[endpoint] <= OF_A_KIND:
                seen.add(target)
                waiting.append(target)


def hardness(page, language):
    """Return the page's grade where it is too hard, else None; a page of labels alone has none."""
    text = text_of_page(page)
    found = round(grade(text, language), 1) if text else 0
    return found if found > GRADE else None


def test_every_page_is_read_in_grade_eight(app, people):
    hard, read = set(), {}
    for role, client in people.items():
        for language in LANGUAGES:
            client.get(f"/language/{language}")
            for path, page in walked(app, client):
                read[role] = read.get(role, 0) + 1
                if found := hardness(page, language):
                    hard.add((found, language, role, path))
    assert sorted(hard, reverse=True) == []
    assert min(read.values()) >= 10
    assert sum(read.values()) > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_to_a_family_is_read_in_grade_eight(client, house, language):
    add_reference(house)
    sign_in(client, house, language=language)
    client.get(f"/language/{language}")
    answer_home(client)
    child = answer_child(client)
    steps = [
        *(f"/family/apply/home/{step}" for step in HOME),
        *(f"/family/apply/children/{child}/{step}" for step in CHILD),
    ]
    others = [
        f"/family/apply/children/{child}/remove",
        "/family/apply",
        "/family/apply/answers",
        "/family/apply/papers",
    ]
    pages = [(address, client.get(address)) for address in steps + others]
    assert {answer.status_code for _, answer in pages} == {200}
    token = token_of(client)
    pages += [(address, client.post(address, data={"csrf_token": token})) for address in steps]
    assert sum("usa-error-message" in answer.get_data(as_text=True) for _, answer in pages) > 10
    hard = [
        (hardness(answer.get_data(as_text=True), language), address)
        for address, answer in pages
        if answer.status_code != 303
    ]
    hard = [each for each in hard if each[0]]
    assert hard == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Notwithstanding the aforementioned provisions, the organization shall administer disbursements."),
        (
            "es",
            "Las organizaciones intermediarias administrarán extraordinariamente las autorizaciones correspondientes.",
        ),
    ],
)
def test_a_page_in_the_words_of_an_office_is_found(client, language, told):
    client.get(f"/language/{language}")
    page = client.get("/help").get_data(as_text=True)
    assert hardness(page, language) is None
    assert hardness(page.replace("</main>", f"<p>{told}</p>" * 40 + "</main>"), language)
