"""Choosing a reading in tests: proposed by one person, confirmed by another, its first day come."""

from datetime import datetime, timedelta

from esa.kernel.dates import central_day
from esa.readings import service as choices
from tests.builders import finance, manager, treasurer
from tests.conftest import NOW

TODAY = central_day(NOW)
TOMORROW = TODAY + timedelta(days=1)


def propose(house, reading, option, eao=None, starts_on=TOMORROW, actor=None):
    with house.begin(actor or (manager(eao) if eao else treasurer())) as work:
        return choices.propose(work, reading, option, "The text says so.", starts_on)


def confirm(house, choice, eao=None):
    with house.begin(finance(eao) if eao else treasurer()) as work:
        choices.confirm(work, choice)


def choose(house, reading, option, eao=None, starts_on=TOMORROW):
    """Choose and confirm; it holds from `starts_on` on."""
    made = propose(house, reading, option, eao, starts_on)
    confirm(house, made, eao)
    return made


def on_day(clock, day):
    """Let it be nine in the morning of that day."""
    clock.move_to(datetime.combine(day, NOW.timetz()))


def in_force(house, clock, reading, option, eao=None):
    """Choose it and let its first day come."""
    made = choose(house, reading, option, eao)
    on_day(clock, TOMORROW)
    return made
