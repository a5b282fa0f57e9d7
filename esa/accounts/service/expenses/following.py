"""What a family does after asking: withdraw a line, hand in a paper, send the invoice of what was agreed."""

from collections.abc import Sequence

from esa.accounts.domain.expenses.sources import first_of
from esa.accounts.domain.expenses.words import LineStanding, Stage
from esa.accounts.models import ExpenseLine
from esa.accounts.service import spending
from esa.accounts.service.expenses.asking import Papers, add_papers
from esa.accounts.service.expenses.judging import locked
from esa.accounts.service.expenses.placing import place, release_hold, stand, with_register
from esa.accounts.store import expenses as store
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.platform.work import Work

_BEFORE_APPROVAL = (LineStanding.NEEDS_MORE, LineStanding.WAITING, LineStanding.AGREED)


def _own(work: Work, reference: str) -> None:
    """Refuse a line that the actor cannot read, before anything is done with the house's reach. Raises NotFound."""
    if store.line(work.tx, reference) is None:
        raise NotFound("There is no such line.")


def withdraw(work: Work, reference: str) -> ExpenseLine:
    """Take a line back before it is approved: its money goes back to the account; a second press changes nothing.

    Raises NotFound, Conflict once it is approved.
    """
    work.authorize(Permission.EXPENSE_ASK)
    _own(work, reference)
    with spending.writing(work):
        line, account = locked(work, reference)
        if line.standing is LineStanding.WITHDRAWN:
            return line
        if line.standing not in _BEFORE_APPROVAL:
            said = "This line is decided, so it cannot be taken back here. Ask your EAO."
            raise Conflict(said, [Ground("", said)], code="line_decided")
        release_hold(work, account, line)
        stand(work, line, LineStanding.WITHDRAWN)
        return line


def hand_in(work: Work, reference: str, papers: Papers) -> ExpenseLine:
    """Add papers to a line and decide it again where it waited for them. Raises NotFound, Conflict once it is done."""
    work.authorize(Permission.EXPENSE_ASK)
    _own(work, reference)
    with spending.writing(work):
        line, account = locked(work, reference)
        if line.standing not in _BEFORE_APPROVAL:
            raise Conflict("This line is decided already.", code="line_decided")
        add_papers(work, line, papers)
        if line.standing is LineStanding.NEEDS_MORE and _is_complete(work, line):
            place(work, account, line, with_register(work, account, line))
        return line


def _is_complete(work: Work, line: ExpenseLine) -> bool:
    """Say whether all is there that was last asked for: what a rule wants, and what a person asked for besides."""
    there = {each.kind.value for each in store.papers(work.tx, line.id)}
    asked = store.decisions(work.tx, line.id)[0]
    since = any(each.received_at >= asked.decided_at for each in store.papers(work.tx, line.id))
    return since and set(asked.missing) <= there


def send_invoice(work: Work, reference: str, amount: Money, papers: Papers) -> ExpenseLine:
    """Put the invoice to a line that was agreed to beforehand, and decide it; what it is less goes back at once.

    Raises NotFound, Conflict for a line that is not agreed to, Invalid for an amount over what was agreed.
    """
    work.authorize(Permission.EXPENSE_ASK)
    _own(work, reference)
    with spending.writing(work):
        line, account = locked(work, reference)
        if line.standing is not LineStanding.AGREED or line.agreed_amount is None:
            raise Conflict("This line does not wait for an invoice.", code="no_invoice_wanted")
        _refuse_amount(amount, line.agreed_amount)
        kept, rest = first_of(line.parts, amount)
        if rest:
            spending.let_go(work, account, rest, f"{line.reference}:{line.held_times}:less")
        line.parts, line.amount, line.stage = kept, amount, Stage.INVOICED
        add_papers(work, line, papers)
        place(work, account, line, with_register(work, account, line))
        return line


def _refuse_amount(amount: Money, agreed: Money) -> None:
    if not ZERO < amount <= agreed:
        said = "The invoice is more than what was agreed. Ask for the rest in a new line."
        if amount <= ZERO:
            said = "Enter an amount of more than zero."
        raise Invalid("This amount cannot be taken.", [Ground("amount", said)], code="amount_not_agreed")


def lines_of_household(work: Work) -> Sequence[ExpenseLine]:
    """Return the lines of the actor's household, the newest first."""
    work.authorize(Permission.HOUSEHOLD_READ)
    return store.lines_of_household(work.tx, work.actor.require_household())
