"""The rule register: every rule id with its section, its sentence, its code, its scenarios and where it acts."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILES = Path(__file__).parent
# The families in the order of a reader's way through the program.
FAMILIES: Mapping[str, str] = {
    "DEF": "Who is a qualified student",
    "SCH": "Qualified schools",
    "FPE": "Family paced education schools",
    "ORD": "The order in which grants are given",
    "CAP": "How much may be granted",
    "TAX": "The donor's tax credit",
    "TCAP": "The statewide cap on credits",
    "RES": "Reserving a credit",
    "FUND": "Money off the top, and where grant money comes from",
    "EAO": "What an educational assistance organization owes",
    "ACC": "The scholarship account",
    "EXP": "What an account may pay",
    "AUD": "Audit, discipline, appeal",
    "RPT": "Reports",
    "PUB": "The Treasurer's yearly posting",
    "AMB": "Readings where the text leaves room",
    "MOC": "Virtual courses and schools",
}
# Not in FAMILIES: rules of bills, which stand on the written page of the register and nowhere in the application.
PROPOSED = "PROP"
EDGES = ("at", "under", "over", "holds", "fails")
_NUMBER = re.compile(r"[0-9]+")


class MalformedRegister(ValueError):
    """The register's data cannot be used; the message names the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: `code` are dotted names and parameter keys, `acts` are pages, services and commands that exist.

    Scenarios are written `folder/file:name`. A rule with a number or a day in it is tried at its edge, just under and
    just over it; any other where it holds and where it fails. `binds` names who else must keep a rule that has no code.
    """

    id: str
    cite: str
    says: str
    code: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    scenarios: tuple[tuple[str, tuple[str, ...]], ...] = ()
    acts: tuple[str, ...] = ()
    binds: str = ""

    @property
    def family(self) -> str:
        """Return the letters before the dash."""
        return self.id.partition("-")[0]

    @property
    def all_scenarios(self) -> tuple[str, ...]:
        """Return every scenario that tries the rule, once each."""
        return tuple(dict.fromkeys(name for _, names in self.scenarios for name in names))

    def to_wire(self) -> dict[str, object]:
        """Return the rule as `esa law rules --json` writes it."""
        return {
            "id": self.id,
            "cite": self.cite,
            "says": self.says,
            "code": list(self.code),
            "parameters": list(self.parameters),
            "scenarios": {edge: list(names) for edge, names in self.scenarios},
            "acts": list(self.acts),
            "binds": self.binds or None,
        }


def rules() -> tuple[Rule, ...]:
    """Return every rule, family by family, each in the order of its ids."""
    return tuple(_read().values())


@cache
def proposed_rules() -> tuple[Rule, ...]:
    """Return the rules that bills not in force would make."""
    path = _FILES / f"{PROPOSED.lower()}.toml"
    return tuple(read_rules(PROPOSED, path.read_text(encoding="utf-8")))


def rule(name: str) -> Rule:
    """Return the rule of that id. Raises KeyError."""
    return _read()[name]


def known(name: str) -> bool:
    """Say whether the id is in the register."""
    return name in _read()


def cite(name: str) -> str:
    """Return the section of the rule of that id. Raises KeyError."""
    return _read()[name].cite


@cache
def _read() -> Mapping[str, Rule]:
    found: dict[str, Rule] = {}
    for family in FAMILIES:
        path = _FILES / f"{family.lower()}.toml"
        for each in read_rules(family, path.read_text(encoding="utf-8")):
            found[each.id] = each
    return found


def read_rules(family: str, text: str) -> list[Rule]:
    """Return the rules of a family's file in the order of their ids. Raises MalformedRegister, naming the rule."""
    made = sorted((_rule(entry) for entry in tomllib.loads(text).get("rule", [])), key=_place)
    for before, each in zip([None, *made], made, strict=False):
        if each.family != family or (before is not None and before.id == each.id):
            raise MalformedRegister(f"{each.id} is out of place or there twice")
    return made


def _place(each: Rule) -> tuple[bool, int, str]:
    """Return where a rule stands in its family: letters before numbers, numbers by size."""
    number = _NUMBER.search(each.id)
    return number is not None, int(number[0]) if number else 0, each.id


_TEXTS = frozenset({"id", "cite", "says", "binds"})
_LISTS = frozenset({"code", "parameters", "acts", *EDGES})


def _rule(entry: Mapping[str, object]) -> Rule:
    name = str(entry.get("id", "a rule without id"))
    unknown = sorted(set(entry) - _TEXTS - _LISTS)
    if unknown:
        raise MalformedRegister(f"{name}: unknown key {', '.join(unknown)}")
    texts = {key: entry.get(key, "") for key in _TEXTS}
    for key in ("id", "cite", "says"):
        if not isinstance(texts[key], str) or not texts[key]:
            raise MalformedRegister(f"{name}: needs {key}")
    lists = {key: _list(name, key, entry.get(key, [])) for key in _LISTS}
    return Rule(
        id=name,
        cite=str(texts["cite"]),
        says=str(texts["says"]),
        binds=str(texts["binds"]),
        code=lists["code"],
        parameters=lists["parameters"],
        acts=lists["acts"],
        scenarios=tuple((edge, lists[edge]) for edge in EDGES if lists[edge]),
    )


def _list(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise MalformedRegister(f"{name}: {key} must be a list of texts")
    return tuple(value)
