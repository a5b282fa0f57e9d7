"""What a school says of a child's enrolment: the day it may name, and whom it is asked about."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from esa.accounts.domain.enrolment import Answer, Child, Said

TODAY = date(2025, 11, 25)
ID = uuid.UUID(int=1)
CHILD = Child(
    account_id=ID, number="AC-1", organization_id=ID, household_id=ID, student_id=ID, given_name="Leo", family_name="Ruiz",
    grade="5", enrolled_on=None, is_open=True, answer=None, said_on=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("on", "said"),
    [(None, "Enter the day, like 2025-08-18."), (date(2025, 11, 26), "This day has not come yet."), (TODAY, None),
     (date(2025, 7, 1), None), (date(2025, 6, 30), "This day is in an earlier school year. Enter a day of this one.")],
)  # fmt: skip
@pytest.mark.parametrize("answer", list(Answer))
def test_a_school_names_a_day_of_this_school_year_that_has_come(answer, on, said):
    found = [(each.field, each.message) for each in Said(answer=answer, on=on).grounds(TODAY)]
    assert found == ([] if said is None else [("on", said)])
    assert Said(answer=answer).note == ""


def test_a_school_is_asked_of_a_child_with_an_open_account_of_whom_nothing_stands_on_record():
    assert CHILD.is_asked
    assert not replace(CHILD, is_open=False).is_asked
    assert not replace(CHILD, enrolled_on=TODAY).is_asked
    assert not any(replace(CHILD, answer=each).is_asked for each in Answer)
    assert CHILD.name == "Leo Ruiz"
