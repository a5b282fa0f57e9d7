"""The list of every parameter of the law: made from the law's own data, searched, in both languages, for everybody."""

import re
from datetime import date

import pytest

from esa.kernel.permissions import Role
from esa.law import Law
from esa.law.parameter import Status
from esa.platform.translation import read_catalog
from tests.builders import publish
from tests.reading import GRADE, grade, text_of_page

PAGE = "/law/parameters"


def shown(client, query=""):
    """The keys that the page lists."""
    answer = client.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return re.findall(r'<section class="esa-rule" id="([^"]+)"', answer.text)


def test_everybody_sees_every_parameter_with_every_dated_value(client, signed_in):
    every = list(Law.load().parameters())
    assert shown(client) == [each.key for each in every]
    assert shown(signed_in(Role.TREASURER)) == [each.key for each in every]
    page = client.get(PAGE).text
    for each in every:
        section = page.split(f'id="{each.key}"')[1].split("</section>")[0]
        assert section.count('<th scope="row">') == len(each.values), each.key
    target = page.split('id="sat"')[1].split("</section>")[0]
    for said in ("July 1, 2025", "$7,145.00", "published", "RSMo 163.011(18); DESE, FY2026", "not known"):
        assert said in target
    assert target.count(">today<") == 1
    assert "10 % of the next $250,000.00" in page
    assert "August 1" in page.split('id="first_come_period_end"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("query", "key"), [("?q=adequacy", "sat"), ("?q=cap-4", "sat"), ("?q=163.031", "state_aid_distributed")]
)
def test_a_figure_is_found_by_a_word_a_rule_or_a_section(client, query, key):
    found = shown(client, query)
    assert key in found
    assert len(found) < 20


def test_the_search_knows_how_sure_and_says_when_nothing_is_found(client):
    for status in (each for each in Status if each is not Status.PROPOSED):
        expected = [p.key for p in Law.load().parameters() if any(v.status is status for v in p.values)]
        assert shown(client, f"?status={status.value}") == expected
    assert shown(client, "?status=proposed") == shown(client, "?status=x") == shown(client)
    assert shown(client, "?q=sat&status=enacted") != shown(client, "?q=sat")
    assert "No figure has these words." in client.get(f"{PAGE}?q=xyzzy").text
    assert "One figure found" in client.get(f"{PAGE}?q=fpe_credit_hours").text


def test_a_figure_that_two_people_published_is_there_with_its_source(client, house):
    publish(house, ("sat", date(2026, 7, 1), None, "7300.00", "RSMo 163.011(18)"), source="DESE letter")
    section = client.get(f"{PAGE}?q=sat").text.split('id="sat"')[1].split("</section>")[0]
    assert "$7,300.00" in section
    assert "DESE letter, July 1, 2025" in section


def test_every_title_and_every_cite_in_words_has_its_spanish(client):
    said = {message.id: message.string for message in read_catalog("es") if isinstance(message.id, str)}
    every = list(Law.load().parameters())
    in_words = re.compile(r"\b(?!and|RSMo|CSR|USC|to)[A-Za-z]{3,}")
    cites = {value.cite for each in every for value in each.values if in_words.search(value.cite)}
    texts = {each.title for each in every} | cites
    assert sorted(text for text in texts if not said.get(text)) == []
    client.get("/language/es")
    assert shown(client, "?q=pobreza")
    assert "Meta estatal de suficiencia" in client.get(f"{PAGE}?q=CAP-4").text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_is_read_in_grade_8(client, language):
    client.get(f"/language/{language}")
    assert grade(text_of_page(client.get(PAGE).text), language) <= GRADE
