"""The contract's answer as JSON text, composed from pieces that many students share; the same bytes as the slow way."""

import json
from functools import lru_cache

from esa.law.decision import Decision
from esa.law.findings import Finding
from esa.law.trace import Change


def answer_text(decision: Decision, language: str = "en") -> str:
    """Return the JSON text of `decision.to_wire(language)`."""
    judgement = decision.judgement
    cap = "null" if decision.cap is None else f'"{decision.cap.to_wire()}"'
    percent = "null" if decision.cap_percent is None else decision.cap_percent
    findings = ", ".join([_finding(finding, language) for finding in decision.findings])
    trace = ", ".join([_change(change, language) for change in decision.trace])
    overrides = f', "overrides": {json.dumps(dict(decision.overrides))}' if decision.overrides else ""
    return (
        f'{{"id": {_name(decision.facts.id)}, "law": "{decision.law}", "outcome": "{judgement.outcome.value}", '
        f'"limbs": {_limbs(judgement.limbs)}, "tier": {_letter(judgement.tier)}, "cap": {cap}, '
        f'"cap_percent": {percent}, "findings": [{findings}], "trace": [{trace}]{overrides}}}'
    )


def _name(name: str) -> str:
    """Return the id as JSON; one with a lone surrogate cannot be written as UTF-8 and is escaped."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return json.dumps(name)
    return json.dumps(name, ensure_ascii=False)


@lru_cache(maxsize=64)
def _limbs(limbs: tuple[str, ...]) -> str:
    return json.dumps(limbs)


@lru_cache(maxsize=16)
def _letter(tier: str | None) -> str:
    return json.dumps(tier)


@lru_cache(maxsize=1 << 15)
def _finding(finding: Finding, language: str) -> str:
    return json.dumps(finding.to_wire(language), ensure_ascii=False)


@lru_cache(maxsize=1 << 15)
def _change(change: Change, language: str) -> str:
    return json.dumps(change.sentence(language), ensure_ascii=False)
