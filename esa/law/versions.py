"""The versions of the program's law, each in force from a day on until the next one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the law: its name, its first day and the acts that made it."""

    name: str
    first_day: date
    acts: str

    def __str__(self) -> str:
        return self.name


L2021 = Version("L2021", date(2021, 8, 28), "HB 349 and SB 86 (2021)")
L2024 = Version("L2024", date(2024, 8, 28), "SB 727 and HB 2287 (2024)")

VERSIONS = (L2021, L2024)
# Acts of the legislature on the program that changed no rule that decides and no figure, so that they need no version.
ACTS_WITHOUT_A_RULE = (
    Version(
        "SB 63 (2025)",
        date(2025, 8, 28),
        "words on home schools and family paced education schools (RSMo 167.042, 167.790)",
    ),
)
# Not law: bills of 2026 that are not known to have passed, on the day on which they would have come into force.
PROPOSED_2026 = Version("proposed-2026", date(2026, 8, 28), "SB 998 and HB 2158 (2026), proposed and not in force")
NEWEST = VERSIONS[-1]
BEGINNING = VERSIONS[0].first_day


def version_on(day: date) -> Version:
    """Return the version in force on that day. Raises ValueError before the program's first day."""
    for version in reversed(VERSIONS):
        if version.first_day <= day:
            return version
    raise ValueError(f"must not be before {BEGINNING.isoformat()}, when the program began")
