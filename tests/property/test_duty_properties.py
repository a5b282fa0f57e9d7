"""What must hold of the duties whatever the facts: no cent is lost, no cap is passed, nothing depends on the order of asking."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from esa.kernel.holidays import Calendar, business_days_after, holidays, is_open, next_open
from esa.kernel.money import ZERO, Money, total
from esa.law import Law
from esa.law.accounts.balance import Happening, Occurrence, settle
from esa.law.accounts.joint_cap import SOURCES, Award, Grant, check
from esa.law.credits.growth import CapYear, next_cap, thousandths
from esa.law.organizations.filings import audit_due
from esa.law.posting import SchoolLine, school_line

LAW = Law.load()
AMOUNTS = st.integers(0, 2_000_000).map(Money)
DAYS = st.dates(date(2021, 8, 28), date(2035, 12, 31))
GRANTS = st.builds(Grant, st.sampled_from(["North", "South", "West"]), st.sampled_from(SOURCES), AMOUNTS)


@given(proposed=GRANTS, cap=AMOUNTS, granted=st.lists(GRANTS, max_size=5), left=AMOUNTS)
def test_CAP_7_what_is_allowed_never_passes_the_cap_and_the_room_always_fits(proposed, cap, granted, left):
    ruling = check(Award(proposed=proposed, cap=cap, granted=tuple(granted), rolled_over=left))
    together = total([each.amount for each in (*granted, proposed)])
    assert (ruling.outcome == "allow") == (together <= cap or proposed.amount == ZERO)
    fitting = Grant(proposed.eao, proposed.source, ruling.figures["room"])
    assert check(Award(proposed=fitting, cap=cap, granted=tuple(reversed(granted)))).outcome == "allow"


@given(what=st.sampled_from(Happening), on=DAYS, balance=AMOUNTS, refunded=AMOUNTS, qualified=st.booleans(), waited=st.integers(0, 400))  # fmt: skip
def test_ACC_6_to_8_no_cent_of_a_balance_is_lost(what, on, balance, refunded, qualified, waited):
    ruling = settle(
        Occurrence(
            what=what, on=on, balance=balance, refunded=refunded, qualified_school=qualified,
            disenrolled_on=on - timedelta(days=waited), intentional=what is not Happening.MISTAKE,
        ),
        LAW,
    )  # fmt: skip
    assert ruling.figures["stays"] + ruling.figures["to_eao"] == balance
    assert (ruling.outcome == "closed") == (ruling.figures["duty"] in {"district", "none"})


@given(current=st.integers(0, 10**10), preceding=st.integers(1, 10**10), cents=st.integers(0, 10**11))
def test_TCAP_3_more_aid_never_makes_a_smaller_cap(current, preceding, cents):
    on, cap = date(2025, 12, 1), Money(cents)
    smaller = next_cap(CapYear(set_on=on, cap=cap, current=current, preceding=preceding), LAW).figures["cap"]
    larger = next_cap(CapYear(set_on=on, cap=cap, current=current + 1, preceding=preceding), LAW).figures["cap"]
    assert ZERO <= smaller <= larger
    assert next_cap(CapYear(set_on=on, cap=cap, current=preceding, preceding=preceding), LAW).figures["cap"] == cap


@given(change=st.integers(-(10**9), 10**9), base=st.integers(1, 10**9))
def test_AMB_15_a_ratio_is_the_nearest_thousandth(change, base):
    ratio = thousandths(change, base)
    assert -base < 2 * (change * 1000 - ratio * base) <= base or 2 * (change * 1000 - ratio * base) == -base
    assert thousandths(change * 7, base * 7) == ratio


@given(ended=DAYS)
def test_EAO_12_an_audit_is_due_six_months_after_the_year_and_the_next_one_later(ended):
    due = audit_due(ended, LAW)
    assert 180 <= (due - ended).days <= 184
    assert audit_due(ended + timedelta(days=1), LAW) >= due


@given(kind=st.sampled_from(["private", "fpe"]), recipients=st.integers(0, 60), data=st.data())
def test_AMB_9_no_count_under_ten_is_shown_nor_one_that_tells_it(kind, recipients, data):
    lunch, special = (data.draw(st.integers(0, recipients)) for _ in range(2))
    line = SchoolLine(
        on=date(2025, 9, 1), kind=kind, recipients=recipients, lunch=lunch, special_education=special, paid=ZERO
    )
    shown = school_line(line, LAW).figures
    assert shown["recipients"] is None or shown["recipients"] >= 10
    for name in ("lunch", "special_education"):
        count = shown[name]
        assert count in {None, 0} or (count >= 10 and recipients - count >= 10)
    assert kind != "fpe" or set(shown.values()) == {None, "hidden"}


@given(day=DAYS, calendar=st.sampled_from(Calendar), count=st.integers(1, 15))
@settings(max_examples=50)
def test_business_days_are_open_and_as_many_as_asked(day, calendar, count):
    last = business_days_after(day, count, calendar)
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(is_open(each, calendar) for each in between) == count
    assert is_open(last, calendar)
    assert next_open(last, calendar) == last


@given(year=st.integers(1990, 2090), calendar=st.sampled_from(Calendar))
def test_a_holiday_is_kept_within_a_day_of_where_it_falls_and_never_on_a_Sunday(year, calendar):
    for each in holidays(year, calendar):
        assert abs((each.on - each.falls_on).days) <= 1
        assert each.on.weekday() != 6
        assert each.falls_on.year == year
