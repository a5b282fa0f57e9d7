"""Tables of published postings: what the public page shows is what was built, not what the books say today."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.kernel.dates import SchoolYear
from esa.platform.tables import Base, Reach, reach


class Posting(Base, kw_only=True):
    """One build of the annual posting for a school year (135.714.4); corrections are later builds."""

    __tablename__ = "postings"
    __table_args__ = (sa.Index(None, "school_year", "built_at"), reach(Reach.STATEWIDE, append_only=True))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    school_year: Mapped[SchoolYear]
    built_at: Mapped[datetime]
    digest: Mapped[str]
    built_by: Mapped[uuid.UUID | None] = mapped_column(default=None)


class PostingFile(Base, kw_only=True):
    """One file of a posting, byte for byte."""

    __tablename__ = "posting_files"
    __table_args__ = (reach(Reach.STATEWIDE, append_only=True),)

    posting_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("postings.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    content: Mapped[bytes]
