"""A donor's gifts of a calendar year: looked at as they stand, and stated on a paper that is kept as it was made."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from esa.audit import service as audit
from esa.credits.domain.papers import STATEMENT_FORM, digest_of
from esa.credits.models import Contribution, GiftStatement, Reservation
from esa.credits.store import papers as rows
from esa.credits.store import people
from esa.kernel.dates import central_day
from esa.kernel.errors import NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.work import Work

AT_ONCE = 200
# What tells one paper from another though they state the same.
_OF_THE_PAPER = ("number", "made_on", "replaces")


@dataclass(frozen=True, slots=True)
class Statement:
    """A donor's gifts of a calendar year that stand, with what they come to."""

    donor: str
    last_four: str
    year: int
    rows: list[tuple[Contribution, Reservation, str]]
    gross: Money
    amount: Money
    credit: Money
    certified: Money


def statement(work: Work, donor_id: uuid.UUID, year: int) -> Statement:
    """Return a donor's year, and record that it was looked at. Raises NotFound where no gift of that year stands."""
    donor, gifts = people.donor(work.tx, donor_id), rows.gifts_of_year(work.tx, donor_id, year)
    if donor is None or not gifts:
        raise NotFound("There is no gift of that year.")
    audit.view(work, "gift_statement", f"{donor_id} {year}")
    return _stated(work, donor.name, donor.taxpayer_last_four, year, gifts)


def _stated(
    work: Work, donor: str, last_four: str, year: int, gifts: Sequence[tuple[Contribution, Reservation]]
) -> Statement:
    names = {each.id: each.name for each in organizations.organizations(work)}
    return Statement(
        donor=donor, last_four=last_four, year=year,
        rows=[(gift, reserved, names[gift.organization_id]) for gift, reserved in gifts],
        gross=total([gift.gross for gift, _ in gifts]), amount=total([gift.amount for gift, _ in gifts]),
        credit=total([gift.credit for gift, _ in gifts]),
        certified=total([gift.credit for gift, _ in gifts if gift.certified_at is not None]),
    )  # fmt: skip


def issue(work: Work, donor_id: uuid.UUID, year: int) -> str:
    """State a donor's year on a paper that is kept, and return its number.

    Where the newest statement of the year says the same, it is that one. Raises NotFound for another donor's year, or
    one without a gift.
    """
    work.authorize(Permission.GIFT_MAKE)
    if work.actor.donor_id not in (None, donor_id):
        raise NotFound("There is no gift of that year.")
    with work.by_the_system():
        if not rows.gifts_of_year(work.tx, donor_id, year):
            raise NotFound("There is no gift of that year.")
        return _issue(work, donor_id, year)


def follow_year(work: Work, donor_id: uuid.UUID, year: int) -> None:
    """State a year anew after money went back, if it was stated before: also a year of which nothing is left."""
    with work.by_the_system():
        if rows.newest_statement(work.tx, donor_id, year) is not None:
            _issue(work, donor_id, year)


def issue_due(work: Work) -> int:
    """State the year that is over for donors who have no statement of it yet, some at once; return how many."""
    work.authorize(Permission.CREDIT_CERTIFY)
    year = work.today.year - 1
    due = rows.without_statement(work.tx, year, AT_ONCE)
    for donor_id in due:
        _issue(work, donor_id, year)
    return len(due)


def _issue(work: Work, donor_id: uuid.UUID, year: int) -> str:
    people.hold_donor(work.tx, donor_id)
    before = rows.newest_statement(work.tx, donor_id, year)
    facts = _facts(work, donor_id, year)
    if before is not None and _same(before.content) == _same(facts):
        return before.number
    content = {
        **facts, "number": new_reference("STM"), "made_on": work.today.isoformat(),
        "replaces": "" if before is None else before.number,
    }  # fmt: skip
    made = GiftStatement(
        id=new_id(), number=content["number"], donor_id=donor_id, year=year, content=content,
        turn=1 if before is None else before.turn + 1, digest=digest_of(content), made_at=work.now,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    audit.record(work, "statement.made", subject_kind="gift_statement", subject_id=made.number)
    return made.number


def _same(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _OF_THE_PAPER}


def _facts(work: Work, donor_id: uuid.UUID, year: int) -> dict[str, Any]:
    donor = people.donor(work.tx, donor_id)
    if donor is None:
        raise NotFound("There is no such donor.")
    found = _stated(work, donor.name, donor.taxpayer_last_four, year, rows.gifts_of_year(work.tx, donor_id, year))
    return {
        "form": STATEMENT_FORM, "donor": found.donor, "last_four": found.last_four, "year": year,
        "rows": [_row(*each) for each in found.rows], "gross": found.gross.to_wire(),
        "amount": found.amount.to_wire(), "credit": found.credit.to_wire(), "certified": found.certified.to_wire(),
    }  # fmt: skip


def _row(gift: Contribution, reserved: Reservation, name: str) -> dict[str, str]:
    certified = "" if gift.certified_at is None else central_day(gift.certified_at).isoformat()
    return {
        "received_on": gift.received_on.isoformat(), "organization": name, "reservation": reserved.reference,
        "receipt": gift.receipt_number, "method": gift.method.value, "gross": gift.gross.to_wire(),
        "went_back": (gift.gross - gift.amount).to_wire(), "credit": gift.credit.to_wire(), "certified_on": certified,
    }  # fmt: skip


def stated_years(work: Work) -> dict[int, Sequence[GiftStatement]]:
    """Return the statements of the donor who asks by year, the newest first."""
    work.authorize(Permission.GIFT_MAKE)
    found: dict[int, list[GiftStatement]] = {}
    if work.actor.donor_id is not None:
        for each in rows.statements(work.tx, work.actor.donor_id):
            found.setdefault(each.year, []).append(each)
    return dict(found)


def read_statement(work: Work, number: str) -> tuple[GiftStatement, str]:
    """Return a statement in reach and the number of the one that replaced it, and record the look. Raises NotFound."""
    found = rows.statement(work.tx, number)
    if found is None:
        raise NotFound("There is no such paper.")
    audit.view(work, "gift_statement", number)
    newest = rows.newest_statement(work.tx, found.donor_id, found.year)
    return found, "" if newest is None or newest.number == number else newest.number
