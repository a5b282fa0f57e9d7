"""A child's grant and account as the family sees it: what is there, what comes when, why a part waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import gettext

from esa.accounts.domain import DepositStanding, Hold, hold_of
from esa.kernel.money import Money, total
from esa.portal.family.standing import Standing, hold_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One deposit as the family sees it: its day, its sum over all sources, where it stands, what to do."""

    due_on: date
    amount: Money
    tag: str
    word: str
    why: str = ""
    task: str = ""


def parts_of(deposits: Sequence[Any], hold: Hold | None, today: date) -> list[Part]:
    """Return the parts of a grant by day; a part that is due and waits says why (166.705.1)."""
    ordered = sorted(deposits, key=lambda each: each.due_on)
    return [_part(day, list(each), hold, today) for day, each in groupby(ordered, key=lambda each: each.due_on)]


def _part(day: date, deposits: list[Any], hold: Hold | None, today: date) -> Part:
    amount = total([each.amount for each in deposits])
    standings = {each.standing for each in deposits}
    if standings == {DepositStanding.POSTED}:
        return Part(due_on=day, amount=amount, tag="good", word=gettext("Paid in"))
    if standings == {DepositStanding.CANCELLED}:
        return Part(due_on=day, amount=amount, tag="bad", word=gettext("Canceled"))
    if hold is not None and day <= today:
        why, task = hold_words(hold)
        return Part(due_on=day, amount=amount, tag="wait", word=gettext("Held"), why=why, task=task)
    return Part(due_on=day, amount=amount, tag="info", word=gettext("Planned"))


def hold_on(account: Any | None) -> Hold | None:
    """Return why deposits to an account must wait, None where they need not or there is no account."""
    return None if account is None else hold_of(account.agreement_on, account.enrolled_on)


def with_hold(standing: Standing, hold: Hold | None) -> Standing:
    """Return the standing of a child with a grant: who must do what, where the money waits."""
    if hold is None:
        return standing
    why, task = hold_words(hold)
    holder = gettext("The school") if hold is Hold.NO_ENROLMENT else gettext("You")
    return replace(standing, tag="wait", word=gettext("Has a grant, but the money waits"), holder=holder, following=why,
                   usual=gettext("The money comes a few days after that."), task=task)  # fmt: skip


def granted(grants: Iterable[Any], application_id: Any) -> Money | None:
    """Return what an application was granted, None for nothing; a grant that ended does not count."""
    mine = [each.amount for each in grants if each.application_id == application_id and each.ended_at is None]
    return total(mine) if mine else None
