"""Signing the participation agreement: no money moves before it (166.705.1, ACC-1, ACC-2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from esa.accounts.domain import AccountStanding
from esa.accounts.domain.agreement import Parties, Signing, Version, digest_of, text_of, version_on
from esa.accounts.models import AgreementSigned, ScholarshipAccount
from esa.accounts.store import deposits as store
from esa.applications import service as applications
from esa.applications.domain.words import Status
from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.law.accounts.agreement import SUBJECTS, Agreement, check
from esa.organizations import service as organizations
from esa.platform.work import Work
from esa.schools import service as schools


@dataclass(frozen=True, slots=True)
class ToSign:
    """An agreement as a parent sees it: its wording and parties, and what was signed, if it was."""

    application: Any
    account: ScholarshipAccount
    version: Version
    parties: Parties
    signed: AgreementSigned | None
    is_renewal: bool

    @property
    def is_open(self) -> bool:
        """Say whether the parent is asked to sign: nothing signed here, nothing recorded by the EAO."""
        return self.signed is None and self.account.agreement_on is None


def agreement_of(work: Work, reference: str, parent: str = "") -> ToSign:
    """Return the agreement of a granted application of the household. Raises NotFound where there is none to sign."""
    work.authorize(Permission.HOUSEHOLD_READ)
    application, decision = _own(work, reference)
    account = store.of_student(work.tx, application.organization_id, application.student_id)
    version = version_on(work.today)
    if account is None or version is None or application.status is not Status.AWARDED:
        raise NotFound("There is no agreement to sign for this application.")
    signed = store.agreement(work.tx, account.id, application.school_year)
    parties = _parties(work, application, decision, parent)
    earlier = [each for each in store.agreements(work.tx, account.id) if each.school_year < application.school_year]
    return ToSign(application, account, version, parties, signed, bool(earlier))


def _own(work: Work, reference: str) -> tuple[Any, Any]:
    for application, decision in applications.applications_of_household(work, work.actor.require_household()):
        if application.reference == reference:
            return application, decision
    raise NotFound("There is no such application.")


def _parties(work: Work, application: Any, decision: Any, parent: str) -> Parties:
    names = {each.id: each.name for each in organizations.organizations(work)}
    facts = decision.facts.get("student", {}) if decision is not None else {}
    return Parties(
        parent=parent,
        child=f"{application.given_name} {application.family_name}",
        organization=names[application.organization_id],
        school="–" if application.school_id is None else schools.school(work, application.school_id).name,
        year=str(application.school_year),
        in_state_custody=bool(facts.get("in_state_custody", False)),
    )


def sign(work: Work, reference: str, signing: Signing) -> AgreementSigned:
    """Keep what a parent signed and let the deposits that waited for it come; a second press finds the first.

    Raises NotFound, Conflict where the EAO has a signed agreement already or the account is closed, Invalid with every
    promise that is missing: the rule that checks them is `esa.law.accounts.agreement.check`.
    """
    work.authorize(Permission.HOUSEHOLD_WRITE)
    found = agreement_of(work, reference, signing.signed_name)
    if found.signed is not None:
        return found.signed
    if not found.is_open or found.account.standing is not AccountStanding.OPEN:
        raise Conflict("This agreement is not waiting for a signature.", code="agreement_not_open")
    _refuse_incomplete(work, found, signing)
    kept = _kept(work, found, signing)
    work.tx.add(kept)
    work.tx.flush()
    with work.by_the_system():
        store.set_dates(work.tx, found.account, work.today, None)
    detail = {"version": kept.version, "language": kept.language, "digest": kept.digest}
    audit.record(
        work, "agreement.signed", subject_kind="account", subject_id=found.account.number,
        household_id=kept.household_id, detail=detail,
    )  # fmt: skip
    return kept


def _refuse_incomplete(work: Work, found: ToSign, signing: Signing) -> None:
    promised = Agreement(
        on=work.today, signed=signing.agrees, subjects=SUBJECTS if signing.enrolled else (),
        releases_district=signing.releases_district or found.parties.in_state_custody,
    )  # fmt: skip
    if check(promised).outcome == "stands":
        return
    said = (
        ("enrolled", signing.enrolled, "Check the box if your child goes to this school."),
        ("releases_district", promised.releases_district, "Check the box to release the school district."),
        ("agrees", signing.agrees, "Check the box to agree."),
    )
    grounds = [Ground(field, message) for field, given, message in said if not given]
    raise Invalid("The agreement is not complete yet.", grounds, code="agreement_incomplete")


def _kept(work: Work, found: ToSign, signing: Signing) -> AgreementSigned:
    text = text_of(found.version, found.parties, signing.language)
    return AgreementSigned(
        id=new_id(), organization_id=found.account.organization_id, household_id=found.account.household_id,
        account_id=found.account.id, school_year=found.application.school_year, version=found.version.name,
        language=signing.language, text=text, digest=digest_of(text), signed_name=signing.signed_name,
        signed_by=work.actor.require_user(), signed_at=work.now, from_address=signing.from_address,
    )  # fmt: skip


def agreements_of(work: Work, account: ScholarshipAccount) -> Sequence[AgreementSigned]:
    """Return what was signed for an account of the EAO, the newest year first."""
    work.authorize(Permission.ACCOUNT_READ)
    return store.agreements(work.tx, account.id)
