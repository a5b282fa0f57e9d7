"""Disqualification: an EAO proposes it with what it knows, the Treasurer decides it by the law (AUD-2 … AUD-4)."""

from collections.abc import Sequence

from esa.accounts import service as accounts
from esa.accounts.domain import AccountStanding
from esa.accounts.service import happenings
from esa.audit import service as audit
from esa.kernel.errors import Conflict, NotFound
from esa.kernel.ids import new_id, number_of
from esa.kernel.permissions import Permission
from esa.platform.work import Work
from esa.treasury.domain.disqualifying import CaseStanding, Finding, Proposal, Whose
from esa.treasury.models import DisqualificationCase
from esa.treasury.store import disqualifying as store

_SHOWN = 200


def propose(work: Work, number: str, proposal: Proposal) -> DisqualificationCase:
    """Propose to the Treasurer to disqualify somebody who acts on an account of the EAO.

    Raises NotFound, Invalid with every missing field, Conflict for a closed account or a proposal that is open already.
    """
    work.authorize(Permission.ACCOUNT_CHANGE)
    account = accounts.account(work, number).account
    proposal.refuse_incomplete()
    if account.standing is AccountStanding.CLOSED:
        raise Conflict("This account is closed.", code="account_closed")
    if any(each.standing is CaseStanding.PROPOSED for each in store.of_account(work.tx, account.id)):
        raise Conflict("A proposal for this account is open already.", code="proposed_already")
    case_id = new_id()
    made = DisqualificationCase(
        id=case_id, reference=number_of("DQ", case_id), organization_id=account.organization_id,
        household_id=account.household_id, account_id=account.id, account_number=account.number, whose=proposal.by,
        what=proposal.what.strip(), evidence=proposal.evidence.strip(), proposed_at=work.now,
        proposed_by=work.actor.require_user(),
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    _record(work, made, "proposed")
    return made


def cases(work: Work) -> Sequence[DisqualificationCase]:
    """Return the proposals in reach: an EAO's own, or all of them for the State; open ones first."""
    work.authorize(Permission.ACCOUNT_READ)
    return store.cases(work.tx, _SHOWN)


def case(work: Work, reference: str) -> DisqualificationCase:
    """Return a proposal, recording the look. Raises NotFound, also for another EAO's."""
    work.authorize(Permission.ACCOUNT_READ)
    found = store.case(work.tx, reference)
    if found is None:
        raise NotFound("There is no such proposal.")
    audit.view(work, "disqualification", reference, household_id=found.household_id)
    return found


def decide(work: Work, reference: str, finding: Finding) -> DisqualificationCase:
    """Decide a proposal as the law draws it from what was found; a disqualified family's account is closed (ACC-6).

    A vendor's disqualification closes no account. Raises NotFound, Invalid with every missing field, Conflict for one
    that is decided already or was proposed by the same person.
    """
    work.authorize(Permission.DISQUALIFICATION_DECIDE)
    found = _open(work, reference)
    finding.refuse_incomplete()
    if found.proposed_by == work.actor.require_user():
        raise Conflict("Who proposed it cannot decide it.", code="second_person_needed")
    ruling = finding.ruling(found.whose)
    disqualifies = ruling.outcome == "disqualify"
    found.standing = CaseStanding.DISQUALIFIED if disqualifies else CaseStanding.NOT_DISQUALIFIED
    found.decided_at, found.decided_by, found.reason = work.now, work.actor.user_id, finding.reason.strip()
    found.findings = [each.to_wire() for each in ruling.findings]
    found.appeal, found.court = str(ruling.figures.get("appeal", "")), str(ruling.figures.get("court", ""))
    found.attorney_general = ruling.figures.get("attorney_general") == "may"
    work.tx.flush()
    if disqualifies and found.whose is not Whose.VENDOR:
        happenings.close_disqualified(work, found.account_number, f"{found.reference}: {found.reason}")
    _record(work, found, found.standing.value)
    return found


def withdraw(work: Work, reference: str, reason: str) -> DisqualificationCase:
    """Take a proposal back. Raises NotFound, Conflict for one that is decided."""
    work.authorize(Permission.ACCOUNT_CHANGE)
    found = _open(work, reference)
    found.standing, found.decided_at, found.reason = CaseStanding.WITHDRAWN, work.now, reason.strip()
    work.tx.flush()
    _record(work, found, "withdrawn")
    return found


def _open(work: Work, reference: str) -> DisqualificationCase:
    found = store.locked(work.tx, reference)
    if found is None:
        raise NotFound("There is no such proposal.")
    if found.standing is not CaseStanding.PROPOSED:
        raise Conflict("This proposal is decided already.", code="decided_already")
    return found


def _record(work: Work, made: DisqualificationCase, what: str) -> None:
    audit.record(
        work, f"disqualification.{what}", subject_kind="disqualification", subject_id=made.reference,
        household_id=made.household_id, detail={"account": made.account_number, "whose": made.whose.value},
    )  # fmt: skip
