"""The text of the agreement: the same facts give the same bytes, and state custody takes the release out (ACC-2)."""

from dataclasses import replace
from datetime import date

import pytest

from esa.accounts.domain.agreement import Parties, clauses_for, digest_of, text_of, version_on, versions

PARTIES = Parties(
    parent="Ana Ruiz", child="Leo Ruiz", organization="River Fund", school="First Academy", year="2025-26",
    in_state_custody=False,
)  # fmt: skip
LEAST = ("166.705.1(1)", "166.705.1(2)", "166.705.1(4)", "166.705.1(5)", "166.705.4", "166.705.2")


def test_the_wording_is_that_of_the_day():
    assert version_on(date(2025, 6, 30)) is None
    assert version_on(date(2025, 7, 1)).name == "2025-1"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("version", versions(), ids=lambda version: version.name)
def test_ACC_1_every_wording_has_each_duty_in_both_languages(version, language):
    text = text_of(version, PARTIES, language)
    assert all(f"RSMo {section}" in text for section in LEAST)
    assert "{" not in text
    assert text == text_of(version, PARTIES, language)
    assert digest_of(text).startswith("sha256:")


@pytest.mark.parametrize(("language", "released", "free"), [("en", "I release", "no release"), ("es", "Libero", "no pide liberar")])  # fmt: skip
def test_ACC_2_a_child_in_state_custody_releases_no_district(language, released, free):
    version = versions()[-1]
    inside = replace(PARTIES, in_state_custody=True)
    assert released in text_of(version, PARTIES, language)
    assert free not in text_of(version, PARTIES, language)
    assert free in text_of(version, inside, language)
    assert released not in text_of(version, inside, language)
    assert len(clauses_for(version, inside, language)) == len(clauses_for(version, PARTIES, language))
