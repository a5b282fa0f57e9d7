"""The CSV form of an EAO's file of applications, turned into the objects that the one reader takes."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from esa.applications.domain.bringing import (
    MILITARY,
    SHOWN,
    YES_NO,
    BroughtChild,
    BroughtHousehold,
    read_child,
    read_household,
)
from esa.kernel.wire import BadLine, FieldError, Fields

_HOUSEHOLD_COLUMNS = {
    "household_key": "key", "contact_name": "contact_name", "email": "email", "phone": "phone", "street": "street",
    "city": "city", "zip": "zip", "county": "county", "district": "district", "household_size": "size",
    "annual_income": "annual_income", "language": "language",
}  # fmt: skip
_TEXT_COLUMNS = (
    "external_id", "given_name", "family_name", "birth_date", "grade", "completed_at", "payment_plan", "school",
    "school_city", "tuition", "agreement_on", "enrolled_on", "state_student_number", "lunch_categorical", "entering",
)  # fmt: skip
_NUMBERS = ("size", "city_population")
_WORDS = {"yes": True, "true": True, "no": False, "false": False}
COLUMNS = (
    *_HOUSEHOLD_COLUMNS, *_TEXT_COLUMNS, *YES_NO, "city_population", "iep_kind", "iep_dated", *MILITARY,
    *(f"{name}_{part}" for name in SHOWN for part in ("evidence", "evidence_dated")),
)  # fmt: skip
NEEDED = (
    "household_key", "contact_name", "household_size", "external_id", "given_name", "family_name", "birth_date",
    "grade", "completed_at", "missouri_resident", "lawfully_present",
)  # fmt: skip


class NoHeader(ValueError):
    """A CSV file whose header lacks a needed column, repeats one, or has one that is not known."""


def _typed(name: str, text: str) -> object:
    """Return a cell as the JSON value that the one reader takes."""
    if name in YES_NO or name in MILITARY:
        return _WORDS.get(text.strip().lower(), text)
    if name in _NUMBERS and text.strip().isascii() and text.strip().isdigit():
        return int(text)
    return text


def _nested(row: Mapping[str, str]) -> tuple[dict[str, object], dict[str, object]]:
    """Return a row as (household, child) objects; an empty cell is a field left out."""
    cells = {name: text for name, text in row.items() if text != ""}
    household = {
        _HOUSEHOLD_COLUMNS[n]: _typed(_HOUSEHOLD_COLUMNS[n], t) for n, t in cells.items() if n in _HOUSEHOLD_COLUMNS
    }
    child = {n: _typed(n, t) for n, t in cells.items() if n in _TEXT_COLUMNS or n in YES_NO or n == "city_population"}
    plan = {part: cells[f"iep_{part}"] for part in ("kind", "dated") if f"iep_{part}" in cells}
    military = {name: _typed(name, cells[name]) for name in MILITARY if name in cells}
    evidence = {}
    for name in SHOWN:
        shown = {"kind": cells.get(f"{name}_evidence"), "dated": cells.get(f"{name}_evidence_dated")}
        if any(shown.values()):
            evidence[name] = {part: text for part, text in shown.items() if text}
    parts = {"iep": plan, "military": military, "evidence": evidence}
    return household, {**child, **{name: value for name, value in parts.items() if value}}


def read_csv(data: bytes) -> Iterator[BroughtHousehold | BadLine]:
    """Yield the households of a CSV file, or what is wrong with a row. Raises UnicodeDecodeError and NoHeader.

    Rows of one household may stand anywhere; where they say different things of it, the later row is at fault.
    """
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    header = next(reader, [])
    _check_header(header)
    first: dict[str, tuple[int, dict[str, object]]] = {}
    children: dict[str, list[tuple[int, dict[str, object]]]] = {}
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(header):
            said = f"has {len(cells)} cells instead of {len(header)}" if cells else "is empty; take it out"
            yield BadLine(line, None, (FieldError("line", said),))
        else:
            household, child = _nested(dict(zip(header, cells, strict=True)))
            key = str(household.get("key", f"line {line}"))
            known = first.setdefault(key, (line, household))[1]
            differing = sorted(name for name in {*known, *household} if known.get(name) != household.get(name))
            if differing:
                said = f"differs from line {first[key][0]} of the same household"
                name = str(child.get("external_id", "")) or None
                yield BadLine(line, name, tuple(FieldError(f"household.{each}", said) for each in differing))
            else:
                children.setdefault(key, []).append((line, child))
        line = reader.line_num + 1
    for key, rows in children.items():
        yield from _from_rows(first[key], rows)


def _check_header(header: Sequence[str]) -> None:
    missing = [name for name in NEEDED if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    if missing or unknown or len(set(header)) != len(header):
        parts = [f"lacks {', '.join(missing)}"] if missing else []
        parts += [f"has unknown columns {', '.join(unknown)}"] if unknown else []
        raise NoHeader("the header " + (" and ".join(parts) or "repeats a column"))


def _from_rows(
    first: tuple[int, dict[str, object]], rows: Sequence[tuple[int, dict[str, object]]]
) -> Iterator[BroughtHousehold | BadLine]:
    """Read a household's rows by the one reader; faults of a child stand on its own line, and its siblings are kept."""
    line, household = first
    good: list[BroughtChild] = []
    for number, child in rows:
        fields = Fields(child)
        made = read_child(fields, number)
        if fields.errors:
            named = child.get("external_id")
            yield BadLine(number, str(named) if named else None, tuple(fields.errors))
        else:
            good.append(made)
    whole = Fields({"household": household, "children": []})
    made_household = read_household(whole, line)
    errors = [error for error in whole.errors if error.field != "children"]
    if errors:
        yield BadLine(line, None, tuple(errors))
    elif good:
        yield BroughtHousehold(
            **{name: getattr(made_household, name) for name in BroughtHousehold.__slots__ if name != "children"},
            children=tuple(good),
        )
