"""Bills that are not in force: the law as each would make it, for the console alone and only when asked for."""

from collections.abc import Mapping
from pathlib import Path

from esa.law.law import Law
from esa.law.parameter import Parameter, read_parameter
from esa.law.versions import PROPOSED_2026, Version

_FILES = Path(__file__).parent
# A bill's name on the console, the version it would make, and the folder of the values it would set.
PROPOSALS: Mapping[str, tuple[Version, Path]] = {PROPOSED_2026.name: (PROPOSED_2026, _FILES / "2026")}


def as_proposed(law: Law, name: str) -> Law:
    """Return the law with a bill's dated values laid over it and its dated functions on. Raises KeyError."""
    version, folder = PROPOSALS[name]
    return law.with_proposal(version, [_parameter(path) for path in sorted(folder.glob("*/*.toml"))])


def _parameter(path: Path) -> Parameter:
    return read_parameter(path.stem, path.parent.name, path.read_text(encoding="utf-8"))
