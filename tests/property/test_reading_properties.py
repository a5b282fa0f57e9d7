"""What must hold of decisions under whatever readings are chosen together."""

import json
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from esa.kernel.money import Money
from esa.law.answer_text import answer_text
from esa.law.decision import decide
from esa.law.readings import readings
from esa.law.versions import BEGINNING
from tests.property.test_decide_properties import LAW, any_facts, standing
from tests.property.test_trace_properties import come_true

USABLE = {
    each.id: [option.id for option in each.options if option.acts or option.id == each.ours]
    for each in readings()
    if "law decide" in each.commands
}
# One reading takes the target after withholding, which nobody has published: here somebody has.
KNOWN = LAW.with_published([("sat_after_withholding", BEGINNING, None, "6000.00", "for this test")])
laws = st.fixed_dictionaries({name: st.sampled_from(options) for name, options in USABLE.items()}).map(
    KNOWN.with_readings
)


@settings(max_examples=60)
@given(any_facts(), laws, st.integers(1, 20_000_000))
def test_raising_income_never_improves_tier_or_eligibility(facts, law, more):
    assume(facts.annual_income is not None)
    richer = replace(facts, annual_income=Money(facts.annual_income.cents + more))
    assert standing(decide(richer, law)) <= standing(decide(facts, law))


@settings(max_examples=60)
@given(any_facts(), laws, st.randoms(use_true_random=False))
def test_permuting_siblings_changes_nothing(facts, law, chance):
    shuffled = list(facts.siblings)
    chance.shuffle(shuffled)
    assert decide(replace(facts, siblings=tuple(shuffled)), law).to_wire() == decide(facts, law).to_wire()


@settings(max_examples=60)
@given(any_facts(), laws)
def test_the_composed_text_is_the_plain_one(facts, law):
    decision = decide(facts, law)
    assert answer_text(decision) == json.dumps(decision.to_wire(), ensure_ascii=False)
    assert decision.to_wire().get("readings", {}) == dict(law.readings)


@settings(max_examples=60)
@given(any_facts(), laws)
def test_what_the_trace_promises_comes_true(facts, law):
    for change in decide(facts, law).trace:
        if "entry_route" in change.effect.shown:
            continue
        after = decide(come_true(facts, law, change)[0], law)
        assert after.outcome == "qualified"
        assert after.tier == change.effect.tier
        assert after.cap_percent == change.cap_percent or change.cap_percent is None
