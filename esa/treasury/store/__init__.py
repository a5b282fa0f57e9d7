"""All queries for published postings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from esa.kernel.dates import SchoolYear
from esa.treasury.models import Posting, PostingFile


def latest(tx: Session, year: SchoolYear) -> Posting | None:
    """Return the newest posting of a school year."""
    rows = select(Posting).where(Posting.school_year == year).order_by(Posting.built_at.desc(), Posting.id)
    return tx.scalar(rows.limit(1))


def newest(tx: Session) -> Posting | None:
    """Return the newest posting of the newest school year."""
    return tx.scalar(select(Posting).order_by(Posting.school_year.desc(), Posting.built_at.desc()).limit(1))


def files(tx: Session, posting: Posting) -> dict[str, PostingFile]:
    """Return a posting's files by name."""
    rows = select(PostingFile).where(PostingFile.posting_id == posting.id).order_by(PostingFile.path)
    return {each.path: each for each in tx.scalars(rows)}
