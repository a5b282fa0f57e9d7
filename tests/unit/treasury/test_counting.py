"""PUB-1 … PUB-9: what is counted, and that two postings together give nobody away."""

from uuid import UUID

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.treasury.domain.counting import ALL, FREE, IEP, REDUCED, Period, Recipient, count

YEAR = SchoolYear(2025)


def grants(number, *, year=YEAR, eao="river", lunch="none", iep=False, start=0, amount=600000):
    return [
        Recipient(
            person_id=UUID(int=start + index), school_year=year, organization=eao,
            amount=Money(amount), lunch=lunch, has_iep=iep,
        )
        for index in range(number)
    ]  # fmt: skip


def test_PUB_1_a_student_counts_once_however_many_grants():
    figures = count(grants(20) + grants(20, eao="hill"), YEAR, ["river", "hill"])
    assert figures.shown(("all", ALL, Period.YEAR)) == 20
    assert figures.shown(("organization", "hill", Period.YEAR)) == 20


def test_PUB_1_to_date_takes_in_earlier_years_and_not_later_ones():
    given = grants(30) + grants(15, year=YEAR.previous, start=1000) + grants(40, year=YEAR.following, start=2000)
    figures = count(given, YEAR, ["river"])
    assert figures.shown(("all", ALL, Period.YEAR)) == 30
    assert figures.shown(("all", ALL, Period.TO_DATE)) == 45


def test_PUB_1_a_difference_of_a_few_between_year_and_to_date_is_hidden_too():
    figures = count(grants(30) + grants(3, year=YEAR.previous, start=1000), YEAR, ["river"])
    shown = [figures.shown(("all", ALL, period)) for period in (Period.YEAR, Period.TO_DATE)]
    assert None in shown


def test_PUB_4_nine_with_an_IEP_are_hidden_and_so_is_their_average():
    figures = count(grants(9, iep=True) + grants(40, start=100), YEAR, ["river"])
    assert figures.shown(("iep", IEP, Period.YEAR)) is None
    assert figures.averages[IEP] is None
    assert figures.averages[ALL] == Money(600000)


def test_PUB_4_all_but_nine_with_an_IEP_are_hidden_as_well():
    figures = count(grants(60, iep=True) + grants(9, start=100), YEAR, ["river"])
    assert figures.shown(("iep", IEP, Period.YEAR)) is None


def test_PUB_3_a_student_is_in_the_group_of_the_newest_grant():
    given = grants(20, year=YEAR.previous, lunch=FREE) + grants(20, lunch="none") + grants(20, lunch=FREE, start=500)
    given += grants(20, lunch=REDUCED, start=900)
    figures = count(given, YEAR, ["river"])
    assert figures.shown(("lunch", FREE, Period.TO_DATE)) == 20


def test_PUB_8_the_average_is_of_dollars_a_student_rounded_half_up():
    figures = count(grants(11, amount=100) + grants(1, amount=106, start=50), YEAR, ["river"])
    assert figures.averages[ALL] == Money(101)


def test_AMB_9_a_group_of_nobody_that_is_not_printed_hides_nobody():
    given = grants(20, lunch=FREE, iep=True, amount=100) + grants(20, lunch=REDUCED, iep=True, start=100, amount=300)
    figures = count(given, YEAR, ["river"])
    assert figures.hidden == frozenset()
    shown = [("all", ALL), ("lunch", FREE), ("lunch", REDUCED), ("iep", IEP), ("organization", "river")]
    for period in Period:
        assert [figures.shown((item, group, period)) for item, group in shown] == [40, 20, 20, 40, 40]
    assert figures.averages == {ALL: Money(200), IEP: Money(200)}
    assert figures.granted == Money(8000)


def test_PUB_9_the_average_with_an_IEP_is_of_them_alone():
    figures = count(grants(20, iep=True, amount=100) + grants(20, start=100, amount=300), YEAR, ["river"])
    assert figures.averages == {ALL: Money(200), IEP: Money(100)}
    assert figures.shown(("iep", IEP, Period.YEAR)) == 20


def test_PUB_8_of_fewer_than_ten_no_average_is_shown():
    figures = count(grants(9), YEAR, ["river"])
    assert figures.averages == {ALL: None, IEP: None}
    assert count([], YEAR, ["river"]).averages == {ALL: None, IEP: None}


def test_the_spans_and_groups_are_words_of_the_published_files():
    assert [each.value for each in Period] == ["school_year", "to_date"]
    assert (FREE, REDUCED) == ("free", "reduced"), "decisions name the lunch of a student so"
