"""What EAO finance enters of money that came by hand: which papers and numbers each means needs (135.715.5)."""

from dataclasses import dataclass
from datetime import date

from esa.kernel.errors import Ground
from esa.kernel.money import ZERO, Money
from esa.kernel.tables import Rows, day, needed, read_table
from esa.payments.domain.paying.bank_details import is_routing_number
from esa.payments.domain.words import Means

CHECKS = ("check", "third_party_check", "cashiers_check")
WITH_IMAGE = (*CHECKS, "money_order")
PAYROLL_COLUMNS = ("reservation", "amount", "paid_on", "employer")

NOT_US = (
    "A gift must be drawn on a bank in the continental United States, in US dollars (RSMo 135.715.5). Send it back to"
    " the donor."
)
NO_IMAGE = "Add a photo or a PDF of the check or money order."
NO_NUMBER = "Enter the number that stands on it or in the bank's notice."
NO_PAYER = "Enter who has paid."
NO_BANK = "Enter the name of the bank."
BAD_ROUTING = "This is no routing number of a bank: it has nine digits, and the last one does not fit the others."
LATER = "This day has not come yet. Enter the day on which the donor gave or mailed it."
NO_AMOUNT = "Enter an amount of more than zero."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Money that came by hand; `method` may also be one that does not count, so that the refusal can say why."""

    method: str
    amount: Money
    given_on: date
    payer: str = ""
    bank: str = ""
    routing: str = ""
    number: str = ""
    is_us_bank: bool = False
    image: bytes = b""


def entering_grounds(entered: Entered, today: date) -> list[Ground]:
    """Return what is missing or wrong of an entry, all of it, beside what the law says of its means."""
    faults = [
        ("amount", NO_AMOUNT, entered.amount <= ZERO),
        ("given_on", LATER, entered.given_on > today),
        ("payer", NO_PAYER, not entered.payer.strip()),
        ("number", NO_NUMBER, entered.method != "payroll" and not entered.number.strip()),
        ("image", NO_IMAGE, entered.method in WITH_IMAGE and not entered.image),
    ]
    if entered.method in CHECKS:
        faults += [
            ("bank", NO_BANK, not entered.bank.strip()),
            ("routing", BAD_ROUTING, not is_routing_number(entered.routing.strip())),
            ("is_us_bank", NOT_US, not entered.is_us_bank),
        ]
    return [Ground(name, message) for name, message, is_wrong in faults if is_wrong]


def means_of(method: str) -> Means:
    """Return the means of a method that counts. Raises ValueError for one that does not."""
    return Means(method)


@dataclass(frozen=True, slots=True)
class PayrollRow:
    """One gift by payroll deduction: all that an employer has sent for a reservation."""

    reservation: str
    amount: Money
    paid_on: date
    employer: str


def read_payroll(data: bytes) -> Rows[PayrollRow]:
    """Return the rows of an employer's file, each with its line; a reservation stands in it once. Raises Invalid."""
    rows = read_table(data, PAYROLL_COLUMNS, _payroll)
    rows.once("reservation", lambda cells: cells["reservation"])
    return rows


def _payroll(cells: dict[str, str]) -> PayrollRow:
    try:
        amount = Money.from_wire(needed(cells, "amount").replace(",", ""))
    except ValueError as fault:
        raise ValueError(str(fault) if str(fault).startswith("amount") else f"amount: {fault}") from None
    return PayrollRow(needed(cells, "reservation").upper(), amount, day(cells, "paid_on"), needed(cells, "employer"))
