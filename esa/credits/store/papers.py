"""All queries for receipts and certificates."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from esa.credits.domain.papers import PaperKind
from esa.credits.models import Contribution, GiftPaper, GiftPaperVoid, GiftStatement, Reservation
from esa.kernel.money import Money

PaperRow = tuple[GiftPaper, GiftPaperVoid | None]
_WITH_VOID = select(GiftPaper, GiftPaperVoid).outerjoin(GiftPaperVoid, GiftPaperVoid.paper_id == GiftPaper.id)


def one(tx: Session, number: str) -> PaperRow | None:
    """Return a paper in reach by its number, with its voiding."""
    row = tx.execute(_WITH_VOID.where(GiftPaper.number == number)).first()
    return None if row is None else (row[0], row[1])


def of_reservations(tx: Session, ids: Sequence[uuid.UUID]) -> list[PaperRow]:
    """Return the papers of reservations in reach, each reservation's in the order of their making."""
    asked = _WITH_VOID.where(GiftPaper.reservation_id.in_(ids))
    rows = tx.execute(asked.order_by(GiftPaper.made_at, GiftPaper.turn, GiftPaper.kind.desc()))
    return [(paper, void) for paper, void in rows]


def of_donor(tx: Session, donor_id: uuid.UUID) -> list[PaperRow]:
    """Return the papers of a donor in reach in the order of their making."""
    rows = tx.execute(
        _WITH_VOID.where(GiftPaper.donor_id == donor_id).order_by(GiftPaper.made_at, GiftPaper.turn, GiftPaper.number)
    )
    return [(paper, void) for paper, void in rows]


def certificates(tx: Session, year: int) -> list[PaperRow]:
    """Return all certificates of a calendar year's credits in reach, by number."""
    mine = select(Reservation.id).where(Reservation.year == year)
    asked = _WITH_VOID.where(GiftPaper.kind == PaperKind.CERTIFICATE, GiftPaper.reservation_id.in_(mine))
    return [(paper, void) for paper, void in tx.execute(asked.order_by(GiftPaper.number))]


def standing(tx: Session, contribution_id: uuid.UUID, kind: PaperKind) -> GiftPaper | None:
    """Return the paper of a gift that holds."""
    asked = _WITH_VOID.where(GiftPaper.contribution_id == contribution_id, GiftPaper.kind == kind)
    row = tx.execute(asked.where(GiftPaperVoid.paper_id.is_(None))).first()
    return None if row is None else row[0]


def first(tx: Session, contribution_id: uuid.UUID, kind: PaperKind) -> tuple[str, int]:
    """Return the number of a gift's first paper of a kind, and how many there were."""
    ours = (GiftPaper.contribution_id == contribution_id) & (GiftPaper.kind == kind)
    found = tx.scalar(select(GiftPaper.number).where(ours, GiftPaper.turn == 1))
    return found or "", tx.scalar(select(func.count()).select_from(GiftPaper).where(ours)) or 0


def reservation(tx: Session, reservation_id: uuid.UUID) -> Reservation | None:
    """Return a reservation by its id."""
    return tx.scalar(select(Reservation).where(Reservation.id == reservation_id))


def contribution(tx: Session, contribution_id: uuid.UUID) -> Contribution | None:
    """Return a gift by its id, and hold its row."""
    return tx.scalar(select(Contribution).where(Contribution.id == contribution_id).with_for_update())


def gifts_of_year(tx: Session, donor_id: uuid.UUID, year: int) -> list[tuple[Contribution, Reservation]]:
    """Return a donor's gifts received in a calendar year that stand, by day."""
    asked = (
        select(Contribution, Reservation)
        .join(Reservation, Reservation.id == Contribution.reservation_id)
        .where(
            Contribution.donor_id == donor_id,
            Contribution.voided_at.is_(None),
            extract("year", Contribution.received_on) == year,
        )
        .order_by(Contribution.received_on, Contribution.receipt_number)
    )
    return [(gift, reserved) for gift, reserved in tx.execute(asked)]


def statement(tx: Session, number: str) -> GiftStatement | None:
    """Return a statement in reach by its number."""
    return tx.scalar(select(GiftStatement).where(GiftStatement.number == number))


def statements(tx: Session, donor_id: uuid.UUID) -> Sequence[GiftStatement]:
    """Return a donor's statements, the newest year and paper first."""
    mine = select(GiftStatement).where(GiftStatement.donor_id == donor_id)
    return tx.scalars(mine.order_by(GiftStatement.year.desc(), GiftStatement.turn.desc())).all()


def newest_statement(tx: Session, donor_id: uuid.UUID, year: int) -> GiftStatement | None:
    """Return the statement of a donor's year that holds."""
    mine = select(GiftStatement).where(GiftStatement.donor_id == donor_id, GiftStatement.year == year)
    return tx.scalar(mine.order_by(GiftStatement.turn.desc()).limit(1))


def without_statement(tx: Session, year: int, limit: int) -> Sequence[uuid.UUID]:
    """Return donors with a gift of a calendar year that stands and no statement of it, in a fixed order."""
    stated = select(GiftStatement.donor_id).where(GiftStatement.year == year)
    asked = select(Contribution.donor_id).where(
        Contribution.received_on.between(date(year, 1, 1), date(year, 12, 31)), Contribution.voided_at.is_(None),
        Contribution.donor_id.not_in(stated),
    )  # fmt: skip
    return tx.scalars(asked.distinct().order_by(Contribution.donor_id).limit(limit)).all()


def is_genuine(tx: Session, number: str, amount: Money) -> bool:
    """Say whether a paper of that number and amount holds."""
    asked = _WITH_VOID.where(GiftPaper.number == number, GiftPaper.amount == amount, GiftPaperVoid.paper_id.is_(None))
    return tx.execute(asked.limit(1)).first() is not None
