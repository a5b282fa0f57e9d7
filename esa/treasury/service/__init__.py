"""The Treasurer's acts: the annual posting, held against the books; the certification of EAOs, held against the law."""

import mimetypes
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from esa.accounts.domain.happenings import AWARD_GIVEN_BACK
from esa.audit import service as audit
from esa.credits import service as credits_
from esa.grants import service as grants
from esa.kernel.dates import SchoolYear, central_day
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.law.organizations import certification
from esa.law.organizations.filings import audit_due
from esa.law.ruling import Ruling
from esa.law.versions import BEGINNING
from esa.ledger import service as ledger
from esa.organizations import service as organizations
from esa.organizations.domain import Proof, Standing
from esa.platform.work import Work
from esa.treasury import store
from esa.treasury.domain.certifying import Field, Filing, applicant, last_fiscal_year_end
from esa.treasury.domain.counting import Recipient, count
from esa.treasury.domain.files import digest, files, items
from esa.treasury.models import Posting, PostingFile


@dataclass(frozen=True, slots=True)
class Built:
    """A posting's files by name, and their digest."""

    files: Mapping[str, bytes]
    digest: str


def build_posting(work: Work, year: SchoolYear, *, invented: bool) -> Built:
    """Return the posting of a school year (PUB-1, PUB-3, PUB-4, PUB-5, PUB-8, PUB-9), its small cells hidden.

    Raises NotFound for a year without grants, and Invalid where what was granted is not what the books say.
    """
    work.authorize(Permission.POSTING_READ)
    found = grants.given(work, year)
    this_year = [each for each in found if each.school_year == year]
    if not this_year:
        raise NotFound(f"No grants were given in {year}.")
    _agrees_with_the_books(work, total([each.amount for each in found]))
    recipients = [
        Recipient(
            person_id=each.person_id, school_year=each.school_year, organization=each.organization,
            amount=each.amount, lunch=each.lunch or "none", has_iep=each.has_iep,
        )
        for each in found
    ]  # fmt: skip
    names = {each.slug: each.name for each in organizations.organizations(work)}
    used = {slug: names[slug] for slug in sorted({each.organization for each in recipients})}
    figures = count(recipients, year, sorted(used))
    as_of = max(_day(each.granted_at) for each in this_year)
    made = files(items(figures, year, used), year, as_of, invented=invented)
    return Built(made, digest(made))


def _day(at: datetime) -> date:
    return central_day(at)


def _agrees_with_the_books(work: Work, granted: Money) -> None:
    """Compare the grants with the entries that awarded them, over all EAOs; grants since the beginning are counted.

    What a closed account will not get any more is taken off on both sides.
    """
    booked = ledger.booked(work, "award") - ledger.booked(work, AWARD_GIVEN_BACK)
    if booked != granted:
        said = f"The grants come to ${granted}, the books' awards to ${booked}. Nothing is posted."
        raise Invalid(said, code="posting_disagrees")


def publish_posting(work: Work, year: SchoolYear, *, invented: bool) -> str:
    """Build the posting and publish it; the public page then shows it. Returns its digest."""
    work.authorize(Permission.POSTING_BUILD)
    built = build_posting(work, year, invented=invented)
    posting = Posting(
        id=new_id(), school_year=year, built_at=work.now, digest=built.digest, built_by=work.actor.user_id
    )
    work.tx.add(posting)
    work.tx.flush()
    for path, content in built.files.items():
        media_type = mimetypes.guess_type(path)[0] or "text/plain"
        work.tx.add(PostingFile(posting_id=posting.id, path=path, media_type=media_type, content=content))
    work.tx.flush()
    audit.record(
        work, "posting.published", subject_kind="posting", subject_id=str(year), detail={"digest": built.digest}
    )
    return built.digest


def latest_posting(work: Work, year: SchoolYear | None = None) -> tuple[Posting, dict[str, PostingFile]] | None:
    """Return the newest posting of the year, or of the newest year, with its files; None where there is none."""
    work.authorize(Permission.POSTING_READ)
    found = store.newest(work.tx) if year is None else store.latest(work.tx, year)
    return None if found is None else (found, store.files(work.tx, found))


@dataclass(frozen=True, slots=True)
class Considered:
    """An EAO's certification as the law sees it: its standing now, what the lists say of the others, the ruling."""

    organization_id: uuid.UUID
    slug: str
    name: str
    principal_place: str
    year: SchoolYear
    standing: Standing | None
    reason: str
    others: Field
    ruling: Ruling
    fiscal_year_ended_on: date
    audit_due_on: date
    filed: Proof


def consider(work: Work, slug: str, year: SchoolYear, filing: Filing) -> Considered:
    """Return what the law says of certifying an EAO for a school year (EAO-1 to EAO-6, EAO-14). Raises NotFound."""
    work.authorize(Permission.ORGANIZATION_READ)
    found = organizations.find(work, slug)
    others = [each for each in organizations.certified(work, year) if each.id != found.id]
    field = Field(
        certified=len(others),
        certified_in_listed_places=sum(1 for each in others if each.in_listed_place),
        most_contributions=_most_contributions(work, year),
    )
    asked = applicant(filing, found.principal_place, field, year, work.today, listed=found.in_listed_place)
    current = organizations.standings(work, year).get(found.id)
    ended = last_fiscal_year_end(found.fiscal_year_end, work.today)
    return Considered(
        organization_id=found.id,
        slug=found.slug,
        name=found.name,
        principal_place=found.principal_place,
        year=year,
        standing=current.standing if current else None,
        reason=current.reason if current else "",
        others=field,
        ruling=certification.certify(asked, work.law),
        fiscal_year_ended_on=ended,
        audit_due_on=audit_due(ended, work.law),
        filed=organizations.proof_of(work, found.id, year),
    )


def _most_contributions(work: Work, year: SchoolYear) -> Money:
    """Return the highest total of contributions to all EAOs in any school year up to this one."""
    most = Money(0)
    for opens in range(BEGINNING.year, year.opens + 1):
        each = SchoolYear(opens)
        gifts = credits_.gifts_by_organization(work, each.first_day, each.last_day)
        most = max(most, total([amount for _, amount, _ in gifts.values()]))
    return most


def certify(work: Work, slug: str, year: SchoolYear, filing: Filing) -> Considered:
    """Certify an EAO for a school year. Raises Invalid with every ground of the law against it, and NotFound.

    The year's certifications are locked, so that two at once cannot pass the number that the law allows.
    """
    work.authorize(Permission.ORGANIZATION_CERTIFY)
    organizations.lock_standings(work, year)
    considered = consider(work, slug, year, filing)
    against = [each for each in considered.ruling.findings if not each.holds]
    if against:
        grounds = [Ground(each.rule, f"{each.because()} ({each.cite})") for each in against]
        raise Invalid("The law does not allow this certification.", grounds, code="not_certifiable")
    _set_standing(work, considered, Standing.CERTIFIED, "", filing)
    return considered


def deny(work: Work, slug: str, year: SchoolYear, filing: Filing, reason: str) -> Considered:
    """Deny an EAO's certification for a school year, with the reason it is told. Raises Invalid without one."""
    work.authorize(Permission.ORGANIZATION_CERTIFY)
    if not reason.strip():
        raise Invalid("A denial needs its reason.", [Ground("reason", "Say why it is denied.")])
    considered = consider(work, slug, year, filing)
    _set_standing(work, considered, Standing.DENIED, reason.strip(), filing)
    return considered


def _set_standing(work: Work, considered: Considered, standing: Standing, reason: str, filing: Filing) -> None:
    organizations.set_standing(
        work, considered.organization_id, considered.year, standing, reason, proof=filing.proof()
    )  # fmt: skip
    audit.record(
        work, "organization.considered", subject_kind="organization", subject_id=str(considered.organization_id),
        detail={
            "school_year": str(considered.year), "filing": filing.to_wire(), "failed": list(considered.ruling.failed)
        },
    )  # fmt: skip
