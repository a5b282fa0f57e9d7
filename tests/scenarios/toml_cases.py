"""How the scenarios of a folder are read: TOML laid over its default, days and absent facts put on the wire."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


def cases(name):
    for path in sorted((FOLDER / name).glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", []):
            yield pytest.param(case, id=f"{path.stem}:{case['id']}")


def default(name):
    path = FOLDER / name / "default.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def laid_over(base, given):
    if isinstance(base, dict) and isinstance(given, dict):
        return {key: laid_over(base.get(key), given.get(key, base.get(key))) for key in {**base, **given}}
    return given


def on_the_wire(value, absent=("absent",)):
    """TOML has days of its own and no null, for which the words of `absent` stand."""
    if isinstance(value, dict):
        return {key: on_the_wire(each, absent) for key, each in value.items()}
    if isinstance(value, list):
        return [on_the_wire(each, absent) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if value in absent else value
