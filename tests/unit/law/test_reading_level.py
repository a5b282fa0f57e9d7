"""Every sentence that the law says is read in grade 8: ARI in English, Crawford in Spanish (see tests/reading.py)."""

from datetime import date
from itertools import chain, combinations

import pytest

from esa.awards.domain import reasons
from esa.kernel.money import Money
from esa.law.calendar.sentences import HOLIDAYS
from esa.law.changing import WouldDo
from esa.law.expense_sentences import EXPENSE_CHANGES, EXPENSE_FRAMES
from esa.law.qualified_student import CapClass
from esa.law.school_sentences import SCHOOL_CHANGES, SCHOOL_FRAMES
from esa.law.sentences import CHANGES
from esa.law.trace import _GATES, _MOST_AT_ONCE, _OPENING, _SHOWN, Change, Effect, Gives
from esa.law.tried import Sentence
from esa.law.wording import LANGUAGES, say
from tests.reading import GRADE, grade
from tests.unit.law.test_catalog import TEMPLATES, values_in

AMOUNT, DAY = Money(17843400), date(2025, 9, 12)
# A value for each name that a template has; what is not named here is an amount.
VALUES = {
    **dict.fromkeys(("birth_date", "cutoff", "dated", "last_day", "plan_from", "day", "found", "stop", "from_day"), DAY),
    **dict.fromkeys(("on", "last", "applied", "deadline", "clear_from", "filed", "opens", "barred_on"), DAY),
    **dict.fromkeys(("grade", "size", "age", "from_age", "least", "most", "count", "degree", "number"), 7),
    **dict.fromkeys(("begins", "ends", "enough", "under", "credits", "certified", "years", "splits", "earned"), 17),
    **dict.fromkeys(("percent", "hours"), 125), "year": 2025, "state": "KS", "tier": "f", "county": "Cole",
    **dict.fromkeys(("district", "resident"), "096095"),
    **dict.fromkeys(("id", "approval"), "r1"), **dict.fromkeys(("eao", "giver", "taker"), "blue"),
}  # fmt: skip
IN_A_SENTENCE = {*CHANGES.values(), *HOLIDAYS.values(), *EXPENSE_CHANGES.values(), *SCHOOL_CHANGES.values()}
SENTENCES = [
    text for _, _, text in TEMPLATES if text not in IN_A_SENTENCE and not {"fact", "facts"} & set(values_in(text))
]


def said(template, language):
    values = tuple((name, VALUES.get(name, AMOUNT)) for name in values_in(template))
    return say(template, values, language)


def of_trace(shown, gives, percent=None):
    values = tuple((name, VALUES.get(name, AMOUNT)) for fact in shown for name in values_in(CHANGES[fact]))
    return Change(Effect(shown, gives, "f", (CapClass.OTHER,)), percent, values)


# What a qualified student could show that would matter for the tier.
_OF_TIERS = [name for name in _SHOWN if name not in {*_GATES, "entry_route", "kindergarten_done", "public_semester"}]


def all_of(names, most):
    return chain.from_iterable(combinations(names, count) for count in range(most + 1))


TRACES = [
    *(
        of_trace((*gates, *more), Gives.PROGRAM)
        for gates in all_of(_GATES, len(_GATES)) for more in all_of(_OPENING, _MOST_AT_ONCE) if gates or more
    ),
    *(of_trace((name,), gives, percent) for name in _OF_TIERS for gives, percent in ((Gives.TIER, None), (Gives.TIER, 160), (Gives.CAP, 160))),
]  # fmt: skip


CHECKS = [
    WouldDo(names, tuple(Sentence(changes[name], tuple((value, VALUES.get(value, AMOUNT)) for value in values_in(changes[name]))) for name in names), frames)
    for changes, frames in ((EXPENSE_CHANGES, EXPENSE_FRAMES), (SCHOOL_CHANGES, SCHOOL_FRAMES))
    for names in all_of(changes, 2) if names
]  # fmt: skip


def hard(texts, language):
    return sorted(
        ((round(grade(text, language), 1), text) for text in texts if grade(text, language) > GRADE), reverse=True
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_read_in_grade_eight(language):
    assert len(SENTENCES) > 170
    assert hard([said(text, language) for text in SENTENCES], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_would_change_a_decision_is_read_in_grade_eight(language):
    assert len(TRACES) > 400
    assert hard([change.sentence(language) for change in (*TRACES, *CHECKS)], language) == []


def test_a_reason_of_an_award_run_is_read_in_grade_eight():
    outcomes = (reasons.AWARDED, reasons.PARTIAL, reasons.WAITLISTED)
    texts = [reasons.reason(outcome, tier) for outcome in outcomes for tier in ("b", "f")]
    texts += [reasons.reason(outcome, "f") for outcome in (reasons.NOT_ELIGIBLE, reasons.ALREADY)]
    texts += [reasons.reason_of_the_end("f", left) for left in (Money(0), AMOUNT)]
    assert hard(texts, "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Notwithstanding any provision to the contrary, the aforementioned organization shall remit contributions.",
        ),
        ("en", "consumable educational supplies are categorically excluded from reimbursement"),
        ("es", "La organización intermediaria administrará extraordinariamente las autorizaciones correspondientes."),
    ],
)
def test_the_words_of_offices_are_found_too_hard(language, text):
    assert hard([text], language) != []


def test_a_citation_an_amount_and_the_number_of_an_item_count_for_nothing():
    text = "It takes both: (1) an income of 178,434.00 or less (RSMo 166.700(9)(b)a; 160.051 to 160.055); (2) a plan."
    assert grade(text, "en") == grade("It takes both. an income of or less. a plan.", "en")
