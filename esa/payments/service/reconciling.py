"""Whether processor, bank and we agree: the bank's file taken and explained, and the list of open questions."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from esa.audit import service as audit
from esa.kernel.dates import central_day
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.payments.domain.bank_file import Booked, Expected, explain, read_bank_file
from esa.payments.domain.reconciling import BANK_PATIENCE, Open, Question, processor_questions
from esa.payments.models import BankLine, Payment, ProcessorMovement, ProcessorPayout
from esa.payments.service.paying import settling
from esa.payments.store import accounts as store
from esa.platform.storage import digest
from esa.platform.work import Work

_SHOWN = 200
_PAYOUT, _PAYMENT, _PERSON = "payout", "payment", "person"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a bank file: lines that were new, those known before, those that explained themselves now."""

    new: int
    known: int
    explained: int


def take_bank_file(work: Work, data: bytes) -> Taken:
    """Take the bank's file of the EAO acted for and explain what can be explained; a line is taken once.

    Raises Invalid with every fault of the file.
    """
    work.authorize(Permission.PAYMENT_RECORD)
    owner = work.actor.require_organization()
    lines = read_bank_file(data)
    store.one_file_at_a_time(work.tx, owner)
    known = store.known_lines(work.tx, owner, [each.fingerprint for each in lines])
    file = digest(data)
    for line in lines:
        if line.fingerprint not in known:
            work.tx.add(_row(work, owner, line, file))
    work.tx.flush()
    taken = Taken(len(lines) - len(known), len(known), explain_lines(work))
    detail = {"new": taken.new, "known": taken.known, "explained": taken.explained, "sha256": file}
    audit.record(work, "bank_file.taken", subject_kind="organization", subject_id=str(owner), detail=detail)
    return taken


def _row(work: Work, owner: uuid.UUID, line: Booked, file: str) -> BankLine:
    return BankLine(
        id=new_id(), organization_id=owner, booked_on=line.on, amount=line.amount, description=line.description,
        bank_reference=line.reference, fingerprint=line.fingerprint, file_sha256=file, taken_at=work.now,
        taken_by=work.actor.user_id,
    )  # fmt: skip


def explain_lines(work: Work) -> int:
    """Explain the EAO's open bank lines by its payouts and deposits; return how many."""
    owner = work.actor.require_organization()
    rows = {each.fingerprint: each for each in store.bank_lines(work.tx, owner, open_only=True, limit=10_000)}
    lines = [Booked(r.booked_on, r.amount, r.description, r.bank_reference, r.fingerprint) for r in rows.values()]
    found = explain(lines, _expected(work, owner))
    for mark, what in found.items():
        rows[mark].explains, rows[mark].explained_id = what.kind, uuid.UUID(what.id)
        if what.kind == settling.BATCH:
            settling.settle(work, uuid.UUID(what.id), rows[mark].booked_on)
    work.tx.flush()
    return len(found)


def _expected(work: Work, owner: uuid.UUID) -> list[Expected]:
    paid_out = [
        Expected(_PAYOUT, str(each.id), each.amount, each.arrives_on, (each.external_id, "stripe"))
        for each in store.payouts_to_see(work.tx, owner)
    ]
    by_hand = [
        Expected(
            _PAYMENT, str(each.id), each.counts, central_day(each.opened_at),
            (each.reference, each.number, each.reservation),
        )
        for each in store.deposits_to_see(work.tx, owner)
    ]  # fmt: skip
    return paid_out + by_hand + settling.expected(work, owner)


def explain_by_hand(work: Work, line_id: uuid.UUID, note: str) -> None:
    """Keep a person's word for what a bank line is. Raises NotFound, Conflict for one that is explained, Invalid."""
    work.authorize(Permission.PAYMENT_RECORD)
    found = store.bank_line(work.tx, line_id)
    if found is None:
        raise NotFound("There is no such bank line.")
    if found.explains:
        raise Conflict("This line is explained already.", code="explained_already")
    if not note.strip():
        raise Invalid("Write what this line is.", [Ground("note", "Write what this line is.")])
    found.explains, found.note = _PERSON, note.strip()
    work.tx.flush()
    audit.record(
        work, "bank_line.explained", subject_kind="bank_line", subject_id=str(line_id), detail={"note": note.strip()}
    )


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Where an EAO's money in stands: with the processor by its own account, what is open, what the bank shows."""

    with_processor: Money
    questions: tuple[Open, ...]
    payouts: Sequence[ProcessorPayout]
    lines: Sequence[BankLine]


def reconcile(work: Work, booked: Money) -> Reconciled:
    """Return the open questions of the EAO acted for; `booked` is what its books say is with the processor."""
    work.authorize(Permission.PAYMENT_READ)
    return _reconciled(work, work.actor.require_organization(), booked)


def reconcile_for_state(work: Work, owner: uuid.UUID, booked: Money) -> Reconciled:
    """Return an EAO's open questions to the state's people, as `reconcile` tells them to the EAO."""
    work.authorize(Permission.ORGANIZATION_READ)
    return _reconciled(work, owner, booked)


def disputes(work: Work) -> Sequence[Payment]:
    """Return the newest payments of all EAOs that a donor's bank took back."""
    work.authorize(Permission.ORGANIZATION_READ)
    return store.disputed(work.tx, _SHOWN)


def _reconciled(work: Work, owner: uuid.UUID, booked: Money) -> Reconciled:
    there = store.with_processor(work.tx, owner)
    questions = processor_questions(store.both(work.tx, owner), work.today)
    questions += _own_questions(work, owner) + _bank_questions(work, owner)
    if booked != there:
        questions.append(Open(Question.BOOKS_DIFFER, "", booked - there, work.today))
    lines = store.bank_lines(work.tx, owner, open_only=True, limit=_SHOWN)
    return Reconciled(there, tuple(questions), store.payouts(work.tx, owner), lines)


def _own_questions(work: Work, owner: uuid.UUID) -> list[Open]:
    found = [
        Open(
            Question.HELD, each.reference, each.held, central_day(each.changed_at or each.opened_at), each.held_because
        )
        for each in store.held(work.tx, owner)
    ]
    found += [
        Open(Question.REFUND_FAILED, reference, each.amount, central_day(each.asked_at), each.fault)
        for each, reference in store.failed_refunds(work.tx, owner)
    ]
    return found


def _bank_questions(work: Work, owner: uuid.UUID) -> list[Open]:
    before = work.today - BANK_PATIENCE
    found = [
        Open(Question.PAYOUT_NOT_AT_BANK, each.external_id, each.amount, each.arrives_on)
        for each in store.payouts_to_see(work.tx, owner)
        if each.arrives_on < before
    ]
    found += [
        Open(Question.DEPOSIT_NOT_AT_BANK, each.reference, each.counts, central_day(each.opened_at))
        for each in store.deposits_to_see(work.tx, owner)
        if central_day(each.opened_at) < before
    ]
    return found + settling.overdue(work, owner, before)


def nobodys_movements(work: Work) -> Sequence[ProcessorMovement]:
    """Return the lines of the processor's account that belong to no payment of ours; only the house itself may ask."""
    work.authorize(Permission.BOOKS_READ)
    return store.nobodys(work.tx)
