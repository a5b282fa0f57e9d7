"""How money, dates and instants read on a page, in the language of the reader; dates and amounts in full."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_skeleton
from flask import Flask
from flask_babel import format_date, get_locale, gettext

from esa.kernel.dates import CENTRAL
from esa.kernel.money import Money


def money(amount: Money | None) -> str:
    """Return the amount like $8,931.25, or a dash for none."""
    if amount is None:
        return "–"
    return f"-${-amount!s}" if amount.cents < 0 else f"${amount!s}"


def day(when: date | datetime | None) -> str:
    """Return the Central-time date in full, like November 25, 2025."""
    if when is None:
        return "–"
    if isinstance(when, datetime):
        when = when.astimezone(CENTRAL).date()
    return str(format_date(when, "long", rebase=False))


def month(first: date, form: str = "wide") -> str:
    """Return the month of a day with its year, like November 2025, or with `short` its name alone in few letters."""
    if form == "short":
        return str(format_date(first, "LLL", rebase=False)).rstrip(".")
    return str(format_skeleton("yMMMM", first, locale=get_locale()))


def instant(when: datetime | None) -> str:
    """Return the instant in Central time, with its zone named."""
    if when is None:
        return "–"
    local = when.astimezone(CENTRAL)
    clock = local.strftime("%-I:%M %p").replace("AM", "a.m.").replace("PM", "p.m.")
    return str(gettext("%(day)s at %(clock)s Central time", day=day(local.date()), clock=clock))


def count(number: int) -> str:
    """Return a count with thousands separated."""
    return f"{number:,}"


def dollars(text: str) -> str:
    """Return an amount of the wire like 8931.25 as it reads: $8,931.25."""
    return money(Money.from_wire(text))


def register(app: Flask) -> None:
    """Give the templates these readings."""
    app.jinja_env.filters.update(dollars=dollars, money=money, day=day, month=month, instant=instant, count=count)
    app.jinja_env.globals["language"] = _language


def _language() -> Any:
    locale = get_locale()
    return locale.language if locale is not None else "en"
