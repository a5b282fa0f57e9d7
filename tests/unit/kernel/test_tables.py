"""Lists that others keep: every refusal in full, with its line, its column and the way out."""

from datetime import date

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.tables import day, differences, needed, one_of, read_table

COLUMNS = ("name", "city")


def read(data):
    return read_table(data, COLUMNS, lambda cells: (needed(cells, "name"), cells["city"]))


def refused(data):
    with pytest.raises(Invalid) as caught:
        read(data).checked()
    assert caught.value.code == "bad_list"
    return str(caught.value), [(each.field, each.message) for each in caught.value.grounds]


def test_a_file_in_another_encoding_is_refused_with_the_line_of_its_first_stray_byte():
    said = "is not UTF-8 from line 3 on; save it as CSV UTF-8 and bring it again"
    assert refused(b"name,city\nA,B\nN\xf1,C\n\xff\n") == ("The list is not UTF-8.", [("file", said)])


def test_a_null_character_is_refused_with_its_line():
    said = "has a null character on line 2; save it as plain CSV and bring it again"
    assert refused(b"name,city\nA\x00,B\n\x00") == ("The list cannot be read.", [("file", said)])


def test_every_fault_of_a_header_is_said():
    assert refused(b"x,x,y,y,name,name\n") == (
        "The columns of the list are not those of its kind.",
        [("header", "add the column city"), ("header", "has the column name twice"), ("header", "has the column x twice"),
         ("header", "has the column y twice")],
    )  # fmt: skip
    assert refused(b"")[1] == [("header", "add the column name"), ("header", "add the column city")]


def test_every_fault_of_the_rows_is_said_and_the_list_is_taken_whole_or_not_at_all():
    assert refused(b"name,city\nA\nB,C,D\n,E\nF,G\n") == (
        "The list cannot be taken.",
        [("line 2, row", "has more or fewer cells than the header"), ("line 3, row", "has more or fewer cells than the header"),
         ("line 4, name", "must not be empty")],
    )  # fmt: skip
    (message,) = [said for field, said in refused(b'name,city\nA,"B\n')[1] if field == "line 2, file"]
    assert message.startswith("is no CSV: ")


def test_a_reader_may_tell_several_faults_of_a_row_one_a_line():
    def read_badly(cells):
        raise ValueError("name: is bad\ncity: is worse\nsimply wrong")

    faults = read_table(b"name,city\nA,B\n", COLUMNS, read_badly).faults
    assert [(each.field, each.message) for each in faults] == [
        ("line 2, name", "is bad"), ("line 2, city", "is worse"), ("line 2, simply wrong", "cannot be read"),
    ]  # fmt: skip


def test_cells_are_read_without_blanks_and_other_columns_are_let_be():
    found = read_table(b"\xef\xbb\xbfcity,more,name\n B , x , A \n", COLUMNS, dict)
    assert found.checked() == [(2, {"city": "B", "more": "x", "name": "A"})]
    assert found.cells == [(2, {"city": "B", "more": "x", "name": "A"})]


def test_a_row_that_stands_twice_is_named_with_the_line_of_the_first():
    found = read(b"name,city\nA,B\nA,C\nD,B\nA,E\n")
    found.once("name", lambda cells: cells["name"])
    assert [(each.field, each.message) for each in found.faults] == [
        ("line 3, name", "stands on line 2 already"), ("line 5, name", "stands on line 2 already"),
    ]  # fmt: skip
    with pytest.raises(Invalid):
        found.checked()


def test_a_cell_is_needed_one_of_some_words_or_a_day():
    cells = {"name": "", "kind": "b", "on": "2025-11-25", "bad": "25.11.2025"}
    for column in ("name", "none"):
        with pytest.raises(ValueError, match=f"^{column}: must not be empty$"):
            needed(cells, column)
    assert needed(cells, "kind") == one_of(cells, "kind", ("a", "b")) == "b"
    for column in ("name", "none"):
        with pytest.raises(ValueError, match=f"^{column}: must be one of a, b$"):
            one_of(cells, column, iter(("a", "b")))
    assert day(cells, "on") == date(2025, 11, 25)
    for column in ("bad", "none"):
        with pytest.raises(ValueError, match=f"^{column}: must be a date"):
            day(cells, column)


def test_a_difference_is_shown_in_words():
    pairs = [("a", True, False), ("b", "", 0), ("c", None, "x"), ("d", 1, 1)]
    assert differences("Hill", pairs) == "Hill: a yes → no, b – → 0, c – → x"
