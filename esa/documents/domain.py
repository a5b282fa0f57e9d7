"""What may be stored as a paper: its true kind by its first bytes, its cleaned name, its greatest size."""

import re
import unicodedata
import uuid
from dataclasses import dataclass

from esa.kernel.errors import Ground, Invalid

MAX_BYTES = 10 * 1024 * 1024
_LONGEST_NAME = 100
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
_ENDINGS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
}

TOO_LARGE = "This file is larger than 10 MB. Take the photo again in a smaller size, or send it in parts."
EMPTY = "This file is empty. Choose it again, or take a new photo."
WRONG_KIND = "This file is not a photo or a PDF. Take a photo of the paper, or save it as a PDF."
DAMAGED = "This file is not whole. It may have been cut off on its way. Choose it again."
DUPLICATE = "You have sent this file already. You do not need to send it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A file as it came in: whose, of which kind, under which name."""

    household_id: uuid.UUID
    kind: str
    filename: str
    data: bytes
    student_id: uuid.UUID | None = None
    subject: str = ""


def media_type_of(data: bytes) -> str | None:
    """Return the media type that the first bytes show, None for any other; what the sender says counts nothing."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "image/heic"
    return None


def is_whole(data: bytes, media_type: str) -> bool:
    """Say whether the file has its end, for the kinds that mark it; a photo cut off on a bad line has none."""
    match media_type:
        case "application/pdf":
            return b"%%EOF" in data[-2048:]
        case "image/png":
            return b"IEND" in data[-64:]
        case "image/jpeg":
            return b"\xff\xd9" in data
        case _:
            return True


def clean_name(name: str, media_type: str) -> str:
    """Return a name without folders, control or direction marks, at most 100 letters, with an ending that fits."""
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(letter for letter in text if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    text = re.sub(r'[<>:"|?*%;]+', "_", text).strip(" .") or "paper"
    endings = _ENDINGS[media_type]
    stem, dot, ending = text.rpartition(".")
    if dot and f".{ending.lower()}" in endings:
        return f"{stem[: _LONGEST_NAME - 6]}.{ending.lower()}"
    return f"{text[: _LONGEST_NAME - 6]}{endings[0]}"


def check(data: bytes) -> str:
    """Return the media type of a file that may be stored. Raises Invalid with the way out."""
    if not data:
        raise Invalid(EMPTY, [Ground("files", EMPTY)], code="file_empty")
    if len(data) > MAX_BYTES:
        raise Invalid(TOO_LARGE, [Ground("files", TOO_LARGE)], code="file_too_large")
    found = media_type_of(data)
    if found is None:
        raise Invalid(WRONG_KIND, [Ground("files", WRONG_KIND)], code="file_wrong_kind")
    if not is_whole(data, found):
        raise Invalid(DAMAGED, [Ground("files", DAMAGED)], code="file_damaged")
    return found
