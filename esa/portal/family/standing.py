"""Where a child's application stands, in a family's words: who has it, what comes next, how long that takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from esa.accounts.domain import Hold
from esa.applications.domain.words import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One line for a card: its tag and word, who has it, what follows and how long that usually takes, what to do."""

    tag: str
    word: str
    holder: str
    following: str
    usual: str
    task: str = ""
    since: datetime | None = None


def _submitted(eao: str) -> Standing:
    return Standing(
        tag="info", word=gettext("Sent"), holder=eao,
        following=gettext("The organization checks the facts and decides."), usual=gettext("Two to four weeks."),
    )  # fmt: skip


def _review(eao: str) -> Standing:
    return Standing(
        tag="wait", word=gettext("A person is looking at it"), holder=eao,
        following=gettext("The law leaves one point open. A person at the organization decides it and tells you."),
        usual=gettext("Two to four weeks."),
    )  # fmt: skip


def _qualified(eao: str) -> Standing:
    return Standing(
        tag="good", word=gettext("Qualifies"), holder=eao,
        following=gettext("When the organization gives out grants, your child is in the order of the law."),
        usual=gettext("It depends on how much money there is. The organization gives out grants a few times a year."),
    )  # fmt: skip


def _conditional(eao: str) -> Standing:
    return Standing(
        tag="wait", word=gettext("Qualifies if a brother or sister gets a grant again"), holder=eao,
        following=gettext("The grant of the brother or sister is decided first, then this one follows."),
        usual=gettext("Until the organization next gives out grants."),
    )  # fmt: skip


def _not_qualified(_: str) -> Standing:
    return Standing(
        tag="bad", word=gettext("Does not qualify now"), holder=gettext("You"),
        following=gettext("Look at why. A new fact or a paper can change the answer."),
        usual=gettext("A new look usually takes two to four weeks."),
        task=gettext("If you think a fact is wrong, send a paper that shows it, or call the organization."),
    )  # fmt: skip


def _waitlisted(eao: str) -> Standing:
    return Standing(
        tag="wait", word=gettext("On the waiting list"), holder=eao,
        following=gettext("When more money comes, the next children in the order get a grant."),
        usual=gettext("Nobody can promise a day. It depends on gifts and on the state budget."),
    )  # fmt: skip


def _awarded(eao: str) -> Standing:
    return Standing(
        tag="good", word=gettext("Has a grant"), holder=eao,
        following=gettext("The money comes into the account on the days below."),
        usual=gettext("Each part comes on its day once the agreement and the school are in place."),
    )  # fmt: skip


def _withdrawn(_: str) -> Standing:
    return Standing(
        tag="info", word=gettext("Taken back"), holder=gettext("You"),
        following=gettext("Nothing more happens. You can apply again."), usual="",
    )  # fmt: skip


_STANDINGS: dict[Status, Callable[[str], Standing]] = {
    Status.SUBMITTED: _submitted,
    Status.REVIEW: _review,
    Status.QUALIFIED: _qualified,
    Status.CONDITIONAL: _conditional,
    Status.NOT_QUALIFIED: _not_qualified,
    Status.WAITLISTED: _waitlisted,
    Status.AWARDED: _awarded,
    Status.WITHDRAWN: _withdrawn,
}


def standing_of(status: Status, eao: str) -> Standing:
    """Return where an application of that status stands."""
    return _STANDINGS[status](eao)


def hold_words(hold: Hold | None) -> tuple[str, str]:
    """Return why a deposit waits and what to do about it, both empty where it does not wait (166.705.1)."""
    words = {
        Hold.NO_AGREEMENT: (
            gettext("The agreement is not signed yet."),
            gettext("Sign the parent agreement that the organization sent you."),
        ),
        Hold.NO_ENROLMENT: (
            gettext("The school has not confirmed that your child goes there."),
            gettext("Ask the school to confirm to the organization that your child is enrolled."),
        ),
        Hold.NEITHER: (
            gettext("The agreement is not signed, and the school has not confirmed yet."),
            gettext("Sign the parent agreement, and ask the school to confirm that your child is enrolled."),
        ),
    }
    return words[hold] if hold is not None else ("", "")


def before_words(count: int | None) -> str:
    """Return how many children are before this one on the waiting list, empty where that is not known."""
    if count is None:
        return ""
    if count == 0:
        return str(gettext("Your child is next."))
    if count == 1:
        return str(gettext("1 child is before yours."))
    return str(gettext("%(count)s children are before yours.", count=f"{count:,}"))


def steps_of(status: Status, account: Any | None) -> list[tuple[str, str]]:
    """Return the way of an application as (done, now or later; its words)."""
    words = [
        gettext("Application sent"),
        gettext("Facts checked, answer given"),
        gettext("Grant given in the order of the law"),
        gettext("Agreement signed, school confirmed"),
        gettext("Money in the account"),
    ]
    reached = {
        Status.SUBMITTED: 1, Status.REVIEW: 1, Status.QUALIFIED: 2, Status.CONDITIONAL: 2, Status.WAITLISTED: 2,
        Status.AWARDED: 3,
    }.get(status, len(words))  # fmt: skip
    if account is not None and account.account.agreement_on and account.account.enrolled_on:
        reached = len(words) if account.balance else 4
    return [("done" if n < reached else "now" if n == reached else "later", each) for n, each in enumerate(words)]
