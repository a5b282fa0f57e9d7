"""The contract's answer as JSON text, composed from pieces that many students share; the same bytes as the slow way."""

import json
from collections.abc import Iterable
from functools import lru_cache

from esa.law.decision import Decision
from esa.law.findings import (
    Finding,
    entry_finding,
    gate_findings,
    grade_finding,
    income_finding,
    other_findings,
    plan_finding,
    semester_finding,
)
from esa.law.qualified_student import CapClass, Judgement, View
from esa.law.trace import Change

_json = json.JSONEncoder(ensure_ascii=False).encode


def answer_text(decision: Decision, language: str = "en") -> str:
    """Return the JSON text of `decision.to_wire(language)`."""
    judgement = decision.judgement
    cap = "null" if decision.cap is None else f'"{decision.cap.to_wire()}"'
    percent = "null" if decision.cap_percent is None else decision.cap_percent
    trace = ", ".join([_change(change, language) for change in decision.trace])
    overrides = f', "overrides": {json.dumps(dict(decision.overrides))}' if decision.overrides else ""
    if decision.readings:
        overrides += f', "readings": {json.dumps(dict(decision.readings))}'
    return (
        f'{{"id": {_name(decision.facts.id)}, "law": "{decision.law}", "outcome": "{judgement.outcome.value}", '
        f'"limbs": {_limbs(judgement.limbs)}, "tier": {_letter(judgement.tier)}, "cap": {cap}, '
        f'"cap_percent": {percent}, "findings": [{_findings(decision, language)}], "trace": [{trace}]{overrides}}}'
    )


def _name(name: str) -> str:
    """Return the id as JSON; one with a lone surrogate cannot be written as UTF-8 and is escaped."""
    if name.isascii():
        return _json(name)
    try:
        name.encode()
    except UnicodeEncodeError:
        return json.dumps(name)
    return _json(name)


@lru_cache(maxsize=64)
def _limbs(limbs: tuple[str, ...]) -> str:
    return json.dumps(limbs)


@lru_cache(maxsize=16)
def _letter(tier: str | None) -> str:
    return json.dumps(tier)


def _findings(decision: Decision, language: str) -> str:
    """Return the findings in their order; only the income's is seldom the same for two students."""
    view, judgement, facts = decision.view, decision.judgement, decision.particulars()
    return ", ".join(
        (
            _one(grade_finding(view.law, facts.grade), language),
            _gates(view, language),
            _one(plan_finding(view, facts), language),
            _json(income_finding(view, facts).to_wire(language)),
            _one(semester_finding(view.law, view.public_semester), language),
            _one(entry_finding(view, judgement, facts), language),
            _others(view, judgement, decision.day.cap_percents, language),
        )
    )


def _joined(findings: Iterable[Finding], language: str) -> str:
    return ", ".join([_json(finding.to_wire(language)) for finding in findings])


@lru_cache(maxsize=1 << 14)
def _one(finding: Finding, language: str) -> str:
    return _json(finding.to_wire(language))


@lru_cache(maxsize=1 << 14)
def _gates(view: View, language: str) -> str:
    return _joined(gate_findings(view), language)


@lru_cache(maxsize=1 << 14)
def _others(view: View, judgement: Judgement, percents: tuple[tuple[CapClass, int], ...], language: str) -> str:
    return _joined(other_findings(view, judgement, percents), language)


@lru_cache(maxsize=1 << 15)
def _change(change: Change, language: str) -> str:
    return _json(change.sentence(language))
