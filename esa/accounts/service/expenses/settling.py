"""What payments tell of an approved line: given to the bank, paid, come back."""

from collections.abc import Iterable

from esa.accounts.domain.expenses.words import LineStanding
from esa.accounts.models import ExpenseLine
from esa.accounts.service.expenses.placing import stand
from esa.accounts.store import expenses as store
from esa.kernel.errors import Conflict, Ground, NotFound
from esa.platform.work import Work


def _line(work: Work, reference: str) -> ExpenseLine:
    found = store.line(work.tx, reference, lock=True)
    if found is None:
        raise NotFound("There is no such line.")
    return found


def known(work: Work, references: Iterable[str]) -> set[str]:
    """Return which of the references are lines of expense requests: other things can be paid too."""
    return store.known_lines(work.tx, references)


def released(work: Work, reference: str) -> None:
    """Mark a line as given to the bank. Raises Conflict where who releases has asked for it or approved it."""
    line = _line(work, reference)
    by = work.actor.user_id
    if by is not None and by in (line.asked_by, line.approved_by):
        said = "You asked for or approved a line of this batch. Another person must release it."
        raise Conflict(said, [Ground("", said)], code="second_person_needed")
    line.released_by = by
    stand(work, line, LineStanding.RELEASED)


def paid(work: Work, reference: str) -> None:
    """Mark a line as paid by the bank."""
    stand(work, _line(work, reference), LineStanding.PAID)


def came_back(work: Work, reference: str, code: str) -> None:
    """Mark a line as come back from the bank, with the bank's code: it is payable again once the reason is mended."""
    line = _line(work, reference)
    line.return_code = code
    stand(work, line, LineStanding.CAME_BACK)


def reopened(work: Work, reference: str) -> None:
    """Mark a line that came back as approved again, ready for the next batch."""
    line = _line(work, reference)
    line.released_by = None
    stand(work, line, LineStanding.APPROVED)
