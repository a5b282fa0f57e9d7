"""Figures by two people: one proposes them with source and preview, another confirms, or somebody takes them back."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.kernel.tables import Changes
from esa.parameters import store
from esa.parameters.domain import Figure, ProposalStanding, figures_from_wire, figures_to_wire, fingerprint
from esa.parameters.models import FigureProposal
from esa.parameters.service.publishing import checked, enter
from esa.platform.work import Work

_DECIDED_SHOWN = 20


def propose(
    work: Work, figures: Sequence[Figure], *, source: str, as_of: date, preview: Mapping[str, Any]
) -> uuid.UUID:
    """Propose figures with what they would change, and return the proposal's id; they are no law until confirmed.

    The same figures of the same person a second time are the same proposal. Raises Invalid naming every fault,
    Conflict where they change nothing, or where another proposal speaks of the same figure and day.
    """
    work.authorize(Permission.PARAMETER_PUBLISH)
    proposer, found = work.actor.require_user(), checked(figures, source)
    store.one_at_a_time(work.tx)
    there = _waiting_for(work, found)
    if there is not None:
        if (there.figures, there.proposed_by) != (figures_to_wire(found), proposer):
            told = "Another proposal for this figure and day waits. Confirm it or take it back first."
            raise Conflict(told, code="proposal_waits")
        return there.id
    _refuse_idle(enter(work, found, source, as_of, dry=True))
    made = FigureProposal(
        id=new_id(), figures=figures_to_wire(found), source=source.strip(), as_of=as_of, preview=dict(preview),
        proposed_by=proposer, proposed_name=work.actor.name, proposed_at=work.now,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    _record(work, "figures.proposed", made)
    return made.id


def waiting(work: Work) -> Sequence[FigureProposal]:
    """Return what waits for a second person, the oldest first."""
    work.authorize(Permission.ORGANIZATION_READ)
    return store.open_proposals(work.tx)


def decided(work: Work) -> Sequence[FigureProposal]:
    """Return the last proposals that were confirmed or taken back, the newest first."""
    work.authorize(Permission.ORGANIZATION_READ)
    return store.decided_proposals(work.tx, _DECIDED_SHOWN)


def proposal(work: Work, proposal_id: uuid.UUID) -> FigureProposal:
    """Return a proposal. Raises NotFound."""
    work.authorize(Permission.ORGANIZATION_READ)
    found = store.proposal(work.tx, proposal_id)
    if found is None:
        raise NotFound("There is no such proposal.")
    return found


def figures_of(proposed: FigureProposal) -> list[Figure]:
    """Return the figures that were proposed."""
    return figures_from_wire(proposed.figures)


def confirm(work: Work, proposal_id: uuid.UUID, *, preview: Mapping[str, Any], seen: str) -> Changes:
    """Make proposed figures law, as another person than who proposed them, and return what that changed.

    `preview` is what they would change now, `seen` the fingerprint of what this person was shown. The rooms that act on
    a figure are told in the same transaction. Raises NotFound, Conflict for the same person, for a proposal that was
    decided, that changes nothing any more, or of which something else was seen; what a listener refuses leaves nothing.
    """
    found = _open(work, proposal_id)
    if found.proposed_by == work.actor.require_user():
        raise Conflict("Somebody else must confirm what you proposed.", code="second_person")
    figures = checked(figures_of(found), found.source)
    _refuse_idle(enter(work, figures, found.source, found.as_of, dry=True))
    _refuse_other(preview, seen)
    with work.tx.begin_nested():
        found.preview_confirmed = dict(preview)
        _decide(work, found, ProposalStanding.CONFIRMED, "")
        done = enter(work, figures, found.source, found.as_of, dry=False, proposed=found)
    return audit.list_taken(work, "parameters", done, source=found.source, as_of=found.as_of, dry=False)


def take_back(work: Work, proposal_id: uuid.UUID, reason: str) -> None:
    """Set a proposal aside with a reason, as whoever proposed it or as another. Raises NotFound, Invalid, Conflict."""
    found = _open(work, proposal_id)
    if not reason.strip():
        told = "Say why it is taken back."
        raise Invalid(told, [Ground("reason", told)])
    _decide(work, found, ProposalStanding.TAKEN_BACK, reason.strip())


def _open(work: Work, proposal_id: uuid.UUID) -> FigureProposal:
    work.authorize(Permission.PARAMETER_PUBLISH)
    store.one_at_a_time(work.tx)
    found = store.proposal(work.tx, proposal_id)
    if found is None:
        raise NotFound("There is no such proposal.")
    if found.standing is not ProposalStanding.PROPOSED:
        raise Conflict("This proposal was confirmed or taken back already.", code="decided_already")
    return found


def _decide(work: Work, found: FigureProposal, standing: ProposalStanding, reason: str) -> None:
    found.standing, found.reason = standing, reason
    found.decided_by, found.decided_name, found.decided_at = work.actor.require_user(), work.actor.name, work.now
    work.tx.flush()
    _record(work, f"figures.{standing.value}", found)


def _record(work: Work, action: str, found: FigureProposal) -> None:
    detail = {
        "figures": found.figures[:100],
        "source": found.source,
        **({"reason": found.reason} if found.reason else {}),
    }
    audit.record(work, action, subject_kind="figures", subject_id=str(found.id), detail=detail)


def _waiting_for(work: Work, figures: Sequence[Figure]) -> FigureProposal | None:
    """Return a proposal that waits and speaks of one of these figures on the same first day."""
    wanted = {figure[:2] for figure in figures}
    for each in store.open_proposals(work.tx):
        if wanted & {figure[:2] for figure in figures_of(each)}:
            return each
    return None


def _refuse_idle(changes: Changes) -> None:
    if not (changes.added or changes.changed):
        raise Conflict("It stands so already.", code="nothing_to_change")


def _refuse_other(preview: Mapping[str, Any], seen: str) -> None:
    if fingerprint(preview) != seen:
        raise Conflict("Something changed since you looked.", code="changed_since")
