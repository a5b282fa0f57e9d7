"""What may be fraud or a slip in requests for expenses: told to a person, never decided by the machine."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from esa.kernel.money import Money, total

# How far back it is looked, and the span whose sum is held against the ones before.
LOOKED_BACK = timedelta(days=180)
_SPAN = timedelta(days=30)
_FEW = 5
_ROUND_CENTS = 100_00
_ROUND_PERCENT = 80
_TIMES = 3
_JUMP = Money(1_000_00)


class AlertKind(StrEnum):
    """What was noticed."""

    SAME_PAPER = "same_paper"
    ROUND_AMOUNTS = "round_amounts"
    SUDDEN_RISE = "sudden_rise"
    SHARED_CONTACT = "shared_contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """A line as it is looked at: its request and account, its payee, its amount, its day, its papers' digests."""

    reference: str
    request_id: uuid.UUID
    account_id: uuid.UUID
    payee_id: uuid.UUID | None
    payee_name: str
    amount: Money
    asked_on: date
    digests: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alert:
    """What was noticed about whom, with the lines to look at; `detail` is a number or an address that shows it."""

    kind: AlertKind
    about: str
    detail: str
    lines: tuple[str, ...]


def alerts(lines: Sequence[SeenLine], contacts: Iterable[tuple[str, str]], today: date) -> list[Alert]:
    """Return every alert: one paper in two requests, round amounts, a sudden rise, payees with one contact.

    `contacts` are (payee's name, e-mail or phone) of the payees.
    """
    return [*_same_paper(lines), *_round(lines), *_rise(lines, today), *_shared(contacts)]


def _same_paper(lines: Sequence[SeenLine]) -> list[Alert]:
    by_digest: dict[str, list[SeenLine]] = {}
    for line in lines:
        for digest in line.digests:
            by_digest.setdefault(digest, []).append(line)
    found = {}
    for with_it in by_digest.values():
        if len({each.request_id for each in with_it}) > 1:
            names = tuple(sorted({each.reference for each in with_it}))
            accounts = len({each.account_id for each in with_it})
            found[names] = Alert(AlertKind.SAME_PAPER, with_it[0].payee_name, str(accounts), names)
    return [found[names] for names in sorted(found)]


def _by_payee(lines: Sequence[SeenLine]) -> dict[str, list[SeenLine]]:
    made: dict[str, list[SeenLine]] = {}
    for each in sorted(lines, key=lambda line: (line.payee_name, line.asked_on, line.reference)):
        made.setdefault(str(each.payee_id or each.payee_name), []).append(each)
    return made


def _round(lines: Sequence[SeenLine]) -> list[Alert]:
    """Return payees most of whose amounts are whole hundreds of dollars; a school's tuition may well be."""
    found = []
    for mine in _by_payee(lines).values():
        even = [each for each in mine if each.amount.cents % _ROUND_CENTS == 0]
        if len(mine) >= _FEW and 100 * len(even) >= _ROUND_PERCENT * len(mine):
            names = tuple(each.reference for each in even)
            found.append(Alert(AlertKind.ROUND_AMOUNTS, mine[0].payee_name, f"{len(even)}/{len(mine)}", names))
    return found


def _rise(lines: Sequence[SeenLine], today: date) -> list[Alert]:
    """Return payees that ask for three times what they asked for in a usual month before, and $1,000 more."""
    found = []
    for mine in _by_payee(lines).values():
        now = [each for each in mine if each.asked_on > today - _SPAN]
        before = [each for each in mine if each.asked_on <= today - _SPAN]
        if not now or not before:
            continue
        spans = max(1, -(-(today - _SPAN - before[0].asked_on).days // _SPAN.days))
        came, usual = total([each.amount for each in now]), total([each.amount for each in before])
        if came.cents * spans >= _TIMES * usual.cents and came.cents * spans >= usual.cents + _JUMP.cents * spans:
            names = tuple(each.reference for each in now)
            found.append(Alert(AlertKind.SUDDEN_RISE, mine[0].payee_name, came.to_wire(), names))
    return found


def _shared(contacts: Iterable[tuple[str, str]]) -> list[Alert]:
    by_contact: dict[str, set[str]] = {}
    for name, contact in contacts:
        if contact.strip():
            by_contact.setdefault(contact.strip().casefold(), set()).add(name)
    return [
        Alert(AlertKind.SHARED_CONTACT, ", ".join(sorted(names)), contact, ())
        for contact, names in sorted(by_contact.items())
        if len(names) > 1
    ]
