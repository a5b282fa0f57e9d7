"""Choosing a reading of the law: proposed by one person of a body, confirmed by another, laid over the law."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission, Role
from esa.law import Law
from esa.platform.work import Work
from esa.readings import store
from esa.readings.domain import AS_THE_STATE, Standing, chosen_by, in_force, proposing_grounds
from esa.readings.models import ReadingChoice

_TWICE = "A choice of this question from this day on stands already. Withdraw it first, or choose another day."


def laws_on(tx: Session, law: Law, on: date) -> Callable[[uuid.UUID | None], Law]:
    """Return, for an EAO or the whole state, the law read as was chosen for that day; nothing chosen leaves it."""
    choices = store.chosen(tx, on)
    if not choices:
        return lambda _: law
    return lambda organization_id: law.with_readings(in_force(choices, on, organization_id))


def ever_confirmed(work: Work) -> bool:
    """Say whether any choice was ever confirmed: else every decision was read as we read the law."""
    return store.ever_confirmed(work.tx)


@dataclass(frozen=True, slots=True)
class Shown:
    """A choice with where it stands on the program's day."""

    choice: ReadingChoice
    standing: Standing


def shown(work: Work) -> list[Shown]:
    """Return every choice that whoever asks may see, by reading, the latest first day first.

    Those that hold or held, and those withdrawn after they were confirmed, are anybody's to see; the others are their
    body's and the state's.
    """
    latest: set[tuple[str, uuid.UUID | None]] = set()
    return [Shown(each, _standing(each, work.today, latest)) for each in store.choices(work.tx)]


def one(work: Work, choice_id: uuid.UUID) -> Shown:
    """Return one choice. Raises NotFound, also for another body's proposal."""
    work.authorize(Permission.REFERENCE_READ)
    found = next((each for each in shown(work) if each.choice.id == choice_id), None)
    if found is None:
        raise NotFound("There is no such choice.")
    return found


def _standing(choice: ReadingChoice, today: date, latest: set[tuple[str, uuid.UUID | None]]) -> Standing:
    has_begun = choice.starts_on <= today
    if choice.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if choice.confirmed_at is None:
        return Standing.LAPSED if has_begun else Standing.PROPOSED
    if not has_begun:
        return Standing.COMING
    key = (choice.reading, choice.organization_id)
    if key in latest:
        return Standing.PAST
    latest.add(key)
    return Standing.IN_FORCE


def propose(work: Work, reading: str, option: str, reason: str, starts_on: date) -> uuid.UUID:
    """Propose an option for the whole state, or as an EAO for its own program, and return the proposal's id.

    Raises Invalid with every ground: no such reading or option, one that this body may not choose, no reason, a day
    that has begun, a day for which the body has a choice of this reading already.
    """
    work.authorize(Permission.READING_CHOOSE)
    owner = _body(work)
    grounds = proposing_grounds(reading, option, reason, starts_on, work.today, eao=owner is not None)
    if grounds:
        raise Invalid(grounds[0].message, grounds, code="bad_choice")
    made = ReadingChoice(
        id=new_id(), reading=reading, option=option, reason=reason.strip(), starts_on=starts_on, organization_id=owner,
        proposed_at=work.now, proposed_by=work.actor.require_user(),
    )  # fmt: skip
    try:
        with work.tx.begin_nested():
            work.tx.add(made)
    except IntegrityError:
        raise Invalid(_TWICE, [Ground("starts_on", _TWICE)], code="chosen_already") from None
    _record(work, made, "proposed", {"reason": made.reason})
    return made.id


def confirm(work: Work, choice_id: uuid.UUID) -> None:
    """Confirm a proposal, as another person of the same body; it holds from its first day on.

    Raises NotFound, also for another body's, and Conflict for whoever proposed it or one that cannot be confirmed.
    """
    choice = _held(work, choice_id)
    if choice.proposed_by == work.actor.require_user():
        raise Conflict("Somebody else must confirm what you proposed.", code="second_person")
    if choice.confirmed_at is not None or choice.withdrawn_at is not None:
        raise Conflict("This choice does not wait to be confirmed.", code="not_proposed")
    if choice.starts_on <= work.today:
        raise Conflict("Its first day has come without a second person. Propose it anew.", code="lapsed")
    choice.confirmed_at, choice.confirmed_by = work.now, work.actor.require_user()
    work.tx.flush()
    _record(work, choice, "confirmed", {})


def withdraw(work: Work, choice_id: uuid.UUID) -> None:
    """Take a choice back before it begins. Raises NotFound, also for another body's, and Conflict for one that began.

    A reading that holds is not taken back but followed by another choice.
    """
    choice = _held(work, choice_id)
    if choice.withdrawn_at is not None:
        raise Conflict("This choice was withdrawn already.", code="withdrawn")
    if choice.starts_on <= work.today:
        raise Conflict("This choice has begun. Choose another reading from a later day on.", code="begun")
    choice.withdrawn_at, choice.withdrawn_by = work.now, work.actor.require_user()
    work.tx.flush()
    _record(work, choice, "withdrawn", {})


def law_under(work: Work, choice: ReadingChoice, organization_id: uuid.UUID) -> Law:
    """Return that EAO's law of today as if the choice held; the state's leaves an EAO's own alone."""
    law, name = work.law_of(organization_id), choice.reading
    if choice.organization_id is None and name in own_choices(work).get(organization_id, {}):
        return law
    option = work.laws(None).reads(name) if choice.option == AS_THE_STATE else choice.option
    return law.with_readings({name: option})


def own_choices(work: Work) -> dict[uuid.UUID, dict[str, str]]:
    """Return by EAO the options it has chosen for its own program and that hold today."""
    choices = store.chosen(work.tx, work.today)
    owners = {each.organization_id for each in choices if each.organization_id is not None}
    return {owner: chosen_by(choices, work.today, owner) for owner in owners}


def _body(work: Work) -> uuid.UUID | None:
    return None if work.actor.role is Role.TREASURER else work.actor.require_organization()


def _held(work: Work, choice_id: uuid.UUID) -> ReadingChoice:
    work.authorize(Permission.READING_CONFIRM)
    choice = store.locked(work.tx, choice_id)
    if choice is None or choice.organization_id != _body(work):
        raise NotFound("There is no such choice.")
    return choice


def _record(work: Work, choice: ReadingChoice, act: str, more: dict[str, str]) -> None:
    detail = {
        "reading": choice.reading, "option": choice.option, "from": choice.starts_on.isoformat(),
        "for": "state" if choice.organization_id is None else str(choice.organization_id), **more,
    }  # fmt: skip
    audit.record(work, f"reading.{act}", subject_kind="reading_choice", subject_id=str(choice.id), detail=detail)
