"""An account as its family and staff look at it: what it holds, what is on its way, what comes, every movement."""

from collections.abc import Sequence
from dataclasses import dataclass

from esa.accounts.domain import hold_of
from esa.accounts.domain.statement import Coming, Span, Statement, Year, coming_of, span_of, spans_of, year_of
from esa.accounts.domain.statement import statement_of as _made
from esa.accounts.models import AgreementSigned, ScholarshipAccount
from esa.accounts.store import deposits as store
from esa.audit import service as audit
from esa.families import service as families
from esa.kernel.dates import central_day
from esa.kernel.errors import NotFound
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from esa.ledger.domain.movement import Way
from esa.organizations import service as organizations
from esa.platform.work import Work

PAGE = 25
# Numbers of entries are of 64 bits.
_DIGITS = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """An account with the names that its page and papers carry."""

    account: ScholarshipAccount
    child: str
    organization: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An account's page: `year` is that of its picture, `page` a page of all movements."""

    whose: Whose
    sources: Sequence[tuple[Source, Money]]
    way: Way
    coming: Sequence[Coming]
    year: Year
    page: ledger.Page
    spans: Sequence[Span]
    agreements: Sequence[AgreementSigned]

    @property
    def balance(self) -> Money:
        """Return what may be asked for now."""
        return total([amount for _, amount in self.sources])


def overview(work: Work, number: str, after: str | None = None, year: str | None = None) -> Overview:
    """Return an account's page; that it was looked at is recorded.

    Raises NotFound, also for the account of another family or EAO, and Invalid for a mark of another list.
    """
    whose = _whose(work, number)
    account = whose.account
    spans = spans_of(central_day(account.opened_at), work.today)
    shown = next((each for each in spans if each.name == year), spans[0])
    deposits = [(each.due_on, each.amount, each.standing) for each in store.deposits(work.tx, [account.id])]
    kept = ledger.students_balances(work, [(account.organization_id, number)]).get(number, {})
    opening, moved = ledger.months(work, account.id, shown.first, shown.last)
    return Overview(
        whose=whose,
        sources=sorted((source, amount) for source, amount in kept.items() if amount),
        way=ledger.way(work, account.id),
        coming=coming_of(deposits, hold_of(account.agreement_on, account.enrolled_on), work.today),
        year=year_of(shown, opening, moved, work.today),
        page=ledger.movements(work, account.id, after, PAGE),
        spans=spans,
        agreements=store.agreements(work.tx, account.id),
    )


def _whose(work: Work, number: str) -> Whose:
    work.authorize(Permission.STATEMENT_READ)
    found = store.by_number(work.tx, number)
    if found is None:
        raise NotFound("There is no such account.")
    audit.view(work, "account", number, household_id=found.household_id)
    return Whose(
        account=found,
        child=child_of(work, found),
        organization=organizations.organization(work, found.organization_id).name,
    )


def child_of(work: Work, account: ScholarshipAccount) -> str:
    """Return the name of an account's child, empty where the actor may not read it.

    An EAO to which another one's family came later reads the account and not the child's row.
    """
    mine = (each for each in families.students(work, account.household_id) if each.id == account.student_id)
    child = next(mine, None)
    return "" if child is None else f"{child.given_name} {child.family_name}"


def _of(work: Work, account: ScholarshipAccount, span: Span) -> Statement:
    opening, movements = ledger.movements_in(work, account.id, span.first, span.last)
    return _made(span, opening, movements)


def statement(work: Work, number: str, span: str) -> tuple[Whose, Statement]:
    """Return an account's statement of a school year or a month. Raises NotFound."""
    whose = _whose(work, number)
    try:
        wanted = span_of(span)
    except ValueError:
        raise NotFound("There is no such month or school year.") from None
    return whose, _of(work, whose.account, wanted)


def agreement(work: Work, number: str, year: str) -> tuple[Whose, AgreementSigned]:
    """Return the agreement of an account that was signed for a school year. Raises NotFound."""
    whose = _whose(work, number)
    signed = store.agreements(work.tx, whose.account.id)
    found = next((each for each in signed if str(each.school_year) == year), None)
    if found is None:
        raise NotFound("Nothing has been signed for this year.")
    return whose, found


def movement(work: Work, number: str, entry: str) -> tuple[Whose, ledger.OneMovement]:
    """Return one movement of an account by its number in the books. Raises NotFound."""
    whose = _whose(work, number)
    if not (entry.isascii() and entry.isdecimal() and len(entry) < _DIGITS):
        raise NotFound("There is no such movement.")
    return whose, ledger.movement(work, whose.account.id, int(entry))
