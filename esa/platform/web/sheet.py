"""Papers as pages: to print, or as tagged PDF where this machine can make it; the same facts give the same bytes."""

import csv
import io
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from esa.platform.paper import pdf_of

# The part of an address that chooses a paper's language.
LANGUAGE = "<any(en, es):language>"


class Sheet:
    """A paper as a page, and the digest of what it was made from."""

    def __init__(self, template: str, language: str, digest: str, **around: Any) -> None:
        self.template, self.language, self.around = template, language, around
        self.digest = sha256(f"{digest} {language}".encode()).hexdigest()

    def render(self, *, as_pdf: bool) -> str:
        """Return the paper's page in its language."""
        with force_locale(self.language):
            return render_template(self.template, as_pdf=as_pdf, paper_language=self.language, **self.around)


def answer_sheet(page: Sheet, name: str, *, as_pdf: bool) -> ResponseReturnValue:
    """Answer with the PDF, or with the page to print: also where the machine cannot make PDF, which the page says."""
    made = pdf_of(page.render(as_pdf=True), page.digest) if as_pdf else None
    if made is None:
        return page.render(as_pdf=False)
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{page.language}.pdf"'
    return answer


def answer_csv(columns: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> Response:
    """Answer with a table as CSV; a text that a spreadsheet would read as a formula is led by an apostrophe."""
    out = io.StringIO()
    written = csv.writer(out)
    written.writerow(columns)
    written.writerows([_plain(each) for each in row] for row in rows)
    answer = Response(out.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _plain(text: str) -> str:
    is_number = text.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number else text
