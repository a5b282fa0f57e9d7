"""On which grounds reserving credits or receiving a gift is refused; the replay and the application both ask here."""

from collections.abc import Collection
from datetime import date

from esa.kernel.money import Money
from esa.law.credits.gift import cards_count
from esa.law.credits.sentences import REPLAY
from esa.law.law import Law
from esa.law.tried import Sentence, sentence


def reserving_grounds(amount: Money, day: date, year: int, law: Law, *, used_id: str | None = None) -> list[Sentence]:
    """Return what stands against reserving the amount on that day in that year's cap, whatever is free of it.

    RES-1: the least amount; TCAP-1: the calendar year; `used_id` is the request's id where it was used before.
    """
    least = law.money("reservation_least", day)
    grounds: list[Sentence] = []
    if amount < least:
        grounds.append(sentence(REPLAY, "under_least", asked=amount, least=least))
    if day.year != year:
        grounds.append(sentence(REPLAY, "outside_year", day=day, year=year))
    if used_id is not None:
        grounds.append(sentence(REPLAY, "id_used", id=used_id))
    return grounds


def not_free_grounds(amount: Money, free: Money, eao: str, *, partial_ok: bool, allotted: bool) -> list[Sentence]:
    """Return that so much is not free (TCAP-3); nothing where it is, or where a part is wanted and there is one."""
    if amount <= free or (partial_ok and free):
        return []
    key = "not_free_for_eao" if allotted else "not_free"
    return [sentence(REPLAY, key, asked=amount, free=free, eao=eao)]


def receiving_grounds(amount: Money, method: str, day: date, law: Law) -> list[Sentence]:
    """Return what makes money that came no qualifying contribution (135.715.5, AMB-22, AMB-26)."""
    excluded: Collection[str] = law.texts("contribution_methods_excluded", day)
    limit = law.money("third_party_check_limit", day)
    grounds: list[Sentence] = []
    if not amount:
        grounds.append(sentence(REPLAY, "nothing_came"))
    if method == "cashiers_check" and law.reads("AMB-22") == "only_large":
        grounds += [sentence(REPLAY, "cashiers_over", limit=limit)] if amount > limit else []
    elif method in excluded or (method == "card" and not cards_count(law)):
        grounds.append(sentence(REPLAY, f"{method}_excluded"))
    if method == "third_party_check" and amount > limit:
        grounds.append(sentence(REPLAY, "third_party_over", limit=limit))
    return grounds
