"""The statewide cap of a calendar year: set, shown, and what uses it."""

from dataclasses import dataclass
from datetime import date

from esa.audit import service as audit
from esa.credits.domain import AllotmentMode
from esa.credits.models import CreditCap
from esa.credits.service.holding import hold
from esa.credits.service.waiting import serve_waiting
from esa.credits.store import caps
from esa.kernel.errors import Conflict
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.law.units import as_amount
from esa.parameters.domain import FigurePublished
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class CapState:
    """The statewide cap of a calendar year and what uses it."""

    year: int
    cap: Money
    reserved: Money
    received: Money
    certified: Money
    source: str
    as_of: date
    lapsed: Money = ZERO
    mode: AllotmentMode = AllotmentMode.FIRST_COME

    @property
    def used(self) -> Money:
        """Return what is no longer available (RES-5)."""
        return self.reserved + self.received + self.certified

    @property
    def available(self) -> Money:
        """Return what may still be reserved."""
        return self.cap - self.used


def cap_state(work: Work, year: int) -> CapState | None:
    """Return the cap of a calendar year, None where it has not been set."""
    work.authorize(Permission.CAP_READ)
    row = caps.cap(work.tx, year)
    if row is None:
        return None
    return CapState(
        row.year, row.cap, row.reserved, row.received, row.certified, row.source, row.as_of, row.lapsed, row.mode
    )


def set_cap(work: Work, year: int, amount: Money, *, cite: str, source: str, as_of: date) -> None:
    """Set the cap of a calendar year. Raises Conflict where more of it is used already.

    What a higher cap sets free goes first to those who wait (TCAP-4).
    """
    work.authorize(Permission.CAP_SET)
    row = caps.cap(work.tx, year)
    if row is None:
        work.tx.add(CreditCap(year=year, cap=amount, cite=cite, source=source, as_of=as_of))
    else:
        held = hold(work, year)
        if held.used > amount:
            raise Conflict("More than this is reserved or given already.", code="cap_in_use")
        held.row.cap, held.row.cite, held.row.source, held.row.as_of = amount, cite, source, as_of
        serve_waiting(work, held)
    work.tx.flush()
    audit.record(work, "cap.set", subject_kind="cap", subject_id=str(year), detail={"cap": amount.to_wire()})


def figure_published(work: Work, event: FigurePublished) -> None:
    """Open or move the year whose cap was published, so that the law's figure and the cap in use are one.

    Raises Conflict where more of it is used already.
    """
    if event.key == "credit_cap":
        amount = as_amount(event.value)
        set_cap(work, event.starts_on.year, amount, cite=event.cite, source=event.source, as_of=event.as_of)
