"""The rule register in the application: a page with an anchor for each id, and the calendar."""

import re

from esa.law.readings import readings
from esa.law.register import FAMILIES, rules
from esa.platform.translation import read_catalog
from tests.reading import GRADE, grade


def test_every_page_that_the_register_names_is_there(app):
    named = {name.partition(" ")[2] for each in rules() for name in each.acts if name.startswith("page ")}
    assert named
    assert sorted(named - set(app.view_functions)) == []


def test_the_page_has_an_anchor_for_each_rule_in_both_languages(client):
    page = client.get("/law/rules").text
    assert re.findall(r'<section class="esa-rule" id="([^"]+)"', page) == [each.id for each in rules()]
    assert "At most seven EAOs have their main office in Greene" in page
    client.get("/language/es")
    spanish = client.get("/law/rules").text
    assert "Siete EAO como máximo tienen su oficina principal" in spanish
    assert [each.id for each in rules() if f">{each.says}<" in spanish] == []


def test_a_place_is_shown_by_its_address_and_linked_where_anybody_may_go(client):
    page = client.get("/law/rules?q=SCH-3").text
    assert "<code>/check/school/&lt;kind&gt;/result</code>" in page
    assert "<code>esa school check</code>" in page
    page = client.get("/law/rules?q=EAO-12").text
    assert '<a href="/law/calendar">/law/calendar</a>' in page
    assert "<code>/treasurer/organizations/&lt;slug&gt;/&lt;year&gt;</code>" in page


def test_a_rule_is_found_by_its_id_and_by_a_word_of_either_language(client):
    assert re.findall(r'class="esa-rule" id="([^"]+)"', client.get("/law/rules?q=cap-12").text) == ["CAP-12"]
    assert 'id="EXP-j"' in client.get("/law/rules?q=computers").text
    client.get("/language/es")
    assert 'id="EXP-j"' in client.get("/law/rules?q=computadoras").text
    assert "Ninguna regla tiene estas palabras" in client.get("/law/rules?q=xyzzy").text


def test_everything_that_the_page_says_has_its_spanish_with_the_same_figures():
    said = {message.id: message.string for message in read_catalog("es") if isinstance(message.id, str)}
    texts = [*FAMILIES.values(), *(each.says for each in rules()), *(each.binds for each in rules() if each.binds)]
    texts += [each.cite for each in rules() if not each.cite.startswith(("RSMo", "15 CSR", "HB"))]
    assert [text for text in texts if not said.get(text)] == []
    for each in rules():
        numbers, spanish = (sorted(re.findall(r"\d[\d,]*\d|\d", text)) for text in (each.says, said[each.says]))
        assert numbers == spanish, each.id


def test_the_register_is_read_in_grade_8_in_both_languages():
    said = {message.id: message.string for message in read_catalog("es") if isinstance(message.id, str)}
    assert grade(" ".join(each.says for each in rules()), "en") <= GRADE
    assert grade(" ".join(said[each.says] for each in rules()), "es") <= GRADE


def test_the_calendar_shows_this_school_year_and_others_in_both_languages(client):
    page = client.get("/law/calendar").text
    assert "<h1>Calendar 2025-26</h1>" in page
    assert "Last day to mail a gift for tax year 2025." in page
    assert 'href="/law/rules#EAO-12"' in page
    client.get("/language/es")
    spanish = client.get("/law/calendar/2026-27").text
    assert "<h1>Calendario 2026-27</h1>" in spanish
    assert "Se debe el informe sobre los primeros cinco años." in spanish
    assert "oficinas de Missouri" in spanish
    assert client.get("/law/calendar/2040-41").status_code == 404
    assert client.get("/law/calendar/2021").status_code == 404


def test_the_page_of_readings_tells_each_question_in_both_languages(client):
    page = client.get("/law/readings").text
    assert re.findall(r'<section class="esa-rule" id="([^"]+)"', page) == [each.id for each in readings()]
    assert "The highest of the caps" in page
    client.get("/language/es")
    spanish = client.get("/law/readings").text
    assert "El tope más alto" in spanish
    assert "Which cap has a student" not in spanish
