"""A notice in words, and how long the next try to hand it over waits."""

from datetime import timedelta

import pytest

from esa.notices.domain import GOES_OUT_FOR, MOST_TRIES, OWN_PAGE, Letter, addressed, letter_of, wait_after


def test_the_first_line_of_a_template_is_the_subject():
    text = " Received: $reference \n\nDear $name,\nthank you.\n\n"
    assert letter_of(text, {"reference": "MO-1", "name": "Ana"}) == Letter("Received: MO-1", "Dear Ana,\nthank you.\n")
    assert letter_of("Only a subject", {}) == Letter("Only a subject", "\n")


def test_a_missing_value_is_not_papered_over():
    with pytest.raises(KeyError, match="name"):
        letter_of("Subject\nDear $name", {})


def test_the_readers_own_address_is_put_in_when_the_letter_is_handed_over():
    body = f"Open {OWN_PAGE} or {OWN_PAGE}.\n"
    assert addressed(body, "https://x/1") == "Open https://x/1 or https://x/1.\n"
    assert OWN_PAGE == "<<own page>>", "letters that wait hold this mark"


def test_each_try_waits_four_times_as_long_and_they_end_within_the_time_a_notice_may_take():
    minutes = [wait_after(tries) / timedelta(minutes=1) for tries in range(1, MOST_TRIES)]
    assert minutes == [4, 16, 64, 256, 1024]
    assert sum(minutes) * timedelta(minutes=1) < GOES_OUT_FOR == timedelta(days=3)
