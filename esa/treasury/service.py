"""The Treasurer's annual posting: built from the grants, held against the books, published byte for byte."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from esa.audit import service as audit
from esa.grants import service as grants
from esa.kernel.dates import SchoolYear, central_day
from esa.kernel.errors import Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.organizations import service as organizations
from esa.platform.work import Work
from esa.treasury import store
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
    """Compare the grants with the entries that awarded them, over all EAOs; grants since the beginning are counted."""
    booked = ledger.booked(work, "award")
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
