"""Sharing the cap out among EAOs and moving what is unused: proposed with a reason, made by a second one (TCAP-5)."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from esa.audit import service as audit
from esa.credits.domain import AllotmentMode, ChangeKind, ChangeStanding
from esa.credits.domain.turning import Part, Turn, moves
from esa.credits.models import AllotmentChange, CreditAllotment
from esa.credits.service.holding import Held, hold
from esa.credits.service.refusing import refusal
from esa.credits.service.waiting import serve_waiting
from esa.credits.store import caps
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.law.credits.allotments import allot_grounds, move_grounds, shares_of
from esa.law.credits.events import Allot, Reallocate
from esa.law.tried import Sentence
from esa.organizations import service as organizations
from esa.platform.work import Work


@dataclass(frozen=True, slots=True)
class Share:
    """An EAO's part of the cap: its allotment (None where the cap is common to all) and what of it is used."""

    organization_id: uuid.UUID
    name: str
    allotted: Money | None
    used: Money
    after: Money | None = None

    @property
    def unused(self) -> Money:
        """Return what of the allotment is not used, nothing where there is none."""
        return ZERO if self.allotted is None else self.allotted - self.used


Moves = tuple[Reallocate, ...]
Change = Allot | Reallocate | Moves


def split_change(at: datetime, mode: AllotmentMode, shares: Mapping[uuid.UUID, Money | None]) -> Allot:
    """Return the split of the cap among the EAOs named (TCAP-7); only `custom` has amounts."""
    eaos = tuple(str(each) for each in shares)
    amounts = {str(each): amount for each, amount in shares.items() if amount is not None}
    return Allot(at, mode.value, () if mode is AllotmentMode.FIRST_COME else eaos, amounts)


def move_change(at: datetime, giver: uuid.UUID, taker: uuid.UUID, amount: Money) -> Reallocate:
    """Return the move of unused allotment from one EAO to another (TCAP-5)."""
    return Reallocate(at, str(giver), str(taker), amount)


def turn_change(work: Work, year: int, turn: Turn) -> Moves:
    """Return the moves of a turn as the shares stand now: all unused that may go, to those that used theirs (TCAP-5).

    Raises Conflict where nothing is to be moved.
    """
    work.authorize(Permission.ORGANIZATION_READ)
    parts = [Part(each.organization_id, each.allotted or ZERO, each.used) for each in _shares(work, year, None)]
    found = tuple(moves(parts, turn, work.now, work.law))
    if not found:
        told = "Nothing is to be moved: it is too early, nobody has unused allotment, or nobody used enough."
        raise Conflict(told, [Ground("", told)], code="nothing_to_move")
    return found


def shares(work: Work, year: int) -> list[Share]:
    """Return each EAO's part of a year's cap, by name."""
    work.authorize(Permission.ORGANIZATION_READ)
    return _shares(work, year, None)


def preview(work: Work, year: int, wanted: Change) -> tuple[list[Share], list[str]]:
    """Return how the shares would stand after a change, and all that stands against it; nothing is changed."""
    work.authorize(Permission.ORGANIZATION_READ)
    row = caps.cap(work.tx, year)
    if row is None:
        raise NotFound(f"The cap of {year} is not set.", code="cap_unknown")
    names = _names(work)
    against = _named(_against(work, Held(row), wanted), names, work.actor.language)
    return _shares(work, year, _after(work, Held(row), wanted)), against


def propose(work: Work, year: int, wanted: Change, reason: str) -> uuid.UUID:
    """Propose a split or a move with its reason and return its id; a second person makes it.

    Raises Invalid without a reason, Conflict with all that stands against the change now.
    """
    work.authorize(Permission.CREDIT_ALLOT)
    if not reason.strip():
        ground = Ground("reason", "Give the reason; it is kept with the change.")
        raise Invalid(ground.message, [ground])
    held = hold(work, year)
    _refuse(work, held, wanted)
    kind = ChangeKind.ALLOT if isinstance(wanted, Allot) else ChangeKind.REALLOCATE
    made = AllotmentChange(
        id=new_id(), year=year, kind=kind, content=_content(wanted), reason=reason.strip(),
        proposed_by=work.actor.require_user(), proposed_at=work.now,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    audit.record(work, "allotment.proposed", subject_kind="allotment", subject_id=str(made.id), detail=made.content)
    return made.id


def make(work: Work, change_id: uuid.UUID) -> None:
    """Make a proposed change, as another person than who proposed it; it is judged anew on how the cap stands now.

    Raises NotFound, Conflict for the same person or with all that stands against the change.
    """
    held, change = _held_change(work, change_id)
    if change.proposed_by == work.actor.require_user():
        raise Conflict("Somebody else must make what you proposed.", code="second_person")
    wanted = wanted_of(change, work.now)
    _refuse(work, held, wanted)
    _lay_down(work, held, wanted)
    _decide(work, change, ChangeStanding.MADE)
    serve_waiting(work, held)


def withdraw(work: Work, change_id: uuid.UUID) -> None:
    """Set a proposed change aside. Raises NotFound."""
    _, change = _held_change(work, change_id)
    _decide(work, change, ChangeStanding.WITHDRAWN)


def changes(work: Work, year: int) -> Sequence[AllotmentChange]:
    """Return the proposed and made changes of a year, the newest first."""
    work.authorize(Permission.ORGANIZATION_READ)
    return caps.changes(work.tx, year)


def wanted_of(change: AllotmentChange, at: datetime) -> Change:
    """Return the change that was proposed, as it would happen at that instant."""
    kept = change.content
    if change.kind is ChangeKind.ALLOT:
        amounts = {eao: Money.from_wire(text) for eao, text in kept["amounts"].items()}
        return Allot(at, kept["mode"], tuple(kept["eaos"]), amounts)
    return tuple(Reallocate(at, each["from"], each["to"], Money.from_wire(each["amount"])) for each in kept["moves"])


def _moves(wanted: Reallocate | Moves) -> Moves:
    return (wanted,) if isinstance(wanted, Reallocate) else wanted


def _content(wanted: Change) -> dict[str, Any]:
    if isinstance(wanted, Allot):
        amounts = {eao: amount.to_wire() for eao, amount in wanted.amounts.items()}
        return {"mode": wanted.mode, "eaos": list(wanted.eaos), "amounts": amounts}
    rows = [{"from": each.giver, "to": each.taker, "amount": each.amount.to_wire()} for each in _moves(wanted)]
    return {"moves": rows}


def _held_change(work: Work, change_id: uuid.UUID) -> tuple[Held, AllotmentChange]:
    work.authorize(Permission.CREDIT_ALLOT)
    year = caps.change_year(work.tx, change_id)
    held = None if year is None else hold(work, year)
    change = None if held is None else caps.locked_change(work.tx, change_id)
    if held is None or change is None:
        raise NotFound("There is no such proposal.")
    return held, change


def _decide(work: Work, change: AllotmentChange, standing: ChangeStanding) -> None:
    change.standing, change.decided_by, change.decided_at = standing, work.actor.require_user(), work.now
    work.tx.flush()
    audit.record(work, f"allotment.{standing.value}", subject_kind="allotment", subject_id=str(change.id))


def _used(work: Work, year: int) -> dict[str, Money]:
    return {str(each): amount for each, amount in caps.used_by_organization(work.tx, year).items()}


def _allotted(work: Work, held: Held) -> dict[str, Money] | None:
    if not held.is_allotted:
        return None
    return {str(each.organization_id): each.allotted for each in caps.shares(work.tx, held.row.year)}


def _against(work: Work, held: Held, wanted: Change) -> list[Sentence]:
    used = _used(work, held.row.year)
    if isinstance(wanted, Allot):
        return allot_grounds(wanted, held.row.cap, used)
    kept, found = _allotted(work, held), []
    for each in _moves(wanted):
        found += move_grounds(each, held.row.year, kept, used, work.law)
        if kept is not None:
            kept = _moved(kept, each)
    return list(dict.fromkeys(found))


def _moved(kept: Mapping[str, Money], each: Reallocate) -> dict[str, Money]:
    after = dict(kept)
    for eao, amount in ((each.giver, -each.amount), (each.taker, each.amount)):
        after[eao] = after.get(eao, ZERO) + amount
    return after


def _refuse(work: Work, held: Held, wanted: Change) -> None:
    against = _against(work, held, wanted)
    if against:
        told = refusal(work, Conflict, [("", each) for each in against], "allotment_refused")
        grounds = [Ground("", each) for each in _named(against, _names(work), work.actor.language)]
        raise Conflict(grounds[0].message, grounds, code=told.code)


def _names(work: Work) -> dict[str, str]:
    return {str(each.id): each.name for each in organizations.organizations(work)}


def _named(against: Sequence[Sentence], names: Mapping[str, str], language: str) -> list[str]:
    """Return the sentences with the EAOs' names in place of their ids."""
    return [
        Sentence(
            each.template,
            tuple((key, names.get(value, value) if key == "eao" else value) for key, value in each.values),  # type: ignore[call-overload]
        ).text(language)
        for each in against
    ]


def _after(work: Work, held: Held, wanted: Change) -> dict[str, Money] | None:
    if isinstance(wanted, Allot):
        return shares_of(wanted, held.row.cap)
    kept = _allotted(work, held) or {}
    for each in _moves(wanted):
        kept = _moved(kept, each)
    return kept


def _lay_down(work: Work, held: Held, wanted: Change) -> None:
    """Write the shares as they are after the change; what is used is what the reservations say."""
    after, used = _after(work, held, wanted) or {}, _used(work, held.row.year)
    there = {str(each.organization_id): each for each in caps.shares(work.tx, held.row.year)}
    for eao in sorted({*after, *there}):
        amount, row = after.get(eao, ZERO), there.get(eao)
        if row is None:
            row = CreditAllotment(year=held.row.year, organization_id=uuid.UUID(eao))
            work.tx.add(row)
        row.allotted, row.used = amount, used.get(eao, ZERO) if after else ZERO
    if isinstance(wanted, Allot):
        held.row.mode = AllotmentMode(wanted.mode)
    held.shares.clear()
    work.tx.flush()


def _shares(work: Work, year: int, after: Mapping[str, Money] | None) -> list[Share]:
    row = caps.cap(work.tx, year)
    kept = {each.organization_id: each.allotted for each in caps.shares(work.tx, year)}
    if row is None or row.mode is AllotmentMode.FIRST_COME:
        kept = {}
    used = caps.used_by_organization(work.tx, year)
    return [
        Share(each.id, each.name, kept.get(each.id), used.get(each.id, ZERO), (after or {}).get(str(each.id)))
        for each in organizations.organizations(work)
        if each.id in kept or each.id in used or not kept
    ]
