"""What would make an expense allowed, found by asking the rules again with other facts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from esa.law.changing import WouldDo, smallest_sets
from esa.law.expense import Verdict, answer_request, check
from esa.law.expense_facts import MISSOURI, Payee, Request
from esa.law.expense_sentences import EXPENSE_CHANGES, EXPENSE_FRAMES
from esa.law.law import Law
from esa.law.tried import Sentence, sentence


def _payee(**shown: object) -> Callable[[Request], Request]:
    def changed(asked: Request) -> Request:
        payee: Payee = replace(asked.payee, **shown)  # type: ignore[arg-type]
        return replace(asked, payee=payee)

    return changed


_SHOWN: Mapping[str, Callable[[Request], Request]] = {
    "in_missouri": _payee(state=MISSOURI),
    "qualified_school": _payee(qualified_school=True),
    "required": partial(replace, required_by_school=True),
    "licensed": _payee(licensed_or_accredited=True),
    "virtual_school": _payee(kind="virtual_school"),
    "on_list": _payee(on_eao_firm_list=True),
    "public_school": _payee(kind="public_school"),
    "approval": partial(replace, eao_approval="approved"),
    "no_relative": _payee(relation_degree=None),
    "payee_paid": partial(replace, paid_to="payee"),
    "within_balance": lambda asked: replace(asked, amount=min(asked.amount, asked.balance)),
}
# What the paragraph of a category turns on; kinship, whom the money reaches and the balance count for every one.
_OF_CATEGORY: Mapping[str, tuple[str, ...]] = {
    "tuition": ("in_missouri", "qualified_school"),
    "textbooks": ("required",),
    "therapy": ("licensed",),
    "virtual_tuition": ("in_missouri", "virtual_school"),
    "management_fee": ("on_list",),
    "public_school_service": ("public_school",),
    "technology": ("approval",),
}
_OF_ALL = ("no_relative", "payee_paid", "within_balance")


def allowing(asked: Request, law: Law) -> tuple[WouldDo, ...]:
    """Return the smallest sets of facts with which the expense is allowed; none for what may never be paid.

    Another category is another expense, so it is not told; nor is an amount where nothing is left.
    """
    names = (*_OF_CATEGORY.get(asked.category, ()), *_OF_ALL)
    shown = {name: _SHOWN[name] for name in names if asked.balance or name != "within_balance"}
    found = smallest_sets(asked, shown, lambda facts: check(facts, law).outcome is Verdict.ALLOW)
    return tuple(WouldDo(names, tuple(_said(name, asked) for name in names), EXPENSE_FRAMES) for names in found)


def _said(name: str, asked: Request) -> Sentence:
    values = {"balance": asked.balance} if name == "within_balance" else {}
    return sentence(EXPENSE_CHANGES, name, **values)


def answer_with_trace(asked: Request, law: Law, language: str) -> dict[str, object]:
    """Return the contract's answer with `trace`, the sentences on what would make the expense allowed."""
    trace = [each.sentence(language) for each in allowing(asked, law)]
    return {**answer_request(asked, law, language), "trace": trace}
