"""The words of an EAO: its standing, its rule for ties, its rule for the last dollars."""

import re
from dataclasses import dataclass
from enum import StrEnum

from esa.kernel.errors import Ground
from esa.kernel.money import ZERO, Money


class Standing(StrEnum):
    """Where an organization stands with the Treasurer in a school year (135.715.2)."""

    APPLIED = "applied"
    CERTIFIED = "certified"
    DENIED = "denied"
    BARRED = "barred"


class TieRule(StrEnum):
    """How an EAO orders students inside a tier, where the statute is silent (ORD-5)."""

    COMPLETED = "completed"
    LOTTERY = "lottery"


class LastRule(StrEnum):
    """What happens to the last dollars that do not fund the next student in full (ORD-3)."""

    STOP = "stop"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a receipt says of an EAO beside its name: the postal address and the federal tax number (EIN)."""

    street: str
    city: str
    state: str
    zip: str
    tax_number: str

    def grounds(self) -> list[Ground]:
        """Return what is missing or wrong, by field."""
        found = [
            Ground(name, told)
            for name, told in (("street", "Enter the street and number, or the box."), ("city", "Enter the city."))
            if not getattr(self, name).strip()
        ]
        if not re.fullmatch("[A-Z]{2}", self.state):
            found.append(Ground("state", "Enter the state in two letters, like MO."))
        if not re.fullmatch("[0-9]{5}(-[0-9]{4})?", self.zip):
            found.append(Ground("zip", "Enter the ZIP code, like 65101."))
        if not re.fullmatch("[0-9]{2}-[0-9]{7}", self.tax_number):
            found.append(Ground("tax_number", "Enter the federal tax number, like 12-3456789."))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What an EAO filed before a school year in which it expects gifts: a bond, or other proof (EAO-14)."""

    expected: Money = ZERO
    bond: Money = ZERO
    other_proof: bool = False
