"""A file of returns and changes of a payee's bank: read whole or not at all, each item known again in a later file."""

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.payments.domain.paying.returns import Action, Correction, Told, code_of, codes, correction, read_return_file
from esa.payments.domain.paying.words import AccountKind

HEADER = "101 081000045 0810000452511251000A094101"


def row(text):
    return text.ljust(94)


def entry(amount=5_000):
    return row(f"626{'081000045'}{'123456789':17}{amount:010}")


def addenda(code="R01", trace="081000040000001", info="", bank="081000049999999", kind="799"):
    text = f"{kind}{code}{trace}".ljust(35) + info
    return (text.ljust(79) + bank).ljust(94)


def read(*rows):
    return read_return_file("\n".join([row(HEADER), *rows, row("9")]).encode())


def faults(data):
    with pytest.raises(Invalid, match=r"^The file was not taken\.$") as refused:
        read_return_file(data)
    assert refused.value.code == "return_file_bad"
    return [(each.field, each.message) for each in refused.value.grounds]


def test_a_return_tells_its_code_the_payment_and_the_amount():
    (found,) = read(entry(), addenda(info="  no such account"))
    assert (found.line, found.code, found.trace, found.amount) == (3, "R01", "081000040000001", Money(5_000))
    assert (found.corrected, found.said) == ("", "no such account")


def test_a_notice_of_change_tells_what_is_right():
    (found,) = read(entry(0), addenda("C02", info="021000021  ", kind="798"))
    assert (found.code, found.amount, found.corrected, found.said) == ("C02", Money(0), "021000021", "")


def test_items_stand_in_their_order_and_other_rows_tell_nothing():
    rows = [
        row("5220"),
        entry(1),
        addenda(trace="081000040000001"),
        row(""),
        entry(2),
        addenda("R02", "081000040000002"),
        row("8220"),
    ]
    assert [(each.line, each.code, each.amount.cents) for each in read(*rows)] == [(4, "R01", 1), (7, "R02", 2)]


def mark(**more):
    (found,) = read(entry(more.pop("amount", 5_000)), addenda(**more))
    return found.fingerprint


def test_the_same_return_in_two_files_is_one_and_two_returns_of_one_payment_are_two():
    first = mark()
    (later,) = read(row("5220"), entry(), addenda(info="said otherwise"))
    assert later.fingerprint == first
    others = [mark(code="R02"), mark(trace="081000040000002"), mark(bank="081000048888888"), mark(amount=1), mark(info="021000021", code="C02", kind="798")]  # fmt: skip
    assert len({first, *others, mark(code="C02", kind="798")}) == 7
    assert isinstance(later, Told)
    # It is kept with what was done about it: made otherwise, a file brought again would be taken twice.
    assert first == "65ad0479fb3b9498ab15a0dc1a4ef0ed93e4800dc50c8ccf9c41b0716258b72f"


NOT_AFTER = "This line does not stand after the entry that it is about."


@pytest.mark.parametrize("rows", [[addenda()], [entry(), addenda(), addenda()], [entry(), addenda(trace="08100004000000x")], [row("626081000045".ljust(38, "0") + "y"), addenda()]])  # fmt: skip
def test_an_item_that_does_not_follow_its_entry_keeps_the_file_out(rows):
    told = faults("\n".join([row(HEADER), *rows]).encode())
    assert told == [(f"line {len(rows) + 1}", NOT_AFTER)]


def test_every_line_of_another_length_is_told():
    told = faults("\n".join([row(HEADER), entry()[:-1], addenda() + " "]).encode())
    assert told == [(f"line {number}", "A line has 94 characters. This one has not.") for number in (2, 3)]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "The file does not begin with the header of Nacha's format."),
     (b"\n\n", "The file does not begin with the header of Nacha's format."),
     (row("5220").encode(), "The file does not begin with the header of Nacha's format."),
     ("101 é".encode(), "The file is not plain text in Nacha's format."),
     (row(HEADER).encode(), "The file holds no return and no change."),
     ("\n".join([row(HEADER), entry()]).encode(), "The file holds no return and no change.")],
)  # fmt: skip
def test_what_is_no_file_of_returns_is_refused(data, said):
    assert faults(data) == [("file", said)]


def test_a_correction_is_read_by_its_columns_and_a_short_one_says_less():
    assert correction("C03", "021000021").account == ""
    assert correction("C01", " 12345678901234567").account == "1234567890123456"
    assert correction("C05", "22").kind == "checking"
    assert correction("C05", "42").kind is None
    assert correction("C06", "123".ljust(20) + "32").kind == "savings"
    assert correction("C07", "021000021" + "123".ljust(17) + "32").kind == "savings"


NINE, SEVENTEEN = "021000021", "12345678901234567"


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [("C01", SEVENTEEN + "22" + "3" * 10, Correction(account=SEVENTEEN)), ("C02", NINE + "22" + "3" * 18, Correction(routing=NINE)),
     ("C03", f"{NINE}   {SEVENTEEN}9", Correction(NINE, SEVENTEEN)), ("C05", "322" + "2" * 26, Correction(kind=AccountKind.SAVINGS)),
     ("C06", f"{SEVENTEEN}   32{'2' * 7}", Correction(account=SEVENTEEN, kind=AccountKind.SAVINGS)),
     ("C06", f"{SEVENTEEN}777227777777", Correction(account=SEVENTEEN, kind=AccountKind.CHECKING)),
     ("C07", f"{NINE}{SEVENTEEN}329", Correction(NINE, SEVENTEEN, AccountKind.SAVINGS)), ("C99", "3" * 29, Correction())],
)  # fmt: skip
def test_a_correction_that_fills_its_columns_is_read_to_their_edges(code, text, said):
    assert correction(code, text) == said


def test_a_return_is_read_to_the_edges_of_its_columns():
    detail = f"626{'081000045'}{'123456789':17}{9_876_543_210:010}1".ljust(94)
    line = ("799R01" + "9" * 15 + "1" * 14 + "s" * 44).ljust(79) + "081000049999999"
    (found,) = read(detail, line)
    assert (found.trace, found.amount, found.said) == ("9" * 15, Money(9_876_543_210), "s" * 44)
    change = ("798C02" + "9" * 15).ljust(35) + "c" * 29 + "x" * 15 + "081000049999999"
    assert read(detail, change)[0].corrected == "c" * 29
    told = faults(
        "\n".join([row(HEADER), detail, line.replace("R019", "R01x"), entry(), addenda(trace="x" * 15)]).encode()
    )
    assert [field for field, _ in told] == ["line 3", "line 5"]


def test_every_code_has_what_it_asks_and_its_meaning():
    assert all(isinstance(each.action, Action) and each.en and each.es for each in codes().values())


def test_a_code_that_is_not_listed_asks_to_speak_with_the_bank():
    unknown = code_of("R99")
    assert unknown.told("en") == "This code is not in the list. Ask your bank."
    assert unknown.told("es") == "Este código no está en la lista. Pregunte a su banco."
    known = codes()["R01"]
    assert (known.code, known.told("en"), known.told("es"), known.told("fr")) == ("R01", known.en, known.es, known.en)
