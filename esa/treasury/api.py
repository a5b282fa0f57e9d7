"""The Treasurer's annual posting for programs: what was published, file by file, open to everybody."""

from hashlib import sha256
from typing import Any

from flask import Response

from esa.kernel.dates import SchoolYear
from esa.kernel.errors import NotFound
from esa.platform.web.access import public
from esa.platform.web.api import Room
from esa.platform.web.edge import begin
from esa.treasury import service
from esa.treasury.models import Posting, PostingFile
from esa.treasury.schemas.desk import PostingSchema

room = Room("postings", "/postings", "The annual posting (RSMo 135.714.4).")


def _published(year: str) -> tuple[Posting, dict[str, PostingFile]]:
    try:
        wanted = None if year == "latest" else SchoolYear.parse(year)
    except ValueError:
        raise NotFound("There is no such school year. Write it like 2025-26, or latest.") from None
    with begin(read_only=True) as work:
        found = service.latest_posting(work, wanted)
    if found is None:
        raise NotFound("Nothing has been posted for this year yet.")
    return found


@room.at("/<year>")
@public
@room.answers(PostingSchema)
def show(year: str) -> Any:
    """Tell the newest posting of a school year, or `latest`: its digest and its files."""
    posting, files = _published(year)
    told = [
        {"path": each.path, "media_type": each.media_type, "sha256": sha256(each.content).hexdigest(),
         "size": len(each.content)}
        for each in files.values()
    ]  # fmt: skip
    return {
        "school_year": posting.school_year, "built_at": posting.built_at, "digest": posting.digest, "files": told,
    }  # fmt: skip


@room.at("/<year>/<path:name>")
@public
@room.file("text/csv", "application/json", "text/html", "text/plain")
def file(year: str, name: str) -> Any:
    """Give a file of the posting, byte for byte."""
    _, files = _published(year)
    if name not in files:
        raise NotFound("There is no such file in this posting.")
    return Response(files[name].content, mimetype=files[name].media_type)
