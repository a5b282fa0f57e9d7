"""What the law fixes for every decision of one day, looked up once a day."""

from datetime import date, timedelta
from typing import NamedTuple

from esa.kernel.dates import months_after
from esa.law.law import Law
from esa.law.qualified_student import CapClass


class Provisions(NamedTuple):
    """The day's version and figures; `large_city` is None where no city's size matters."""

    version: str
    large_city: int | None
    kindergarten_age: int
    first_grade_age: int
    plan_months: int
    plan_from: date
    frozen: bool
    cap_percents: tuple[tuple[CapClass, int], ...]
    readings: tuple[tuple[str, str], ...] = ()


def provisions(law: Law, on: date) -> Provisions:
    """Return the day's provisions. Raises ValueError before the program's first day."""
    return law.once_a_day(on, _look_up)


def _look_up(law: Law, on: date) -> Provisions:
    months = law.number("iep_max_age_months", on)
    city = law.known("city_population_least", on)
    return Provisions(
        version=law.version_on(on).name,
        large_city=city if isinstance(city, int) else None,
        kindergarten_age=law.number("kindergarten_age", on),
        first_grade_age=law.number("first_grade_age", on),
        plan_months=months,
        plan_from=_earliest_plan(on, months),
        frozen=law.flag("new_scholarships_frozen", on) and ("AMB-14", "dead") not in law.readings,
        cap_percents=(
            (CapClass.LIMITED_ENGLISH, law.number("cap_percent_limited_english", on)),
            (CapClass.LUNCH, law.number("cap_percent_lunch", on)),
            (CapClass.IEP, law.number("cap_percent_iep", on)),
            (CapClass.OTHER, law.number("cap_percent", on)),
        ),
        readings=law.readings_in("law decide"),
    )


def _earliest_plan(on: date, months: int) -> date:
    """Return the first date of a plan that still counts on the day (DEF-4)."""
    try:
        earliest = months_after(on, -months)
    except (ValueError, OverflowError):
        return date.min
    return earliest if months_after(earliest, months) >= on else earliest + timedelta(days=1)
