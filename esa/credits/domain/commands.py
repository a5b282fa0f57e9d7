"""Commands of the credits room, and what they are answered."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from esa.credits.domain.words import Outcome, ReservationStanding, TaxpayerType
from esa.kernel.money import ZERO, Money
from esa.law.tried import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDonor:
    """A donor as they name themselves; the taxpayer number comes sealed, with its last four digits beside it."""

    id: uuid.UUID
    name: str
    taxpayer_type: TaxpayerType
    email: str = ""
    taxpayer_number: bytes | None = field(default=None, repr=False)
    taxpayer_last_four: str = ""
    is_anonymous: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveCredits:
    """A request to reserve credits for a gift to one EAO, with what the donor attests (RES-1, TAX-3, TAX-8)."""

    claim_id: uuid.UUID
    donor_id: uuid.UUID
    organization_id: uuid.UUID
    amount: Money
    partial_ok: bool = False
    wait: bool = False
    no_dependent_benefits: bool = False
    no_student_named: bool = False
    note: str = ""
    shown_name: str = ""
    new_donor: NewDonor | None = None
    plan_id: uuid.UUID | None = None
    language: str = "en"

    @property
    def digest(self) -> str:
        """Return what tells this request from another that comes under the same id."""
        donor = self.new_donor
        who = str(self.donor_id) if donor is None else f"{donor.name}\n{donor.email}\n{donor.taxpayer_type}"
        parts = (who, str(self.organization_id), self.amount.to_wire(), str(self.partial_ok), str(self.wait), self.note)
        return sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The one outcome of a request to reserve; `free` is what could have been had, `grounds` why it was refused."""

    claim_id: uuid.UUID
    outcome: Outcome
    amount: Money = ZERO
    free: Money = ZERO
    reference: str = ""
    donor_id: uuid.UUID | None = None
    reservation_id: uuid.UUID | None = None
    lapses_after: date | None = None
    grounds: tuple[tuple[str, Sentence], ...] = ()
    said: tuple[tuple[str, str], ...] = ()

    @property
    def is_refused(self) -> bool:
        """Say whether nothing was reserved and no place is kept."""
        return self.outcome is Outcome.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """Somebody who is to be told of a reservation, and what: the data of one notice."""

    kind: str
    reservation_id: uuid.UUID
    donor_id: uuid.UUID
    organization_id: uuid.UUID
    name: str
    email: str
    language: str
    reference: str
    amount: Money
    lapses_after: date
    days_left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What is left of a gift after money went back, and where its reservation stands now."""

    left: Money
    credit_left: Money
    standing: ReservationStanding
    entry_id: uuid.UUID
