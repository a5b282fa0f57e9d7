"""What is taken as a paper: by its own bytes, under a name that cannot harm."""

import pytest

from esa.documents.domain import MAX_BYTES, check, clean_name, media_type_of
from esa.kernel.errors import Invalid

JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 20 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 20 + b"IEND\xaeB`\x82"
PDF = b"%PDF-1.7\n" + b"page " * 20 + b"\n%%EOF\n"
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 " + b"x" * 20
HEIC = b"\x00\x00\x00\x18ftypheic" + b"x" * 20


@pytest.mark.parametrize(
    ("data", "kind"),
    [(JPEG, "image/jpeg"), (PNG, "image/png"), (PDF, "application/pdf"), (WEBP, "image/webp"), (HEIC, "image/heic")],
)
def test_the_first_bytes_say_what_a_file_is(data: bytes, kind: str):
    assert check(data) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"<html><script>alert(1)</script></html>", "file_wrong_kind"),
        (b"MZ" + b"\0" * 100, "file_wrong_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_wrong_kind"),
        (JPEG[:-2], "file_damaged"),
        (PDF.replace(b"%%EOF", b""), "file_damaged"),
        (JPEG + b"\0" * MAX_BYTES, "file_too_large"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_the_way_out(data: bytes, code: str):
    with pytest.raises(Invalid) as refusal:
        check(data)
    assert refusal.value.code == code
    assert refusal.value.grounds[0].field == "files"
    assert refusal.value.grounds[0].message.count(".") >= 2  # what is wrong, and what to do


def test_a_file_of_exactly_the_greatest_size_is_taken():
    data = JPEG[:-2] + b"\0" * (MAX_BYTES - len(JPEG)) + JPEG[-2:]
    assert len(data) == MAX_BYTES
    assert check(data) == "image/jpeg"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ana\\tax return.PDF", "tax return.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe.pdf"),
        ("   ...", "paper.pdf"),
        ("x" * 500 + ".pdf", "x" * 94 + ".pdf"),
        ("Niño – 2025.pdf", "Niño – 2025.pdf"),
    ],
)
def test_a_name_is_kept_readable_and_harmless(given: str, kept: str):
    assert clean_name(given, "application/pdf") == kept


def test_an_unknown_file_has_no_kind():
    assert media_type_of(b"plain words") is None
