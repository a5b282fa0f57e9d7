"""Money off the top and beside it: the fund's 4 %, general revenue, overhead, interest."""

import uuid
from datetime import date

from esa.kernel.money import Money
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from esa.platform.work import Work


def book_state_money(work: Work, organization_id: uuid.UUID, amount: Money, on: date, reference: str) -> uuid.UUID:
    """Book general revenue that the Treasurer has paid or owes to an EAO for scholarships (FUND-3)."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    kind = Source.GENERAL_REVENUE
    entry = Entry(
        organization_id=organization_id, on=on, kind="state_money", narrative=f"General revenue, {reference}",
        key=f"state:{reference}", lines=(debit(bank(kind), amount), credit(fund(kind), amount)),
    )  # fmt: skip
    return ledger.post(work, entry)
