"""A child's grant and account as the family sees it: what is there, what comes when, why a part waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import gettext

from esa.accounts.domain import AccountStanding, DepositStanding, Hold, hold_of
from esa.accounts.domain.happenings import Act
from esa.kernel.money import Money, total
from esa.platform.web.reading import day as said_day
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
    """Return why deposits to an account must wait, None where they need not or no more of them come."""
    if account is None or account.standing is AccountStanding.CLOSED:
        return None
    return hold_of(account.agreement_on, account.enrolled_on)


def with_happening(standing: Standing, happening: Any | None) -> Standing:
    """Return the standing of a child whose account was closed or is held, saying what happened and what now."""
    if happening is None:
        return standing
    if happening.until is not None:
        said = gettext(
            "The account is held until %(day)s. Until then no money moves. Ask the organization what it needs.",
            day=said_day(happening.until),
        )
        if happening.act is Act.DISENROLLED:
            said = gettext(
                "The virtual school ended the enrollment. Find another qualified school by %(day)s and tell the"
                " organization. Else the account is closed.",
                day=said_day(happening.until),
            )
        return replace(standing, tag="wait", word=gettext("The account is held"), following=said, usual="", task="")
    said = {
        Act.WITHDREW: gettext("Your child left for a school that does not qualify. The district must teach it again."),
        Act.GRADUATED: gettext("Your child has graduated. Well done!"),
        Act.DISQUALIFIED: gettext("The State Treasurer decided so. The letter says how to appeal."),
    }.get(happening.act, gettext("No other school was found in time. The district must teach your child again."))
    back = gettext("What was left went back to the organization for other students.")
    return replace(
        standing, tag="bad", word=gettext("The account is closed"), following=f"{said} {back}", usual="", task=""
    )


def with_hold(standing: Standing, hold: Hold | None) -> Standing:
    """Return the standing of a child with a grant: who must do what, where the money waits."""
    if hold is None:
        return standing
    why, task = hold_words(hold)
    holder = gettext("The school") if hold is Hold.NO_ENROLMENT else gettext("You")
    return replace(standing, tag="wait", word=gettext("Has a grant, but the money waits"), holder=holder, following=why,
                   usual=gettext("The money comes a few days after that."), task=task)  # fmt: skip


def granted(grants: Iterable[Any], application_id: Any) -> Money | None:
    """Return what an application was granted, None for nothing; what was given back again does not count."""
    mine = [each.amount - each.given_back for each in grants if each.application_id == application_id]
    return total(mine) if mine else None
