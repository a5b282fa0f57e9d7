"""How we read the law where its text leaves room: each question with its options, ours, the reason, and who chooses."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from esa.kernel.errors import Ground, Invalid

_FILE = Path(__file__).parent / "readings.toml"
CHOOSERS = ("treasurer", "eao", "nobody")
_LANGUAGES = ("en", "es")
_KINDS: Mapping[str, type] = {"options": dict, "acts": list, "eao": list, "needs": dict}
_FIELDS = frozenset(
    {
        "id", "cite", "parameter", "question", "ours", "reason", "chooser", "eao", "command", "room", "acts", "options",
        "needs",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A text in English and Spanish."""

    en: str
    es: str

    def text(self, language: str = "en") -> str:
        """Return the text in the language."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read the text; `acts` says whether the program can decide by it.

    `for_eao` says whether an EAO may choose it for its own program; `needs` names the fact nobody collects, without
    which nothing can be decided by it.
    """

    id: str
    title: Words
    acts: bool
    for_eao: bool = False
    needs: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One question of the text: `ours` is an option's id, `parameter` the key of the law that has it as its value.

    `commands` are the console's commands that decide by another option where one can be decided by; `room` is where
    the application does so beside them.
    """

    id: str
    cite: str
    parameter: str
    question: Words
    ours: str
    reason: Words
    chooser: str
    options: tuple[Option, ...]
    commands: tuple[str, ...] = ("law decide",)
    room: str = ""

    @property
    def usable(self) -> tuple[Option, ...]:
        """Return the options by which the program can decide, ours included."""
        return tuple(each for each in self.options if each.acts or each.id == self.ours)

    def open_to(self, *, eao: bool) -> tuple[Option, ...]:
        """Return the options that an EAO, or else the Treasurer, may choose; none where nobody may or none acts."""
        if self.chooser == "nobody" or not any(each.acts for each in self.options):
            return ()
        return tuple(each for each in self.usable if each.for_eao or not eao)

    def option(self, name: str) -> Option:
        """Return the option of that id. Raises KeyError."""
        return next((each for each in self.options if each.id == name), None) or _no(name)

    def to_wire(self, language: str = "en") -> dict[str, object]:
        """Return the reading as an object of plain values."""
        return {
            "id": self.id,
            "cite": self.cite,
            "question": self.question.text(language),
            "ours": self.ours,
            "reason": self.reason.text(language),
            "chooser": self.chooser,
            "options": [
                {"id": each.id, "title": each.title.text(language), "acts": each.acts} | _more(each, language)
                for each in self.options
            ],
        }


def _more(option: Option, language: str) -> dict[str, object]:
    more: dict[str, object] = {"eao": True} if option.for_eao else {}
    return more if option.needs is None else {**more, "needs": option.needs.text(language)}


def _no(name: str) -> Option:
    raise KeyError(name)


@cache
def readings() -> tuple[Reading, ...]:
    """Return every reading in the order of its number. Raises ValueError, naming the reading whose data is no use."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_reading(entry) for entry in table["reading"])


@cache
def reading(name: str) -> Reading:
    """Return one reading. Raises KeyError."""
    return {each.id: each for each in readings()}[name]


def chosen(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the options chosen that differ from ours, in the order of the readings. Raises Invalid, a ground each.

    An option by which the program cannot decide is refused: an answer must not name a reading that it did not use.
    """
    grounds = [Ground(name, fault) for name, option in given.items() if (fault := _fault(name, option))]
    if grounds:
        raise Invalid("A reading cannot be used.", grounds)
    return tuple((each.id, given[each.id]) for each in readings() if given.get(each.id, each.ours) != each.ours)


@cache
def acting_on(place: str) -> frozenset[str]:
    """Return the ids of the readings by whose options that command, or that room of the application, can decide."""
    return frozenset(
        each.id for each in readings() if place in (*each.commands, each.room) and any(one.acts for one in each.options)
    )


def _fault(name: str, option: str) -> str:
    known = {each.id: each for each in readings()}.get(name)
    if known is None:
        return "is no reading; `esa law readings` lists them"
    usable = [each.id for each in known.usable]
    if option in usable:
        return ""
    if option in {each.id for each in known.options}:
        return f"{option} is told but cannot be decided by; usable are {', '.join(usable)}"
    return f"{option} is no option; usable are {', '.join(usable)}"


def _reading(entry: Mapping[str, object]) -> Reading:
    name = str(entry.get("id", "a reading without id"))
    unknown = sorted(set(entry) - _FIELDS)
    options, acts, eao, needs = (entry.get(key, kind()) for key, kind in _KINDS.items())
    if unknown or not isinstance(options, dict) or not isinstance(acts, list) or entry.get("chooser") not in CHOOSERS:
        raise ValueError(f"{name}: has unknown keys {unknown}, or no options, or no chooser")
    if not isinstance(eao, list) or not isinstance(needs, dict) or bool(eao) != (entry["chooser"] == "eao"):
        raise ValueError(f"{name}: has no options for the EAO where it may choose, or options where it may not")
    if entry.get("ours") not in options or not {*acts, *eao, *needs} <= set(options):
        raise ValueError(f"{name}: ours, acts, eao and needs must be options")
    if set(options) != {entry["ours"], *acts, *needs} or set(acts) & set(needs):
        raise ValueError(f"{name}: each option beside ours acts, or says what it needs")
    return Reading(
        id=name,
        cite=str(entry["cite"]),
        parameter=str(entry.get("parameter", "")),
        question=_words(name, entry["question"]),
        ours=str(entry["ours"]),
        reason=_words(name, entry["reason"]),
        chooser=str(entry["chooser"]),
        commands=_commands(entry.get("command", "law decide")),
        room=str(entry.get("room", "")),
        options=tuple(
            Option(
                key, _words(name, value), acts=key in acts, for_eao=key in eao,
                needs=_words(name, needs[key]) if key in needs else None,
            )
            for key, value in options.items()
        ),
    )  # fmt: skip


def _commands(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _words(name: str, value: object) -> Words:
    if not isinstance(value, list) or len(value) != len(_LANGUAGES) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{name}: a text must be English and Spanish")
    return Words(*value)
