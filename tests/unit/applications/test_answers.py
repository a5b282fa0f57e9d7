"""Answers of a draft: each where it belongs and nowhere else, an empty draft asks without a stumble."""

import uuid

import pytest

from esa.applications.domain.drafts.answers import (
    Answers,
    Draft,
    Place,
    mark_of,
    with_answer,
    with_child,
    without_child,
)
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound

EMPTY = Draft(household_id=uuid.UUID(int=1), school_year=SchoolYear(2025))
TWO = {"children": [{"key": "c1", "grade": {"grade": "K"}}, {"key": "c2"}]}


def test_an_answer_of_one_child_leaves_its_siblings_alone():
    answers = with_answer(TWO, Place("grade", "c2"), {"grade": "5"})
    assert answers["children"] == [{"key": "c1", "grade": {"grade": "K"}}, {"key": "c2", "grade": {"grade": "5"}}]
    assert with_answer(TWO, Place("grade", "c9"), {"grade": "5"}) == TWO
    whole = Draft(household_id=EMPTY.household_id, school_year=EMPTY.school_year, answers=answers)
    assert [whole.at(Place("grade", key)) for key in ("c1", "c2")] == [{"grade": "K"}, {"grade": "5"}]


def test_a_further_child_comes_after_the_others_and_one_taken_out_leaves_them():
    assert with_child(TWO, "c3")["children"] == [*TWO["children"], {"key": "c3"}]
    assert with_child({}, "c1") == {"children": [{"key": "c1"}]}
    assert without_child(TWO, "c1")["children"] == [{"key": "c2"}]
    assert without_child({}, "c1") == {"children": []}
    assert with_answer({}, Place("grade", "c1"), {"grade": "5"}) == {"children": []}


def test_a_draft_not_begun_has_no_answers():
    assert (EMPTY.answers, EMPTY.version, EMPTY.updated_at, EMPTY.submitted_at) == ({}, 0, None, None)
    assert (EMPTY.children, EMPTY.unsent, EMPTY.at(Place("size"))) == ([], [], {})
    assert (Place("size").child, Answers().values) == ("", {})
    with pytest.raises(NotFound, match=r"^There is no such child in this application\.$"):
        EMPTY.child("c1")
    with pytest.raises(NotFound):
        EMPTY.at(Place("grade", "c1"))


def test_an_answer_under_which_none_was_chosen_takes_none_away():
    answers = {"household": {"size": {"size": 4}, "": {"x": 1}}}
    assert with_answer(answers, Place("contact"), {"phone": "1"})["household"] == {
        "size": {"size": 4}, "": {"x": 1}, "contact": {"phone": "1"}
    }  # fmt: skip


def test_the_mark_of_an_answer_is_the_same_for_good():
    """An open page carries it: were it made otherwise, every page opened before would seem outdated."""
    assert mark_of({"a": 1, "b": "ñ"}) == "8c9f0db71dc4a557"
