"""Alerts on requests for expenses, for a person at the EAO to look at."""

from collections.abc import Sequence
from datetime import date

from esa.accounts.domain.alerts import LOOKED_BACK, Alert, SeenLine
from esa.accounts.domain.alerts import alerts as alerts_of
from esa.accounts.models import ExpenseLine
from esa.accounts.store import expenses as store
from esa.documents import service as documents
from esa.kernel.dates import central_day
from esa.kernel.permissions import Permission
from esa.platform.work import Work
from esa.schools.service import payees


def alerts(work: Work) -> list[Alert]:
    """Return what was noticed in the requests within reach of the last half year; nothing is held or denied by it."""
    work.authorize(Permission.ACCOUNT_READ)
    first = work.now - LOOKED_BACK
    lines = store.lines_since(work.tx, first)
    shown = store.documents_since(work.tx, first)
    digests = documents.digests(work, [document for _, document in shown])
    by_line: dict[object, set[str]] = {}
    for line_id, document in shown:
        if document in digests:
            by_line.setdefault(line_id, set()).add(digests[document])
    seen = [_seen(each, frozenset(by_line.get(each.id, ()))) for each in lines]
    return alerts_of(seen, _contacts(work, lines), work.today)


def _seen(line: ExpenseLine, digests: frozenset[str]) -> SeenLine:
    return SeenLine(
        reference=line.reference, request_id=line.request_id, account_id=line.account_id, payee_id=line.payee_id,
        payee_name=line.payee_name, amount=line.amount, asked_on=_day(line), digests=digests,
    )  # fmt: skip


def _day(line: ExpenseLine) -> date:
    return central_day(line.asked_at)


def _contacts(work: Work, lines: Sequence[ExpenseLine]) -> list[tuple[str, str]]:
    return payees.contacts(work, {each.payee_id for each in lines if each.payee_id is not None})
