"""Invented families: a file of applications for an EAO and year, in the layout that an EAO would bring in."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_GIVEN = (
    "Ada", "Amara", "Ben", "Caleb", "Camila", "Cora", "Daniel", "Diego", "Elena", "Eli", "Emma", "Ezra", "Finn", "Grace",
    "Hana", "Isaac", "Ivy", "Jack", "Jonah", "Josephine", "Kai", "Layla", "Leo", "Lucia", "Malik", "Maya", "Micah", "Mila",
    "Naomi", "Noah", "Nora", "Omar", "Owen", "Priya", "Quinn", "Rosa", "Ruth", "Samuel", "Sofia", "Tess", "Theo", "Uma",
    "Victor", "Willa", "Xavier", "Yusuf", "Zoe", "Abel", "Beatriz", "Clara",
)  # fmt: skip
_FAMILY = (
    "Abernathy", "Alvarez", "Baptiste", "Becker", "Bell", "Boone", "Carver", "Castillo", "Chen", "Coleman", "Dawson",
    "Delgado", "Diallo", "Eads", "Ellis", "Fields", "Flores", "Garrison", "Grant", "Hadley", "Haines", "Herrera", "Ito",
    "Jennings", "Joplin", "Kane", "Kowalski", "Lacey", "Le", "Marsh", "Mbeki", "Meyer", "Nash", "Nguyen", "Okafor", "Ortiz",
    "Park", "Pruitt", "Ramos", "Reyes", "Rolla", "Sato", "Schmidt", "Tanner", "Truman", "Usman", "Vogel", "Walsh", "Yoder",
    "Zimmer",
)  # fmt: skip
# Limits of four persons, 2025-26, around which incomes are drawn, in dollars for a household of four.
_INCOMES = (
    (8_000, 41_000, 46),
    (41_800, 59_000, 19),
    (60_000, 120_000, 21),
    (120_000, 170_000, 9),
    (179_000, 260_000, 5),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A school of the EAO's with a district of its county."""

    school: str
    city: str
    county: str
    district: str


def _weighted(draw: random.Random, rows: Sequence[tuple[int, int, int]]) -> int:
    low, high, _ = draw.choices(rows, [weight for *_, weight in rows])[0]
    return draw.randrange(low, high)


def households(draw: random.Random, number: int, places: Sequence[Place], first: date) -> list[dict[str, Any]]:
    """Return households with `number` children in all, as they apply for the first time in the year that opens `first`."""
    made: list[dict[str, Any]] = []
    children = 0
    while children < number:
        size = min(draw.choice((1, 1, 1, 2, 2, 3)), number - children)
        place, family = draw.choice(places), draw.choice(_FAMILY)
        adults = draw.choice((1, 2, 2))
        income = _weighted(draw, _INCOMES) * (size + adults + 3) // 7
        key = f"H{len(made) + 1:05d}"
        kids = [_child(draw, f"{key}-{index}", family, place, first) for index in range(1, size + 1)]
        children += size
        made.append(
            {
                "household": {
                    "key": key, "contact_name": f"{draw.choice(_GIVEN)} {family}", "size": size + adults,
                    "annual_income": None if draw.random() < 0.04 else f"{income}.00", "county": place.county,
                    "district": place.district, "city": place.city, "language": draw.choice(("en",) * 9 + ("es",)),
                },
                "children": kids,
            }
        )  # fmt: skip
    return made


def _child(draw: random.Random, number: str, family: str, place: Place, first: date) -> dict[str, Any]:
    grade = draw.randrange(0, 13)
    birth = date(first.year - 5 - grade, 1, 1) - timedelta(days=draw.randrange(0, 200))
    iep = draw.random() < 0.17
    done = first + timedelta(days=draw.randrange(0, 40))
    agreed = draw.random() < 0.9
    starts = grade <= 1 and draw.random() < 0.8
    child: dict[str, Any] = {
        "external_id": number, "given_name": draw.choice(_GIVEN), "family_name": family,
        "birth_date": birth.isoformat(), "grade": "K" if grade == 0 else str(grade),
        "completed_at": f"{done.isoformat()}T{draw.randrange(8, 20):02d}:{draw.randrange(60):02d}:00-05:00",
        "missouri_resident": draw.random() > 0.004, "lawfully_present": draw.random() > 0.004,
        "in_state_custody": draw.random() < 0.012, "limited_english": draw.random() < 0.05,
        "dyslexia_diagnosed": draw.random() < 0.04,
        "public_semester_in_previous_12_months": draw.random() < 0.62,
        "iep": {"kind": draw.choice(("iep", "iep", "iep", "service_plan", "plan_504")),
                "dated": (first - timedelta(days=draw.randrange(30, 1300))).isoformat()} if iep else None,
        "entering": ("kindergarten" if grade == 0 else "first_grade") if starts else None,
        "completed_kindergarten": bool(starts and grade == 1),
        "school": place.school, "school_city": place.city, "tuition": f"{draw.randrange(3_850, 8_330)}.00",
        "payment_plan": draw.choice(("four", "four", "four", "lump")),
        "agreement_on": (done + timedelta(days=draw.randrange(3, 20))).isoformat() if agreed else None,
        "enrolled_on": (done + timedelta(days=draw.randrange(3, 20))).isoformat() if draw.random() < 0.93 else None,
        "evidence": {"annual_income": {"kind": "tax_return", "dated": f"{first.year}-04-15"}},
    }  # fmt: skip
    if draw.random() < 0.02:
        child["military"] = {
            "sponsor_on_active_duty": True, "relocated_to_missouri": True, "first_missouri_school": draw.random() < 0.7,
        }  # fmt: skip
    return child


def later(draw: random.Random, household: dict[str, Any], first: date) -> dict[str, Any]:
    """Return a household of the year before as it applies again: a grade up, a new day, the same children."""
    children = []
    for old in household["children"]:
        grade = 0 if old["grade"] == "K" else int(old["grade"])
        done = first + timedelta(days=draw.randrange(0, 40))
        again = {
            **old, "grade": str(min(grade + 1, 12)), "entering": None, "completed_kindergarten": False,
            "public_semester_in_previous_12_months": False,
            "completed_at": f"{done.isoformat()}T{draw.randrange(8, 20):02d}:{draw.randrange(60):02d}:00-05:00",
            "agreement_on": (done + timedelta(days=5)).isoformat(), "enrolled_on": (done + timedelta(days=9)).isoformat(),
        }  # fmt: skip
        children.append(again)
    return {"household": household["household"], "children": children}


def file_of(rows: Sequence[dict[str, Any]]) -> bytes:
    """Return the households as a JSON Lines file."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
