"""Lines of the public contract: every fault of a line is named by its field, in one pass."""

from datetime import UTC, date, datetime

import pytest

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.wire import BadLine, FieldError, encode, read_line, read_object, split_lines


def faults(text, read):
    made = read_line(7, text, read)
    assert isinstance(made, BadLine), made
    return [(error.field, error.message) for error in made.errors]


def everything(fields):
    inner = fields.inner("inner")
    return (
        fields.text("id"), fields.boolean("yes"), fields.count("count", least=2), fields.money("money"), fields.day("day"),
        fields.instant("at"), fields.school_year("year"), fields.choice("word", ("a", "b")),
        None if inner is None else (inner.text("name"), inner.done()), [each.count("n") for each in fields.many("many")],
    )  # fmt: skip


GOOD = (
    '{"id": "x", "yes": true, "count": 2, "money": "1.50", "day": "2025-11-01", "at": "2025-11-01T00:00:00Z", '
    '"year": "2025-26", "word": "b", "inner": {"name": "n"}, "many": [{"n": 1}, {"n": 0}]}'
)


def test_a_good_line_is_read_as_it_stands():
    assert read_line(1, GOOD, everything) == (
        "x", True, 2, Money(150), date(2025, 11, 1), datetime(2025, 11, 1, tzinfo=UTC), SchoolYear(2025), "b", ("n", None),
        [1, 0],
    )  # fmt: skip


def test_every_fault_is_named_by_its_path():
    text = (
        '{"id": "", "yes": 1, "count": 1, "money": 1.5, "day": 20251101, "at": "2025-11-01", "year": 2025, "word": "c", '
        '"inner": {"name": 3, "more": 1}, "many": [{"n": -1}, 4], "who": 1}'
    )
    assert faults(text, everything) == [
        ("id", "must be a text that is not empty"),
        ("yes", "must be true or false"),
        ("count", "must be a whole number of at least 2"),
        ("money", 'must be an amount as text with two places like "8931.25"'),
        ("day", "must be a date like 2025-11-01"),
        ("at", "must be an instant with its offset like 2026-02-01T08:02:00-06:00"),
        ("year", 'must be a school year like "2025-26"'),
        ("word", "must be one of a, b"),
        ("inner.name", "must be a text that is not empty"),
        ("inner.more", "is not a field of this line"),
        ("many[1]", "must be an object"),
        ("many[0].n", "must be a whole number of at least 0"),
        ("who", "is not a field of this line"),
    ]


def test_what_is_required_is_missed_and_the_rest_has_its_default():
    def read(fields):
        fields.inner("object", required=True)
        fields.many("list", required=True)
        return (
            fields.boolean("a"), fields.boolean("b", default=True), fields.money("c", required=False),
            fields.choice("d", ("x", "y"), default="y"), fields.inner("e"), fields.many("f"),
            fields.count("g", least=3, required=False), fields.text("h", required=False), fields.day("i", required=False),
        )  # fmt: skip

    assert faults("{}", read) == [("object", "is required"), ("list", "is required")]
    assert faults('{"object": null, "list": null}', read) == [
        ("object", "must be an object"),
        ("list", "must be a list"),
    ]
    assert read_line(1, '{"object": {}, "list": [], "e": null}', read) == (
        False, True, Money(0), "y", None, [], 3, "", date.max
    )  # fmt: skip
    for name in ("text", "money", "day", "instant", "school_year", "count"):
        assert faults("{}", lambda fields, name=name: getattr(fields, name)("x")) == [("x", "is required")]
    assert faults("{}", lambda fields: fields.boolean("x", required=True)) == [("x", "is required")]
    assert faults("{}", lambda fields: fields.choice("x", ("a",))) == [("x", "is required")]


def test_a_field_given_twice_is_told_also_within():
    def read(fields):
        fields.raw("a")
        inner = fields.inner("b")
        inner.raw("c")
        inner.done()

    assert faults('{"a": 1, "a": 1, "b": {"c": 1, "c": 2}}', read) == [
        ("b.c", "is given twice"), ("a", "is given twice")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "is empty"), (" ", "is empty"), ("{", "is not JSON"), ("[]", "is not a JSON object"), ('{"a": NaN}', "is not JSON"),
     ("[" * 100_000, "is not JSON"), ("3", "is not a JSON object")],
)  # fmt: skip
def test_what_is_no_object_is_told_as_a_line(text, message):
    assert read_object(text) == message
    assert read_line(3, text, lambda fields: fields) == BadLine(3, None, (FieldError("line", message),))


def test_a_bad_line_has_its_number_and_its_id_where_one_could_be_read():
    bad = read_line(4, '{"id": "x", "who": 1}', lambda fields: fields.text("id"))
    assert bad.answer() == {
        "line": 4,
        "id": "x",
        "errors": [{"field": "who", "message": "is not a field of this line"}],
    }
    assert list(bad.sentences()) == ["line 4: who: is not a field of this line"]
    assert read_line(4, '{"id": 3}', lambda fields: fields.text("id")).id is None
    assert read_line(4, '{"id": ""}', lambda fields: fields.text("id")).id is None


def test_has_tells_null_from_absent():
    assert read_line(1, '{"a": null}', lambda fields: (fields.has("a"), fields.has("b"), fields.raw("a"))) == (
        True,
        False,
        None,
    )


def test_a_line_ends_at_lf_and_nowhere_else():
    assert split_lines("a\u2028b\r\n\nc".encode()) == ["a\u2028b\r", "", "c"]
    assert split_lines(b"a\n") == ["a"]
    assert split_lines(b"") == []
    with pytest.raises(UnicodeDecodeError):
        split_lines(b"\xff\n")


def test_an_answer_is_plain_text_and_a_lone_surrogate_goes_back_as_its_escape():
    assert encode({"id": "ñ"}) == '{"id": "ñ"}'
    assert encode({"id": "\ud800"}) == '{"id": "\\ud800"}'
