"""The cap of a year is one figure: published as the law's, it is the cap that reservations are held against."""

from datetime import date

import pytest

from esa.credits import service as credits_
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid
from esa.law import UnknownParameter
from esa.parameters import service as parameters
from tests.integration.credits.giving_people import a_donor, ask, dollars, some_eaos

OPENS = date(2026, 1, 1)


def published(house, value, starts_on=OPENS, ends_on=None):
    figure = ("credit_cap", starts_on, ends_on, value, "RSMo 135.713.3")
    with house.begin(SYSTEM) as work:
        return parameters.publish(work, [figure], source="Treasurer's notice", as_of=date(2025, 11, 1))


def caps(house, year):
    """The cap in use and the cap of the law."""
    with house.begin(SYSTEM) as work:
        row = credits_.cap_state(work, year)
        return row and row.cap, work.law.known("credit_cap", date(year, 6, 1))


def test_TCAP_3_publishing_the_cap_opens_its_year_and_a_correction_moves_it(house):
    assert caps(house, 2026) == (None, None)
    published(house, "80000000.00")
    assert caps(house, 2026) == (dollars(80_000_000), dollars(80_000_000))
    published(house, "81000000.00")
    assert caps(house, 2026) == (dollars(81_000_000), dollars(81_000_000))
    with house.begin(SYSTEM) as work:
        kept = [(each.value, each.replaced_at is None) for each in parameters.entered(work)]
        assert sorted(kept) == [("80000000.00", False), ("81000000.00", True)]
        assert credits_.cap_state(work, 2026).source == "Treasurer's notice"


def test_TCAP_3_the_cap_of_a_year_says_nothing_of_the_next(house):
    published(house, "80000000.00")
    with house.begin(SYSTEM) as work, pytest.raises(UnknownParameter):
        work.law.money("credit_cap", date(2027, 1, 1))


def test_RES_2_a_cap_below_what_is_used_is_refused_and_leaves_no_figure(house):
    published(house, "80000000.00", date(2025, 1, 1))
    (eao,) = some_eaos(house, "heron")
    ask(house, a_donor(house), eao, dollars(5_000))
    with house.begin(SYSTEM) as work:
        figure = ("credit_cap", date(2025, 1, 1), None, "4999.99", "RSMo 135.713.3")
        with pytest.raises(Conflict):
            parameters.publish(work, [figure], source="notice", as_of=OPENS)
    assert caps(house, 2025) == (dollars(80_000_000), dollars(80_000_000))


def test_TCAP_3_a_cap_is_of_a_whole_calendar_year(house):
    for starts_on, ends_on in ((date(2026, 2, 1), None), (OPENS, date(2026, 7, 1)), (OPENS, date(2028, 1, 1))):
        with pytest.raises(Invalid, match="cannot be published"):
            published(house, "80000000.00", starts_on, ends_on)
    assert caps(house, 2026) == (None, None)


def test_a_look_at_what_a_cap_would_change_changes_nothing(house):
    figure = ("credit_cap", OPENS, None, "80000000.00", "RSMo 135.713.3")
    with house.begin(SYSTEM) as work:
        assert parameters.publish(work, [figure], source="n", as_of=OPENS, dry=True).added
    assert caps(house, 2026) == (None, None)
