"""A proposal to disqualify, and the Treasurer's finding: what must be said, what the law concludes (166.710)."""

from dataclasses import replace

import pytest

from esa.kernel.errors import Invalid
from esa.treasury.domain.disqualifying import Finding, Proposal, Whose

WHOLE = Proposal(by=Whose.PARENT, what="Sold the computer.", evidence="Receipt 7")
FOUND = Finding(
    intentional=True,
    misrepresents=True,
    breaks_law_materially=True,
    substantial=True,
    county="Phelps",
    reason="It was sold.",
)


def missing(given):
    with pytest.raises(Invalid, match=r"^This is not complete yet\.$") as refused:
        given.refuse_incomplete()
    return [(each.field, each.message) for each in refused.value.grounds]


def test_a_proposal_says_what_was_done_and_what_shows_it():
    WHOLE.refuse_incomplete()
    assert missing(Proposal()) == [
        ("what", "Say what was done, and when."), ("evidence", "Name the papers or records that show it.")
    ]  # fmt: skip
    assert [field for field, _ in missing(replace(WHOLE, evidence=" "))] == ["evidence"]


def test_AUD_3_a_finding_has_its_reason_and_the_county_of_the_appeal():
    FOUND.refuse_incomplete()
    assert missing(Finding()) == [
        ("reason", "Give the reason. Who is concerned will read it."),
        ("county", "Name the county where the student lives. Its court hears an appeal."),
    ]


def outcome(by=Whose.PARENT, **more):
    return replace(FOUND, **more).ruling(by).outcome


def test_AUD_2_what_was_found_decides():
    assert outcome() == "disqualify"
    assert Finding(county="Phelps").ruling(Whose.PARENT).outcome == "no_disqualification"
    assert outcome(intentional=False) == "no_disqualification"
    assert outcome(misrepresents=False, breaks_law_materially=False) == "no_disqualification"
    assert outcome(misrepresents=False) == outcome(breaks_law_materially=False) == "disqualify"


def test_AUD_3_the_appeal_goes_to_the_court_of_the_county():
    ruling = replace(FOUND, county="  Phelps ").ruling(Whose.STUDENT)
    assert ruling == FOUND.ruling(Whose.STUDENT)
    assert any("Phelps" in each.because() for each in ruling.findings)


def test_AUD_4_what_is_substantial_is_referred():
    assert FOUND.ruling(Whose.VENDOR) != replace(FOUND, substantial=False).ruling(Whose.VENDOR)


def test_what_was_not_found_is_not_held_against_anybody():
    assert Finding() == Finding(
        intentional=False, misrepresents=False, breaks_law_materially=False, substantial=False, county="", reason=""
    )
    assert Proposal().by is Whose.PARENT
