"""The parameters in force on a day, as the console and the API show them."""

from datetime import date

from esa.law.law import Law
from esa.law.parameter import DatedValue, Parameter
from esa.law.units import value_to_wire


def in_force(law: Law, day: date) -> list[tuple[Parameter, DatedValue]]:
    """Return every parameter that exists on the day, with its value of that day."""
    found = ((parameter, law.entry(parameter.key, day)) for parameter in law.parameters())
    return [(parameter, value) for parameter, value in found if value is not None]


def shown(law: Law, day: date) -> dict[str, object]:
    """Return the law of the day as JSON types. Raises ValueError for a day before the program began."""
    listed = [_to_wire(parameter, value) for parameter, value in in_force(law, day)]
    return {"law": law.name_on(day), "on": day.isoformat(), "parameters": listed}


def every(law: Law) -> list[dict[str, object]]:
    """Return every parameter with all its dated values, the oldest first, as JSON types."""
    return [_with_values(parameter) for parameter in law.parameters()]


def _with_values(parameter: Parameter) -> dict[str, object]:
    values = [_value_to_wire(value) for value in parameter.values]
    named = {name: getattr(parameter, name) for name in ("key", "topic", "title", "unit", "rule")}
    return {**named, "values": values}


def _value_to_wire(value: DatedValue) -> dict[str, object]:
    return {
        "from": value.starts_on.isoformat(),
        "to": None if value.ends_on is None else value.ends_on.isoformat(),
        "value": None if value.value is None else value_to_wire(value.value),
        "cite": value.cite,
        "status": value.status.value,
    }


def _to_wire(parameter: Parameter, value: DatedValue) -> dict[str, object]:
    return {
        "key": parameter.key,
        "title": parameter.title,
        "value": None if value.value is None else value_to_wire(value.value),
        "unit": parameter.unit,
        "rule": parameter.rule,
        "cite": value.cite,
        "status": value.status.value,
        "from": value.starts_on.isoformat(),
        "to": None if value.ends_on is None else value.ends_on.isoformat(),
    }
