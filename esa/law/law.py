"""The law as a value: every parameter by day, with figures published since and figures given for one run laid over."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from esa.kernel.errors import Ground, Invalid
from esa.kernel.money import Money
from esa.law.parameter import DatedValue, Parameter, Status, read_parameter
from esa.law.readings import acting_on, chosen, reading
from esa.law.units import Bracket, Guideline, ParameterValue
from esa.law.versions import Version, version_on

T = TypeVar("T")
_FILES = Path(__file__).parent / "parameters"
GIVEN_FOR_THIS_RUN = "given for this run"


class UnknownParameter(LookupError):
    """A decision needs a parameter that is not known for its day; `key` is the name to supply it under."""

    def __init__(self, key: str, day: date) -> None:
        super().__init__(key)
        self.key = key
        self.day = day

    @property
    def message(self) -> str:
        """Return the sentence with the way out."""
        return f"is not known for {self.day.isoformat()}; supply it with --set {self.key}=VALUE"


@cache
def _enacted(key: str) -> Parameter:
    path = _paths()[key]
    return read_parameter(key, path.parent.name, path.read_text(encoding="utf-8"))


@cache
def _paths() -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(_FILES.glob("*/*.toml")):
        if path.stem in found:
            raise ValueError(f"two parameters are named {path.stem}")
        found[path.stem] = path
    return found


@dataclass(frozen=True, slots=True)
class Law:
    """The parameters of the program; a file is read when its parameter is first asked for."""

    overrides: tuple[tuple[str, str], ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    proposal: Version | None = None
    _given: Mapping[str, ParameterValue] = field(default_factory=dict, compare=False, repr=False)
    _published: Mapping[str, Parameter] = field(default_factory=dict, repr=False)
    _known: dict[tuple[str, date], ParameterValue | None] = field(default_factory=dict, compare=False, repr=False)
    _days: dict[tuple[date, object], object] = field(default_factory=dict, compare=False, repr=False)
    _read: dict[tuple[tuple[str, str], ...], "Law"] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def load(cls) -> "Law":
        """Return the law as its files have it."""
        return cls()

    def with_overrides(self, given: Mapping[str, str]) -> "Law":
        """Return the law with values given for one run, whatever the day. Raises Invalid, a ground a key."""
        grounds = []
        values = dict(self._given)
        for key, text in given.items():
            try:
                values[key] = self.parameter(key).read(text)
            except KeyError:
                grounds.append(Ground(key, "is not a parameter"))
            except ValueError as fault:
                grounds.append(Ground(key, str(fault)))
        if grounds:
            raise Invalid("A value given for this run cannot be used.", grounds)
        return self._with(overrides=tuple({**dict(self.overrides), **given}.items()), _given=values)

    def with_published(self, figures: Iterable[tuple[str, date, date | None, str, str]]) -> "Law":
        """Return the law with published figures (key, first day, day after the last or None, value, cite) laid over.

        A figure without an end runs to the next value. Raises Invalid for an unknown key or a bad value.
        """
        published = dict(self._published)
        for key, starts_on, ends_on, text, cite in figures:
            try:
                parameter = published.get(key) or self.parameter(key)
                value = parameter.read(text)
            except KeyError:
                raise Invalid("A published figure has no parameter.", [Ground(key, "is not a parameter")]) from None
            except ValueError as fault:
                raise Invalid("A published figure cannot be used.", [Ground(key, str(fault))]) from None
            published[key] = parameter.overlaid(DatedValue(starts_on, ends_on, value, cite, Status.PUBLISHED))
        return self._with(_published=published)

    def with_readings(self, given: Mapping[str, str]) -> "Law":
        """Return the law read otherwise where the text leaves room (AMB). Raises Invalid, a ground a reading."""
        return self._read_by(chosen({**dict(self.readings), **given}))

    def read_only_by(self, given: Mapping[str, str]) -> "Law":
        """Return the law with these readings and no others, as an earlier decision read it. Raises Invalid."""
        return self._read_by(chosen(given))

    def _read_by(self, readings: tuple[tuple[str, str], ...]) -> "Law":
        """Return the law under these readings, kept: every transaction asks, and few ever change them."""
        if readings == self.readings:
            return self
        found = self._read.get(readings)
        if found is None:
            found = self._read[readings] = self._with(readings=readings)
        return found

    def reads(self, name: str) -> str:
        """Return the option by which a place that leaves room is read. Raises KeyError."""
        return dict(self.readings).get(name) or reading(name).ours

    def readings_in(self, *places: str) -> tuple[tuple[str, str], ...]:
        """Return the readings other than ours by which these commands or rooms decide: what their answers record."""
        if not self.readings:
            return ()
        acting = frozenset[str]().union(*map(acting_on, places))
        return tuple(each for each in self.readings if each[0] in acting)

    def with_proposal(self, version: Version, parameters: Iterable[Parameter]) -> "Law":
        """Return the law as a bill that is not in force would make it; only the room of proposals calls this.

        A parameter that the law has keeps its values where the bill has none; one that it has not is new.
        """
        laid_over = dict(self._published)
        for proposed in parameters:
            known = laid_over.get(proposed.key) or (self.parameter(proposed.key) if self.has(proposed.key) else None)
            for value in proposed.values if known else ():
                known = known.overlaid(value) if known else None
            laid_over[proposed.key] = known or proposed
        return self._with(proposal=version, _published=laid_over)

    def _with(self, **changed: object) -> "Law":
        return replace(self, _known={}, _days={}, _read={}, **changed)  # type: ignore[arg-type]  # each by its field's name

    def version_on(self, day: date) -> Version:
        """Return the version whose rules decide on that day. Raises ValueError before the program's first day."""
        if self.proposal is not None and self.proposal.first_day <= day:
            return self.proposal
        return version_on(day)

    def name_on(self, day: date) -> str:
        """Return what an answer of that day is signed with: a proposal's name on every day, so none is taken for law.

        Raises ValueError before the program's first day.
        """
        version = version_on(day)
        return (self.proposal or version).name

    @property
    def given(self) -> dict[str, str]:
        """Return the values given for this run, as given."""
        return dict(self.overrides)

    def once_a_day(self, day: date, look_up: Callable[["Law", date], T]) -> T:
        """Return what `look_up` says of the day, asking it once for each day."""
        found = self._days.get((day, look_up))
        if found is None:
            found = self._days[day, look_up] = look_up(self, day)
        return found  # type: ignore[return-value]  # kept under the look-up that made it

    def parameter(self, key: str) -> Parameter:
        """Return a parameter with all its values. Raises KeyError."""
        return self._published.get(key) or _enacted(key)

    def has(self, key: str) -> bool:
        """Say whether there is a parameter of that key."""
        return key in self._published or key in _paths()

    def parameters(self) -> Iterator[Parameter]:
        """Yield every parameter, by topic and key."""
        topics = {key: path.parent.name for key, path in _paths().items()}
        topics |= {key: parameter.topic for key, parameter in self._published.items()}
        for key in sorted(topics, key=lambda key: (topics[key], key)):
            yield self.parameter(key)

    def entry(self, key: str, day: date) -> DatedValue | None:
        """Return the value of the day with citation and status, None where the parameter does not exist that day."""
        if key in self._given:
            return DatedValue(day, None, self._given[key], GIVEN_FOR_THIS_RUN, Status.ASSUMED)
        return self.parameter(key).on(day)

    def known(self, key: str, day: date) -> ParameterValue | None:
        """Return the value of the day, None where it is not known."""
        found = self._known.get((key, day), self)
        if found is self:
            entry = self.entry(key, day)
            found = self._known[key, day] = None if entry is None else entry.value
        return found  # type: ignore[return-value]  # the law itself only stands for "not looked up yet"

    def value(self, key: str, day: date) -> ParameterValue:
        """Return the value of the day. Raises UnknownParameter."""
        found = self.known(key, day)
        if found is None:
            raise UnknownParameter(key, day)
        return found

    def money(self, key: str, day: date) -> Money:
        """Return an amount of that day. Raises UnknownParameter."""
        return _of(Money, self.value(key, day), key)

    def number(self, key: str, day: date) -> int:
        """Return a count, percentage or span of that day. Raises UnknownParameter."""
        return _of(int, self.value(key, day), key)

    def flag(self, key: str, day: date) -> bool:
        """Return a yes or no of that day. Raises UnknownParameter."""
        return _of(bool, self.value(key, day), key)

    def text(self, key: str, day: date) -> str:
        """Return a word of that day. Raises UnknownParameter."""
        return _of(str, self.value(key, day), key)

    def texts(self, key: str, day: date) -> tuple[str, ...]:
        """Return a list of words of that day. Raises UnknownParameter."""
        return tuple(_of(str, part, key) for part in _of(tuple, self.value(key, day), key))

    def brackets(self, key: str, day: date) -> tuple[Bracket, ...]:
        """Return the steps of a sliding share of that day. Raises UnknownParameter."""
        return tuple(_of(Bracket, part, key) for part in _of(tuple, self.value(key, day), key))

    def guideline(self, key: str, day: date) -> Guideline:
        """Return the poverty guideline of that day. Raises UnknownParameter."""
        return _of(Guideline, self.value(key, day), key)


def _of(kind: type[T], value: object, key: str) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{key} is no {kind.__name__}")
    return value
