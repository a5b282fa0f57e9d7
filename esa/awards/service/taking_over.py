"""Taking accounts over from an earlier system: proposed with control totals and proof, booked by a second person."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import groupby

from esa.accounts.domain import Granted
from esa.accounts.service import taking_over as accounts
from esa.accounts.service.taking_over import TakenOver
from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.applications.service import Awardable
from esa.audit import service as audit
from esa.awards.domain.takeover import TakenRow, Totals, read, totals_of
from esa.awards.domain.words import TakeoverStanding
from esa.awards.models import Takeover
from esa.awards.store import takeover, takeovers
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, number_of
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.ledger.domain.chart import Source
from esa.platform.work import Work

_LIVE = frozenset({Status.QUALIFIED, Status.CONDITIONAL, Status.WAITLISTED})
_FAULTS = 100


def look(work: Work, data: bytes, told: Totals | None) -> tuple[Totals, list[Ground]]:
    """Return what a file comes to and everything against taking it: faults by line, totals that differ from `told`."""
    work.authorize(Permission.ACCOUNT_CHANGE)
    rows, faults = read(data)
    known = applications.awardable(work, sorted({each.application for each in rows}))
    faults += [*_against(rows, known)]
    came = totals_of(rows)
    if not rows and not faults:
        faults.append(Ground("file", "The file has no accounts."))
    if told is not None and not faults:
        faults += came.differing(told)
    return came, faults


def _against(rows: Sequence[TakenRow], known: Mapping[str, Awardable]) -> list[Ground]:
    said = []
    for number, mine in _by_application(rows):
        where, found = f"line {mine[0].line}", known.get(number)
        if found is None:
            said.append(Ground(where, f"application: there is no application {number} of yours"))
        elif found.status not in _LIVE:
            said.append(Ground(where, f"application: {number} does not qualify, or has a grant of the year already"))
        elif total([each.granted for each in mine]) > Money(found.cap):
            said.append(Ground(where, f"granted: is more than the cap of ${Money(found.cap)}"))
    return said


def _by_application(rows: Sequence[TakenRow]) -> list[tuple[str, list[TakenRow]]]:
    ordered = sorted(rows, key=lambda each: (each.application, each.line))
    return [(number, list(mine)) for number, mine in groupby(ordered, key=lambda each: each.application)]


def propose(work: Work, year: SchoolYear, filename: str, data: bytes, told: Totals, proof: str) -> Takeover:
    """Propose a takeover. Raises Invalid with everything against it, Conflict where the file is proposed or booked."""
    came, faults = look(work, data, told)
    if not proof.strip():
        faults.append(Ground("proof", "Name the report of the earlier system that has these totals."))
    if faults:
        raise Invalid("The accounts cannot be taken over like this.", faults[:_FAULTS])
    digest = sha256(data).hexdigest()
    owner = work.actor.require_organization()
    if any(each.file_sha256 == digest and each.standing is not TakeoverStanding.WITHDRAWN for each in list_of(work)):
        raise Conflict("This file was sent before.", code="takeover_known")
    made_id = new_id()
    made = Takeover(
        id=made_id, reference=number_of("TO", made_id), organization_id=owner, school_year=year, filename=filename,
        content=data, file_sha256=digest, accounts=came.accounts, granted=came.granted, deposited=came.deposited,
        spent=came.spent, proof=proof.strip(), proposed_at=work.now, proposed_by=work.actor.require_user(),
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    _record(work, made)
    return made


def book(work: Work, reference: str) -> Takeover:
    """Book a proposed takeover: grants within the joint cap, accounts with what they hold, what is still to come.

    Raises NotFound, Conflict for who proposed it or one that is over, Invalid where something stands against it by now,
    LimitReached where a student was granted elsewhere meanwhile: then nothing is done.
    """
    work.authorize(Permission.AWARD_RELEASE)
    made = _proposed(work, reference)
    if made.proposed_by == work.actor.require_user():
        said = "You proposed it. Another manager, or finance, has to book it."
        raise Conflict(said, [Ground("", said)], code="two_people")
    rows, _ = read(made.content)
    known = applications.awardable(work, sorted({each.application for each in rows}))
    against = _against(rows, known)
    if against:
        raise Invalid("The accounts cannot be taken over any more.", against[:_FAULTS])
    taken = [_taken(known[number], mine) for number, mine in _by_application(rows)]
    numbers = [number for number, _ in _by_application(rows)]
    pairs = zip(numbers, taken, strict=True)
    grants.record(work, [_grant(made, each, known[number]) for number, each in pairs])
    accounts.take_over(work, made.organization_id, made.school_year, taken)
    applications.settle(work, [each.grant.application_id for each in taken], [])
    made.standing, made.booked_at, made.booked_by = TakeoverStanding.BOOKED, work.now, work.actor.require_user()
    work.tx.flush()
    _record(work, made)
    return made


def _taken(application: Awardable, mine: Sequence[TakenRow]) -> TakenOver:
    granted = Granted(
        grant_id=new_id(), household_id=application.household_id, student_id=application.student_id,
        application_id=application.id, amount=total([each.granted for each in mine]).cents,
        sources=tuple((each.source, each.granted.cents) for each in mine), payment_plan=application.payment_plan,
        agreement_on=application.agreement_on, enrolled_on=application.enrolled_on, school_id=application.school_id,
    )  # fmt: skip
    parts = tuple((Source(each.source), each.granted, each.deposited, each.spent) for each in mine)
    return TakenOver(grant=granted, parts=parts)


def _grant(made: Takeover, each: TakenOver, application: Awardable) -> NewGrant:
    return NewGrant(
        id=each.grant.grant_id, organization_id=made.organization_id, household_id=application.household_id,
        student_id=application.student_id, person_id=application.person_id, application_id=application.id,
        school_year=made.school_year, tier=application.tier, amount=each.grant.amount, cap=application.cap,
        cap_percent=application.cap_percent, lunch=application.lunch, has_iep=application.has_iep, run_id=None,
        sources=each.grant.sources,
    )  # fmt: skip


def withdraw(work: Work, reference: str) -> Takeover:
    """Take a proposal back. Raises NotFound, Conflict for one that is over."""
    work.authorize(Permission.ACCOUNT_CHANGE)
    made = _proposed(work, reference)
    made.standing = TakeoverStanding.WITHDRAWN
    work.tx.flush()
    _record(work, made)
    return made


def _proposed(work: Work, reference: str) -> Takeover:
    found = takeover(work.tx, reference, lock=True)
    if found is None:
        raise NotFound("There is no such takeover.")
    if found.standing is not TakeoverStanding.PROPOSED:
        raise Conflict("This takeover is over.", code="takeover_over")
    return found


def list_of(work: Work) -> Sequence[Takeover]:
    """Return the EAO's takeovers, the newest first."""
    work.authorize(Permission.AWARD_READ)
    return takeovers(work.tx)


def _record(work: Work, made: Takeover) -> None:
    detail = {"accounts": made.accounts, "granted": made.granted.to_wire(), "sha256": made.file_sha256}
    audit.record(
        work, f"takeover.{made.standing.value}", subject_kind="takeover", subject_id=made.reference, detail=detail
    )
