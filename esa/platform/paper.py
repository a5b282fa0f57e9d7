"""Pages as PDF for people who use screen readers too (PDF/UA-1): the same page gives the same bytes."""

from functools import cache
from pathlib import Path
from typing import Any

_SHEET = Path(__file__).resolve().parents[1] / "static" / "paper.css"


class NothingFromOutside(Exception):
    """A paper asked for a file or an address; all that it shows stands in it."""


@cache
def _maker() -> Any:
    """Return the library, None where the system library under it (Pango) is missing."""
    try:
        import weasyprint
    except OSError:
        return None
    return weasyprint


def can_make_pdf() -> bool:
    """Say whether papers can be had as PDF here; where not, pages offer print and say so."""
    return _maker() is not None


def pdf_of(page: str, digest: str) -> bytes | None:
    """Return the page as tagged PDF/UA-1 whose identifier is the digest, None where the system library is missing."""
    maker = _maker()
    if maker is None:
        return None
    document = maker.HTML(string=page, url_fetcher=_refuse)
    made: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=bytes.fromhex(digest)[:16], stylesheets=[maker.CSS(string=_sheet())]
    )
    return made


@cache
def _sheet() -> str:
    return _SHEET.read_text(encoding="utf-8")


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    raise NothingFromOutside(url)
