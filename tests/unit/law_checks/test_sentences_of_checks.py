"""A rule of the checks says its reasons in the language asked for."""

from datetime import date

from esa.kernel.money import Money
from esa.law.credits.answer import Answer, Outcome, Standing
from esa.law.credits.sentences import REPLAY
from esa.law.tried import Tried, sentence


def test_a_rule_says_all_its_reasons_with_amounts_and_days_as_people_write_them():
    day, amount = date(2025, 4, 2), Money(123456789)
    reason = sentence(REPLAY, "reserved", amount=amount, last_day=day)
    tried = Tried("RES-2", True, "RSMo 135.713.3", (reason, reason))
    parts = Standing(amount, Money(0), Money(0), Money(0))
    answered = Answer(Outcome.OK, "r1", amount, (reason, reason), parts)
    assert answered.reason() == answered.reason("en") == answered.to_wire(1)["reason"] == tried.because()
    said = "1,234,567.89 is reserved until April 2, 2025"
    assert tried.because() == f"{said}; {said}"
    assert (
        tried.to_wire()
        == tried.to_wire("en")
        == {"rule": "RES-2", "holds": True, "cite": "RSMo 135.713.3", "because": f"{said}; {said}"}
    )
    assert tried.to_wire("es")["because"].startswith("1,234,567.89 quedan reservados hasta el 2 de abril de 2025; ")
