"""What is taken as a paper, at its edges: its first bytes, its end, its name, its size."""

import pytest

from esa.documents.domain import (
    DAMAGED,
    EMPTY,
    MAX_BYTES,
    TOO_LARGE,
    WRONG_KIND,
    check,
    clean_name,
    is_whole,
    media_type_of,
)
from esa.kernel.errors import Invalid


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"])
def test_every_brand_of_a_phone_is_a_photo(brand):
    assert media_type_of(b"\x00\x00\x00\x18ftyp" + brand) == "image/heic"


@pytest.mark.parametrize("data", [b"\x00\x00\x00\x18ftypavif", b"\x00\x00\x00\x18fxypheic", b"RIFF\x10\x00\x00\x00WAVE", b"RIFX\x10\x00\x00\x00WEBP", b"%PDF", b"\xff\xd8", b"\x89PNG"])  # fmt: skip
def test_what_only_begins_alike_is_none(data):
    assert media_type_of(data) is None


@pytest.mark.parametrize(
    ("data", "kind", "whole"),
    [(b"%%EOF" + b"x" * 2043, "application/pdf", True), (b"%%EOF" + b"x" * 2044, "application/pdf", False),
     (b"IEND" + b"x" * 60, "image/png", True), (b"IEND" + b"x" * 61, "image/png", False),
     (b"\xff\xd9 more", "image/jpeg", True), (b"\xff", "image/jpeg", False), (b"", "image/webp", True), (b"", "image/heic", True)],
)  # fmt: skip
def test_a_file_is_whole_where_its_end_is_where_it_must_be(data, kind, whole):
    assert is_whole(data, kind) is whole


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [(b"", "file_empty", EMPTY), (b"x" * (MAX_BYTES + 1), "file_too_large", TOO_LARGE), (b"words", "file_wrong_kind", WRONG_KIND),
     (b"%PDF-1.7", "file_damaged", DAMAGED)],
)  # fmt: skip
def test_a_refusal_says_what_to_do_beside_the_field(data, code, said):
    with pytest.raises(Invalid) as refused:
        check(data)
    assert (refused.value.code, str(refused.value)) == (code, said)
    assert [(each.field, each.message) for each in refused.value.grounds] == [("files", said)]
    assert MAX_BYTES == 10_485_760


@pytest.mark.parametrize(
    ("given", "media_type", "kept"),
    [("a.jpeg", "image/jpeg", "a.jpeg"), ("a.JPG", "image/jpeg", "a.jpg"), ("a.png", "image/jpeg", "a.png.jpg"),
     ("a.heif", "image/heic", "a.heif"), ("a", "image/webp", "a.webp"), ("a.webp", "image/webp", "a.webp"),
     ("a.png", "image/png", "a.png"), (".pdf", "application/pdf", "pdf.pdf"), ("pdf", "application/pdf", "pdf.pdf"),
     ("a<>:b|?*%;c.pdf", "application/pdf", "a_b_c.pdf"), ('a"b.pdf', "application/pdf", "a_b.pdf"), ("", "image/png", "paper.png"),
     ("x" * 94 + "y", "image/heic", "x" * 94 + ".heic"), ("e\u0301.pdf", "application/pdf", "\u00e9.pdf"), ("a\\b/c.pdf", "application/pdf", "c.pdf"),
     ("a\tb\u00a0c.pdf", "application/pdf", "abc.pdf"), (" . a. .pdf", "application/pdf", "a. .pdf")],
)  # fmt: skip
def test_a_name_keeps_an_ending_that_fits(given, media_type, kept):
    assert clean_name(given, media_type) == kept
