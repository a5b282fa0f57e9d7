"""The form of the two days that a deposit waits for; what the API asks and tells of accounts and deposits."""

from typing import Any

from marshmallow import Schema, fields, validate

from esa.accounts.domain import DepositStanding, Hold
from esa.accounts.domain.expenses.words import LineStanding
from esa.law.expense_facts import CATEGORIES
from esa.platform.web.wire import Amount, Cursor, Moment, PageQuery, Words, told

_DAY: dict[str, Any] = {"invalid": "Enter a date like 2025-11-01."}


class DatesSchema(Schema):
    """The day of the signed agreement, and of the school's confirmation."""

    agreement_on = fields.Date(error_messages=_DAY)
    enrolled_on = fields.Date(error_messages=_DAY)


class DepositsQuery(PageQuery):
    """Which deposits are asked for."""

    standing = Words(DepositStanding, load_default=None, metadata=told("Only those that stand so."))


class DepositSchema(Schema):
    """One installment of a grant from one source; `hold` says why one that is due waits."""

    id = fields.UUID(required=True)
    account = fields.String(required=True)
    installment = fields.Integer(required=True)
    source = fields.String(required=True)
    due_on = fields.Date(required=True)
    amount = Amount(required=True)
    standing = fields.String(required=True)
    hold = Words(Hold, required=True, allow_none=True)
    because = fields.String(required=True, allow_none=True)
    posted_at = Moment(required=True, allow_none=True)


class DepositsSchema(Schema):
    """A page of deposits by day; `next` goes on, null at the end."""

    deposits = fields.List(fields.Nested(DepositSchema), required=True)
    next = Cursor(required=True, allow_none=True)


class AccountSchema(Schema):
    """A scholarship account: what it holds, what is still to come, what its deposits wait for."""

    number = fields.String(required=True)
    standing = fields.String(required=True)
    payment_plan = fields.String(required=True)
    opened_at = Moment(required=True)
    agreement_on = fields.Date(required=True, allow_none=True)
    enrolled_on = fields.Date(required=True, allow_none=True)
    balance = Amount(required=True)
    coming = Amount(required=True)
    holds = fields.List(fields.String(), required=True)


class OneAccountSchema(AccountSchema):
    """A scholarship account with its deposits."""

    deposits = fields.List(fields.Nested(DepositSchema), required=True)


class AccountsSchema(Schema):
    """A page of accounts by number; `next` goes on, null at the end."""

    accounts = fields.List(fields.Nested(AccountSchema), required=True)
    next = Cursor(required=True, allow_none=True)


class ExpensesQuery(PageQuery):
    """Which lines of expense requests are asked for."""

    standing = Words(LineStanding, load_default=None, metadata=told("Only those that stand so."))
    category = fields.String(load_default="", validate=validate.OneOf(["", *CATEGORIES]))


class ExpenseSchema(Schema):
    """One line of an expense request: what, for whom, where it stands, by when it is answered, by which rule."""

    number = fields.String(required=True)
    account = fields.String(required=True)
    category = fields.String(required=True)
    amount = Amount(required=True)
    payee = fields.String(required=True)
    payee_id = fields.UUID(required=True, allow_none=True)
    stage = fields.String(required=True)
    standing = fields.String(required=True)
    standing_at = Moment(required=True)
    asked_at = Moment(required=True)
    promised_on = fields.Date(required=True, allow_none=True)
    by_rule = fields.String(required=True)


class ExpenseDecisionSchema(Schema):
    """A decision on a line as it was made; `findings` are the rules that were tried."""

    outcome = fields.String(required=True)
    rule = fields.String(required=True)
    cite = fields.String(required=True)
    law = fields.String(required=True)
    reason = fields.String(required=True)
    missing = fields.List(fields.String(), required=True)
    findings = fields.List(fields.Dict(), required=True)
    decided_at = Moment(required=True)
    by_rule = fields.String(required=True)


class OneExpenseSchema(ExpenseSchema):
    """A line with every decision on it, the last one first."""

    decisions = fields.List(fields.Nested(ExpenseDecisionSchema), required=True)


class ExpensesSchema(Schema):
    """A page of lines, those that wait longest first; `next` goes on, null at the end."""

    expenses = fields.List(fields.Nested(ExpenseSchema), required=True)
    next = Cursor(required=True, allow_none=True)
