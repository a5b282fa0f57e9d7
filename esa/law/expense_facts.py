"""What a check of an expense knows: what is to be paid, to whom, and what the account holds."""

import re
from dataclasses import dataclass
from datetime import date

from esa.kernel.money import ZERO, Money
from esa.kernel.wire import Fields, as_count, as_day, as_text
from esa.law.units import as_amount
from esa.law.versions import version_on

CATEGORIES = (
    "tuition", "textbooks", "therapy", "tutoring", "curriculum", "virtual_tuition", "exam_fee", "management_fee",
    "public_school_service", "technology", "summer_program", "after_school_program", "mileage", "testing", "supplies",
    "other",
)  # fmt: skip
PAYEE_KINDS = ("school", "individual", "firm", "public_school", "virtual_school")
PAID_TO = ("payee", "parent")
MISSOURI = "MO"
_STATE = re.compile(r"[A-Z]{2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Who asks to be paid; `relation_degree` is the degree of relation to the student, None when unrelated."""

    kind: str
    state: str
    name: str | None = None
    qualified_school: bool = False
    licensed_or_accredited: bool = False
    relation_degree: int | None = None
    on_eao_firm_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One expense asked of a scholarship account; `paid_to` is the parent for a reimbursement."""

    id: str
    on: date
    category: str
    amount: Money
    balance: Money
    payee: Payee
    required_by_school: bool = False
    eao_approval: str | None = None
    district_of_residence_service: bool = False
    paid_to: str = "payee"


def read_request(fields: Fields) -> Request:
    """Read an expense's line; what was not shown is false, none, and paid to the payee."""
    return Request(
        id=fields.text("id"),
        on=fields.take("on", _version_day, date.max, required=True),
        category=fields.choice("category", CATEGORIES),
        amount=fields.take("amount", _more_than_nothing, ZERO, required=True),
        balance=fields.take("balance", as_amount, ZERO, required=True),
        payee=_payee(fields.inner("payee", required=True)),
        required_by_school=fields.boolean("required_by_school"),
        eao_approval=fields.take("eao_approval", _text_or_none, None),
        district_of_residence_service=fields.boolean("district_of_residence_service"),
        paid_to=fields.choice("paid_to", PAID_TO, default="payee"),
    )


def _payee(fields: Fields | None) -> Payee:
    if fields is None:
        return Payee(kind="firm", state=MISSOURI)
    payee = Payee(
        kind=fields.choice("kind", PAYEE_KINDS),
        state=fields.take("state", _as_state, MISSOURI, required=True),
        name=fields.take("name", _text_or_none, None),
        qualified_school=fields.boolean("qualified_school"),
        licensed_or_accredited=fields.boolean("licensed_or_accredited"),
        relation_degree=fields.take("relation_degree", _degree_or_none, None),
        on_eao_firm_list=fields.boolean("on_eao_firm_list"),
    )
    fields.done()
    return payee


def _version_day(value: object) -> date:
    day = as_day(value)
    version_on(day)
    return day


def _more_than_nothing(value: object) -> Money:
    amount = as_amount(value)
    if not amount:
        raise ValueError("must be more than zero")
    return amount


def _as_state(value: object) -> str:
    if not isinstance(value, str) or _STATE.fullmatch(value) is None:
        raise ValueError("must be the two capital letters of a state like MO")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else as_text(value)


def _degree_or_none(value: object) -> int | None:
    return None if value is None else as_count(value, 1)
