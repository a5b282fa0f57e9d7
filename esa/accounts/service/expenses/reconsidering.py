"""A look at what another reading would change in decisions on expenses; nothing is decided and nothing is stored."""

import uuid
from collections import Counter

from esa.accounts.domain.expenses.deciding import asked_again
from esa.accounts.store import expenses as store
from esa.kernel.permissions import Permission
from esa.law.expense import Verdict, check
from esa.law.readings import acting_on
from esa.platform.work import Work
from esa.readings import service as readings
from esa.readings.domain import AS_THE_STATE

# The one rule of expenses on which another reading acts (AMB-24).
_RULE = "EXP-f"


def acts_on_expenses(name: str) -> bool:
    """Say whether decisions on expenses turn on that reading."""
    return name in acting_on("expense check")


def effect_of_reading(
    work: Work, name: str, option: str, organization_id: uuid.UUID | None
) -> Counter[tuple[Verdict, Verdict]]:
    """Return how many lines the law would judge otherwise, from and to, if that reading were by that option.

    Lines that a person decided are left out; for the whole state (no organization) those of EAOs that chose this
    reading for their own program, too.
    """
    work.authorize(Permission.READING_CONFIRM)
    if option == AS_THE_STATE:
        option = work.laws(None).reads(name)
    own = readings.own_choices(work)
    found: Counter[tuple[Verdict, Verdict]] = Counter()
    for decision in store.last_by_law(work.tx, _RULE):
        if organization_id is None and name in own.get(decision.organization_id, {}):
            continue
        asked = asked_again(decision.facts)
        before = check(asked, work.law.read_only_by(decision.readings)).outcome
        after = check(asked, work.law.read_only_by({**decision.readings, name: option})).outcome
        found[before, after] += before is not after
    return +found
