"""The gettext catalog of the law's sentences, read as plain text with the standard library alone."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

CATALOGS = Path(__file__).resolve().parents[1] / "translations"
CONTEXT = "law"


@cache
def sentences_in(language: str) -> Mapping[str, str]:
    """Return each English template of esa/law with its words in the language, from `translations/<language>/law.po`."""
    text = (CATALOGS / language / "law.po").read_text(encoding="utf-8")
    return MappingProxyType(
        {entry["msgid"]: entry["msgstr"] for entry in entries_of(text) if entry.get("msgctxt") == CONTEXT}
    )


def entries_of(text: str) -> Iterator[Mapping[str, str]]:
    """Yield a catalog's entries, each with `msgid`, `msgstr` and where it has one `msgctxt`.

    Entries are parted by an empty line. A line with anything else than a comment, a keyword or a continued text is a
    ValueError or SyntaxError that shows it: a catalog is part of the program and is held by the tests.
    """
    for block in text.split("\n\n"):
        entry: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                keyword, _, line = line.partition(" ")  # noqa: PLW2901 - the text that follows the keyword
            if keyword not in {"msgctxt", "msgid", "msgstr"}:
                raise ValueError(f"no keyword of a catalog: {keyword}")
            entry[keyword] = entry.get(keyword, "") + str(ast.literal_eval(line))
        if entry:
            yield entry
