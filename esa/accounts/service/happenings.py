"""Acts on a scholarship account: shown first with the money they move, then carried out as they were shown."""

import uuid
from collections.abc import Sequence

from esa.accounts.domain import AccountStanding
from esa.accounts.domain.happenings import Act, Foreseen, Told, entries_of, refuse, to_wire
from esa.accounts.domain.happenings import foresee as foreseen_of
from esa.accounts.models import AccountHappening, ScholarshipAccount
from esa.accounts.store import happenings as store
from esa.accounts.store.deposits import by_number
from esa.audit import service as audit
from esa.grants import service as grants
from esa.kernel.errors import Conflict, Ground, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.law.versions import version_on
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, scholarship
from esa.platform.work import Work
from esa.schools import service as schools


def foresee(work: Work, number: str, told: Told) -> tuple[ScholarshipAccount, Foreseen]:
    """Return the account and what the act would do to it, changing nothing: where every dollar would go, by source.

    Raises NotFound, Conflict for an account that is closed, Invalid with every field that is missing or wrong.
    """
    work.authorize(Permission.ACCOUNT_CHANGE)
    account = _found(by_number(work.tx, number))
    return account, _foresee(work, account, told)


def _found(account: ScholarshipAccount | None) -> ScholarshipAccount:
    if account is None:
        raise NotFound("There is no such account.")
    return account


def _foresee(work: Work, account: ScholarshipAccount, told: Told) -> Foreseen:
    closed = account.standing is AccountStanding.CLOSED
    if closed and told.act is not Act.SWEPT:
        raise Conflict("This account is closed.", code="account_closed")
    if told.act is Act.SWEPT and not closed:
        raise Conflict("Only what came back to a closed account goes to the fund like this.", code="account_open")
    refuse(told.grounds(work.today, held=account.standing is AccountStanding.HELD))
    if told.school_id is not None:
        schools.school(work, told.school_id)
    holds = {
        source: -ledger.balance(work, account.organization_id, scholarship(account.number, source)) for source in Source
    }
    due = store.coming(work.tx, account.id)
    coming = {source: total([each.amount for each in due if each.source == source.value]) for source in Source}
    ruling = told.ruling(total(list(holds.values())), work.today, work.law)
    foreseen = foreseen_of(told, ruling, holds, coming)
    if foreseen.closes and told.act not in (Act.SWEPT, Act.DISQUALIFIED):
        _refuse_open_requests(work, account)
    return foreseen


def _refuse_open_requests(work: Work, account: ScholarshipAccount) -> None:
    """Refuse to close an account while money of it is asked for or approved: each request is answered first."""
    way = ledger.way(work, account.id)
    if way.held or way.payable:
        said = f"Requests for ${way.held + way.payable} are open. Decide them, or pay what is approved, first."
        raise Conflict(said, [Ground("act", said)], code="requests_open")


def carry_out(work: Work, number: str, told: Told, seen: str) -> AccountHappening:
    """Do what was shown: close the account, hold it, end a hold, or note the new school; return the row of the act.

    Raises as `foresee` does, and Conflict where the money is no longer what `seen` says was shown.
    """
    work.authorize(Permission.ACCOUNT_CHANGE)
    account = _found(store.locked(work.tx, number))
    foreseen = _foresee(work, account, told)
    if foreseen.seen != seen:
        raise Conflict("The account has changed since you looked. Look at it again.", code="looked_at_another")
    return _carry_out(work, account, foreseen)


def close_disqualified(work: Work, number: str, reason: str) -> AccountHappening | None:
    """Close the account of a student whom the Treasurer has disqualified (AUD-2, ACC-6); None where it is closed.

    For the room that decides it, whatever the EAO: who decides is not a member of the EAO.
    """
    work.authorize(Permission.DISQUALIFICATION_DECIDE)
    with work.by_the_system():
        account = store.locked(work.tx, number)
        if account is None or account.standing is AccountStanding.CLOSED:
            return None
        foreseen = _foresee(work, account, Told(act=Act.DISQUALIFIED, on=work.today, reason=reason))
        return _carry_out(work, account, foreseen)


def _carry_out(work: Work, account: ScholarshipAccount, foreseen: Foreseen) -> AccountHappening:
    told, ruling = foreseen.told, foreseen.ruling
    until = told.until
    if ruling is not None and ruling.outcome == "held":
        until = ruling.figures["until"]  # type: ignore[assignment]
    made = AccountHappening(
        id=new_id(), organization_id=account.organization_id, household_id=account.household_id, account_id=account.id,
        act=told.act, happened_on=told.on or work.today, reason=told.reason.strip(),
        outcome="" if ruling is None else ruling.outcome, law=version_on(work.today).name,
        findings=[] if ruling is None else [each.to_wire() for each in ruling.findings],
        moves=to_wire(foreseen.moves), from_account=foreseen.from_account, not_deposited=foreseen.not_deposited,
        at=work.now, by=work.actor.user_id,
        until=until, school_id=told.school_id,
    )  # fmt: skip
    work.tx.add(made)
    _move(work, account, foreseen, made.id)
    _stand(account, foreseen, made)
    work.tx.flush()
    detail = {"act": told.act.value, "outcome": made.outcome, "from_account": made.from_account.to_wire()}
    audit.record(
        work, f"account.{told.act.value}", subject_kind="account", subject_id=account.number,
        household_id=account.household_id, detail=detail,
    )  # fmt: skip
    return made


def _move(work: Work, account: ScholarshipAccount, foreseen: Foreseen, happening_id: uuid.UUID) -> None:
    if not foreseen.closes:
        return
    ledger.ensure_accounts(work, account.organization_id)
    for entry in entries_of(foreseen, account.organization_id, account.number, work.today, happening_id):
        ledger.post(work, entry)
    parts = store.cancel(work.tx, account.id)
    if parts:
        grants.give_back(work, parts, foreseen.told.act.value)


def _stand(account: ScholarshipAccount, foreseen: Foreseen, made: AccountHappening) -> None:
    """Put the account where the act leaves it; a new school has to confirm the enrolment before money comes."""
    act = foreseen.told.act
    if foreseen.closes:
        account.standing, account.held_until = AccountStanding.CLOSED, None
    elif act in (Act.HELD, Act.DISENROLLED):
        account.standing, account.held_until = AccountStanding.HELD, made.until
    elif act in (Act.RELEASED, Act.MOVED):
        account.standing, account.held_until = AccountStanding.OPEN, None
    if act is Act.MOVED:
        account.school_id, account.enrolled_on = made.school_id, None
    if act is Act.DISENROLLED:
        account.enrolled_on = None


def happenings_of(work: Work, account: ScholarshipAccount) -> Sequence[AccountHappening]:
    """Return what happened to an account in reach, the newest first."""
    return store.happenings(work.tx, account.id)


def holds_over(work: Work, limit: int = 50) -> Sequence[ScholarshipAccount]:
    """Return the EAO's held accounts whose last day has passed: each waits for a person (AUD-6, MOC-11)."""
    work.authorize(Permission.ACCOUNT_READ)
    return store.over(work.tx, work.actor.organization_id, work.today, limit)


def kept_and_gone(happenings: Sequence[AccountHappening]) -> Money:
    """Return what acts took out of an account."""
    return total([each.from_account for each in happenings])
