"""What a pool and its funds must be: every fault is named by line and column, or by its place in the funds."""

import json

import pytest

from esa.awards.domain.funds import BadFunds, Purse, read_funds, write_funds
from esa.awards.domain.pool import COLUMNS, BadRows, NoHeader, instant_key, read_pool
from esa.kernel.money import Money

HEADER = ",".join(COLUMNS)
GOOD = "p1,,i,,,100.00,2026-02-01T08:00:00-06:00"


def faults(*rows, header=HEADER, end="\n"):
    with pytest.raises(BadRows) as caught:
        read_pool(end.join([header, *rows, ""]).encode())
    return [f"{error.line}: {error.field}" for error in caught.value.errors]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",,i,,,100.00,2026-02-01T08:00:00-06:00", "application_id"),
        ("x,,b,,,100.00,2026-02-01T08:00:00-06:00", "base_tier"),
        ("x,,A,,,100.00,2026-02-01T08:00:00-06:00", "base_tier"),
        ("x,,,,,100.00,2026-02-01T08:00:00-06:00", "base_tier"),
        ("x,s,i,renewal,,100.00,2026-02-01T08:00:00-06:00", "condition"),
        ("x,s,a,sibling_renewal,,100.00,2026-02-01T08:00:00-06:00", "condition"),
        ("x,,i,,yes,100.00,2026-02-01T08:00:00-06:00", "already_granted"),
        ("x,,i,,,0.00,2026-02-01T08:00:00-06:00", "amount"),
        ("x,,i,,,-1.00,2026-02-01T08:00:00-06:00", "amount"),
        ("x,,i,,,100,2026-02-01T08:00:00-06:00", "amount"),
        ("x,,i,,,007.00,2026-02-01T08:00:00-06:00", "amount"),
        ("x,,i,,,٣.00,2026-02-01T08:00:00-06:00", "amount"),
        ("x,,i,,, 1.00,2026-02-01T08:00:00-06:00", "amount"),
        ("x,,i,,," + "9" * 5000 + ".00,2026-02-01T08:00:00-06:00", "amount"),
        ("x,,i,,,100.00,2026-02-01", "completed_at"),
        ("x,,i,,,100.00,2026-02-01T08:00:00", "completed_at"),
        ("x,,i,,,100.00,2026-02-29T08:00:00Z", "completed_at"),
        ("x,,i,,,100.00,2026-02-01T08:00:00.1234567Z", "completed_at"),
        ("x,,i,,,100.00,2026-02-01T08:00:00+05:99", "completed_at"),
        ("x,,i,,,100.00", "line"),
        ("x,,i,,,100.00,2026-02-01T08:00:00-06:00,", "line"),
        ("", "line"),
        ('"x"y,,i,,,100.00,2026-02-01T08:00:00-06:00', "line"),
        ('"x,,i,,,100.00,2026-02-01T08:00:00-06:00', "line"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_column(row, field):
    assert faults(GOOD, row) == [f"3: {field}"]


def test_all_faults_of_a_row_and_of_all_rows_are_named():
    bad = ",,b,x,2,1,then"
    assert faults(bad, GOOD, GOOD) == [
        *(f"2: {name}" for name in COLUMNS if name != "sibling_group"),
        "4: application_id",
    ]


def test_two_rows_without_an_id_are_not_one_id_given_twice():
    row = ",,i,,,100.00,2026-02-01T08:00:00-06:00"
    assert faults(row, row) == ["2: application_id", "3: application_id"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_is_known_by_the_line_on_which_it_begins(end):
    long = f'"three{end}lines{end}long",,i,,,1.00,2026-02-01T08:00:00-06:00'
    assert faults(long, "x,,i,,,1,2026-02-01T08:00:00-06:00", end=end) == ["5: amount"]
    assert faults(GOOD, long.replace(",i,", ",b,"), end=end) == ["3: base_tier"]


@pytest.mark.parametrize(
    "header",
    [
        "",
        HEADER.replace(",amount", ""),
        HEADER + ",note",
        HEADER + ",amount",
        HEADER.replace("amount", "Amount"),
        HEADER.replace("amount", " amount"),
        "\ufeff" + HEADER,
        '"' + HEADER,
    ],
)
def test_a_header_that_lacks_repeats_or_adds_a_column_is_none(header):
    with pytest.raises(NoHeader):
        read_pool(f"{header}\n{GOOD}\n".encode())


def test_columns_are_found_by_name():
    header = "amount,completed_at,application_id,base_tier,already_granted,condition,sibling_group"
    pool = read_pool(f"{header}\r\n7145.25,2026-02-01T00:00:00Z,x,c,0,sibling_renewal,s\r\n".encode())
    assert (list(pool.ids), list(pool.groups), list(pool.tiers)) == (["x"], ["s"], ["c"])
    assert (list(pool.conditions), list(pool.granted), list(pool.amounts)) == (["sibling_renewal"], [False], [714525])
    assert list(pool.completed) == [instant_key("2026-01-31T18:00:00-06:00")]


def test_a_pool_of_nobody_is_a_pool():
    assert len(read_pool(f"{HEADER}\n".encode())) == 0
    assert len(read_pool(HEADER.encode())) == 0


def test_a_file_that_is_not_utf8_is_none_wherever_the_fault_is():
    with pytest.raises(UnicodeDecodeError):
        read_pool(f"{HEADER}\n{GOOD}\n".encode() + b"\xff,,i,,,1.00,2026-02-01T08:00:00-06:00\n")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("", ["funds"]),
        ("{", ["funds"]),
        ("[] []", ["funds"]),
        ("null", ["funds"]),
        ('{"source": "a", "amount": "1.00"}', ["funds"]),
        ('[], "more": 1', ["more"]),
        ("[1]", ["funds[0]"]),
        ("[{}]", ["funds[0].source", "funds[0].amount"]),
        ('[{"source": "A", "amount": "1"}]', ["funds[0].amount", "funds[0].source"]),
        ('[{"source": "", "amount": "1.00"}]', ["funds[0].source"]),
        ('[{"source": "a b", "amount": "1.00"}]', ["funds[0].source"]),
        ('[{"source": "a", "amount": "-1.00"}]', ["funds[0].amount"]),
        ('[{"source": "a", "amount": 1.5}]', ["funds[0].amount"]),
        ('[{"source": "a", "amount": null}]', ["funds[0].amount"]),
        ('[{"source": "a", "amount": NaN}]', ["funds"]),
        ('[{"source": "a", "amount": "1.00", "note": ""}]', ["funds[0].note"]),
        ('[{"source": "a", "amount": "1.00", "amount": "2.00"}]', ["funds[0].amount"]),
        ('[{"source": "a", "amount": "1.00"}, {"source": "a", "amount": "2.00"}]', ["funds[1].source"]),
        ('[{"source": "a", "amount": "1.00"}, 7, {"source": "b", "amount": "x"}]', ["funds[1]", "funds[2].amount"]),
    ],
)
def test_bad_funds_are_named_by_their_place(text, fields):
    with pytest.raises(BadFunds) as caught:
        read_funds(text.encode())
    assert sorted(error.field for error in caught.value.errors) == sorted(fields)


def test_funds_are_read_as_they_are_written():
    text = '[{"source": "tax_credit", "amount": "0.00"}, {"amount": "12.50", "source": "general_revenue_2"}]'
    funds = read_funds(text.encode())
    assert [(fund.source, fund.amount) for fund in funds] == [
        ("tax_credit", Money(0)),
        ("general_revenue_2", Money(1250)),
    ]
    assert read_funds(write_funds(funds)) == funds
    assert json.loads(write_funds(funds)) == json.loads(text)


def test_AMB_16_a_purse_is_drawn_source_after_source():
    purse = Purse(read_funds(b'[{"source": "a", "amount": "1.00"}, {"source": "b", "amount": "0.00"},'
                             b' {"source": "c", "amount": "5.00"}]'))  # fmt: skip
    assert purse.draw(100) == "a:1.00"
    assert purse.draw(5) == "c:0.05"
    assert purse.draw(495) == "c:4.95"
    assert purse.left == 0
