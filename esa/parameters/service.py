"""Published figures: the law with them, and their entry with source and date."""

from sqlalchemy.orm import Session

from esa.law import Law
from esa.parameters import store


def with_published(law: Law, tx: Session) -> Law:
    """Return the law with the figures that stand in the database laid over the enacted files."""
    figures = [(row.key, row.starts_on, row.ends_on, row.value, row.cite) for row in store.current(tx)]
    return law.with_published(figures) if figures else law
