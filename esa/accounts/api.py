"""An EAO's scholarship accounts and deposits for its own programs, with the reason of each deposit that waits."""

from typing import Any

from esa.accounts import service
from esa.accounts.domain import Hold
from esa.accounts.domain.expenses.listing import QueueListing, mark_of
from esa.accounts.models import Deposit, ExpenseLine
from esa.accounts.schemas.accounts import (
    AccountsSchema,
    DepositsQuery,
    DepositsSchema,
    ExpensesQuery,
    ExpensesSchema,
    OneAccountSchema,
    OneExpenseSchema,
)
from esa.accounts.service import AccountView, expenses
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.access import requires
from esa.platform.web.api import Room
from esa.platform.web.edge import begin
from esa.platform.web.wire import PageQuery

room = Room("accounts", "/accounts", "Scholarship accounts and their deposits.")
deposits_room = Room("deposits", "/deposits", "Deposits of all accounts.")
expenses_room = Room("expenses", "/expenses", "Lines of expense requests, with the reason of every answer.")

_BECAUSE = {
    Hold.NO_AGREEMENT: "The parent's agreement is not signed yet. Record its day.",
    Hold.NO_ENROLMENT: "The school has not confirmed the enrollment yet. Record its day.",
    Hold.NEITHER: "Neither the agreement nor the enrollment is recorded yet. Record both days.",
}


def _account(view: AccountView) -> dict[str, Any]:
    account = view.account
    return {
        "number": account.number, "standing": account.standing, "payment_plan": account.payment_plan,
        "opened_at": account.opened_at, "agreement_on": account.agreement_on, "enrolled_on": account.enrolled_on,
        "balance": view.balance, "coming": view.coming, "holds": [each.value for each in view.holds],
        "deposits": [_deposit(each, account.number) for each in view.deposits],
    }  # fmt: skip


def _deposit(deposit: Deposit, number: str) -> dict[str, Any]:
    return {
        "id": deposit.id, "account": number, "installment": deposit.installment, "source": deposit.source,
        "due_on": deposit.due_on, "amount": deposit.amount, "standing": deposit.standing.value, "hold": deposit.hold,
        "because": None if deposit.hold is None else _BECAUSE[deposit.hold], "posted_at": deposit.posted_at,
    }  # fmt: skip


@room.at("")
@requires(Permission.ACCOUNT_READ)
@room.query(PageQuery)
@room.answers(AccountsSchema)
def index(asked: dict[str, Any]) -> Any:
    """List the EAO's accounts by number, with what each holds."""
    limit = asked["limit"]
    with begin() as work:
        seen = organizations.looking_at(work, asked["organization"])
        views = service.accounts(seen, asked["after"] or "", limit + 1)
    following = views[limit - 1].account.number if len(views) > limit else None
    return {"accounts": [_account(each) for each in views[:limit]], "next": following}


@room.at("/<number>")
@requires(Permission.ACCOUNT_READ)
@room.answers(OneAccountSchema)
def show(number: str) -> Any:
    """Tell one account with its deposits; that it was looked at is recorded."""
    with begin() as work:
        return _account(service.account(work, number))


@deposits_room.at("")
@requires(Permission.ACCOUNT_READ)
@deposits_room.query(DepositsQuery)
@deposits_room.answers(DepositsSchema)
def deposits(asked: dict[str, Any]) -> Any:
    """List the EAO's deposits by day; with `standing=held` those that wait, each with its reason."""
    with begin() as work:
        seen = organizations.looking_at(work, asked["organization"])
        page = service.deposits(seen, asked["standing"], asked["after"], asked["limit"])
    return {"deposits": [_deposit(each, number) for each, number in page.rows], "next": page.following}


def _expense(line: ExpenseLine, number: str) -> dict[str, Any]:
    return {
        "number": line.reference, "account": number, "category": line.category, "amount": line.amount,
        "payee": line.payee_name, "payee_id": line.payee_id, "stage": line.stage.value,
        "standing": line.standing.value, "standing_at": line.standing_at, "asked_at": line.asked_at,
        "promised_on": line.promised_on, "by_rule": line.approved_rule,
    }  # fmt: skip


@expenses_room.at("")
@requires(Permission.ACCOUNT_READ)
@expenses_room.query(ExpensesQuery)
@expenses_room.answers(ExpensesSchema)
def expense_lines(asked: dict[str, Any]) -> Any:
    """List the EAO's expense lines, those that wait longest first; with `standing=waiting` the open ones."""
    with begin() as work:
        seen = organizations.looking_at(work, asked["organization"])
        mark = mark_of(asked["after"] or "")
        listing = QueueListing(standing=asked["standing"], category=asked["category"], mark=mark)
        page = expenses.queue(seen, listing, asked["limit"])
    return {"expenses": [_expense(each, number) for each, number in page.rows], "next": page.following}


@expenses_room.at("/<number>")
@requires(Permission.ACCOUNT_READ)
@expenses_room.answers(OneExpenseSchema)
def expense_line(number: str) -> Any:
    """Tell one line with every decision on it; that it was looked at is recorded."""
    with begin() as work:
        seen = expenses.opened(work, number)
    return {**_expense(seen.line, seen.account.number), "decisions": seen.decisions}
