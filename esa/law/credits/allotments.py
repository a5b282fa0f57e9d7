"""How the cap is split among EAOs, and on which grounds a split or a move of allotment is refused (TCAP-5, TCAP-7)."""

from collections.abc import Mapping
from datetime import date

from esa.kernel.dates import central_day
from esa.kernel.money import ZERO, Money, total
from esa.law.credits.events import Allot, Reallocate
from esa.law.credits.sentences import REPLAY
from esa.law.law import Law
from esa.law.tried import Sentence, sentence

Shares = Mapping[str, Money]


def shares_of(event: Allot, cap: Money) -> dict[str, Money] | None:
    """Return each named EAO's allotment, None where the cap is common to all; odd cents go to the first named."""
    if event.mode == "fcfs":
        return None
    if event.mode == "equal":
        return dict(zip(event.eaos, cap.split(len(event.eaos)), strict=True)) if event.eaos else {}
    return {eao: event.amounts.get(eao, ZERO) for eao in event.eaos}


def allot_grounds(event: Allot, cap: Money, used: Shares) -> list[Sentence]:
    """Return all that stands against the split; nothing when it may be made."""
    shares = shares_of(event, cap)
    taken = event.eaos if event.mode == "custom" else ()
    grounds = [sentence(REPLAY, "amount_unasked", eao=eao) for eao in event.amounts if eao not in taken]
    if shares is None:
        return grounds
    if not event.eaos:
        grounds.append(sentence(REPLAY, "no_eaos"))
    grounds += [sentence(REPLAY, "eao_twice", eao=eao) for eao in shares if event.eaos.count(eao) > 1]
    grounds += [sentence(REPLAY, "amount_missing", eao=eao) for eao in taken if eao not in event.amounts]
    together = total(list(shares.values()))
    if together > cap:
        grounds.append(sentence(REPLAY, "allotments_over_cap", sum=together, cap=cap))
    return grounds + [
        sentence(REPLAY, "less_than_used", eao=eao, share=shares.get(eao, ZERO), used=amount)
        for eao, amount in used.items()
        if shares.get(eao, ZERO) < amount
    ]


def move_grounds(event: Reallocate, year: int, shares: Shares | None, used: Shares, law: Law) -> list[Sentence]:
    """Return all that stands against the move; nothing when it may be made."""
    grounds: list[Sentence] = []
    day = central_day(event.at)
    month, of_month = law.text("first_come_period_end", day).split("-")
    last_day = date(year, int(month), int(of_month))
    if day <= last_day:
        grounds.append(sentence(REPLAY, "too_early", last_day=last_day))
    if event.giver == event.taker:
        grounds.append(sentence(REPLAY, "same_eao"))
    if shares is None:
        return [*grounds, sentence(REPLAY, "no_allotments")]
    named = dict.fromkeys((event.giver, event.taker))
    grounds += [sentence(REPLAY, "eao_without", eao=eao) for eao in named if eao not in shares]
    unused = shares.get(event.giver, ZERO) - used.get(event.giver, ZERO)
    if event.giver in shares and event.amount > unused:
        grounds.append(sentence(REPLAY, "more_than_unused", asked=event.amount, unused=unused, eao=event.giver))
    return grounds
