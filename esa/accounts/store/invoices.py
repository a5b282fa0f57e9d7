"""The query of a payee's lines."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

_LINES = text("SELECT * FROM payee_lines(:one, :before, :most) ORDER BY asked_at DESC, reference")


def lines(
    tx: Session, *, one: str | None = None, before: datetime | None = None, most: int = 51
) -> Sequence[RowMapping]:
    """Return lines that pay the payee that acts, the newest first: all, one, or those asked before an instant."""
    return tx.execute(_LINES, {"one": one, "before": before, "most": most}).mappings().all()
