"""The bank's file, column by column, and as two programs of others read it."""

from datetime import UTC, datetime

import achkit
import pytest
from ach.parser import Parser

from esa.kernel.money import Money
from esa.payments.domain.paying.nacha import MOST_FILES_A_DAY, words
from esa.payments.domain.paying.words import AccountKind
from tests.nacha import AT, a_credit, a_file, an_originator


def lines_of(written):
    return written.text.splitlines()


def test_the_header_names_bank_and_EAO_with_the_central_day_and_hour():
    header = lines_of(a_file(a_credit("RMT-1", 5_000)))[0]
    assert header == "101 10100004814312345672511250900A094101FIRST EXAMPLE BANK     RIVER EAO                      "


def test_an_entry_and_its_addendum_to_the_last_column():
    _, batch, entry, addendum, control, file_control = lines_of(a_file(a_credit("RMT-1", 123_456)))[:6]
    assert batch == "5220RIVER EAO                           1431234567CCDSCHOLARSHP251125251126   1101000040000001"
    assert entry == "62208100004512345678         0000123456RMT-1          HILL SCHOOL             1101000040000001"
    assert addendum == "705" + "RMR*IV*RMT-1**1234.56\\".ljust(80) + "00010000001"
    assert control == ("8220000002000810000400000000000000000012345614312345" + "67" + " " * 25 + "101000040000001")
    assert file_control == "9000001000001000000020008100004000000000000000000123456" + " " * 39


def test_the_last_block_is_filled_with_nines():
    found = lines_of(a_file(a_credit("RMT-1", 5_000)))
    assert len(found) == 10
    assert found[6:] == ["9" * 94] * 4


def test_companies_get_CCD_and_people_get_PPD_in_batches_of_their_own():
    parsed = achkit.parse(a_file(a_credit("RMT-1", 1), a_credit("RMT-2", 2, is_business=False)).text)
    assert [each["sec"] for each in parsed["batches"]] == ["CCD", "PPD"]
    assert [each["batch_number"] for each in parsed["batches"]] == [1, 2]


@pytest.mark.parametrize(
    ("kind", "cents", "code"),
    [
        (AccountKind.CHECKING, 100, 22), (AccountKind.SAVINGS, 100, 32), (AccountKind.CHECKING, 0, 23),
        (AccountKind.SAVINGS, 0, 33),
    ],
)  # fmt: skip
def test_the_transaction_code_says_checking_or_savings_and_payment_or_prenote(kind, cents, code):
    entry = achkit.parse(a_file(a_credit("RMT-1", cents, kind=kind)).text)["batches"][0]["entries"][0]
    assert (entry["txn_code"], entry["addenda_flag"]) == (code, bool(cents))


def test_a_balanced_file_debits_the_own_account_by_what_it_pays():
    written = a_file(
        a_credit("RMT-1", 700), a_credit("RMT-2", 300), a_credit("RMT-3", 50, is_business=False), balanced=True
    )
    parsed = achkit.parse(written.text)
    assert (parsed["control"]["total_debit"], parsed["control"]["total_credit"]) == (1_050, 1_050)
    assert [each["service_class"] for each in parsed["batches"]] == [200, 200]
    last = parsed["batches"][0]["entries"][-1]
    assert (last["txn_code"], last["amount_cents"], last["account"]) == (27, 1_000, "99887766")
    assert written.total == Money(1_050)


def test_trace_numbers_go_on_from_file_to_file_and_none_is_twice():
    first = a_file(a_credit("RMT-1", 1), a_credit("RMT-2", 2), balanced=True)
    second = a_file(a_credit("RMT-3", 3), trace=4)
    assert first.traces == {"RMT-1": "101000040000001", "RMT-2": "101000040000002"}
    assert second.traces == {"RMT-3": "101000040000005"}


def test_the_files_of_a_day_are_told_apart_and_there_are_no_more_than_36():
    assert lines_of(a_file(a_credit("RMT-1", 1), files_today=1))[0][33] == "B"
    assert lines_of(a_file(a_credit("RMT-1", 1), files_today=35))[0][33] == "9"
    with pytest.raises(ValueError, match="too many"):
        a_file(a_credit("RMT-1", 1), files_today=MOST_FILES_A_DAY)


def test_a_name_is_written_so_that_every_bank_can_read_it():
    assert words("José Núñez\tSchool", 14) == "JOSE NUNEZ SCH"


def test_two_programs_of_others_read_the_file_and_find_no_fault():
    credits_ = [
        a_credit(f"RMT-{number}", number * 997, account=str(10_000 + number), is_business=number % 3 > 0)
        for number in range(1, 25)
    ]
    written = a_file(*credits_, balanced=True)
    assert achkit.validate(written.text) == {"ok": True, "errors": []}
    entries = [entry for batch in achkit.parse(written.text)["batches"] for entry in batch["entries"]]
    read = {each["id_number"]: (each["amount_cents"], each["trace_number"]) for each in entries if each["addenda_flag"]}
    assert read == {each.number: (each.amount.cents, written.traces[each.number]) for each in credits_}
    other = Parser(written.text).as_dict()
    found = {
        entry["entry_detail"]["ind_id"].strip(): (int(entry["entry_detail"]["amount"]), entry["addenda"])
        for batch in other["batches"]
        for entry in batch["entries"]
    }
    assert {name: cents for name, (cents, _) in found.items() if name != "OFFSET"} == {
        each.number: each.amount.cents for each in credits_
    }
    assert found["RMT-7"][1][0]["pmt_rel_info"].rstrip() == "RMR*IV*RMT-7**69.79\\"
    assert int(other["file_control"]["block_count"]) * 10 == written.records


def test_without_a_payment_there_is_no_file():
    with pytest.raises(ValueError, match="nothing"):
        a_file()


def test_the_hour_of_the_file_is_of_central_time_in_summer_too():
    from datetime import date

    from esa.payments.domain.paying.nacha import write

    at = datetime(2025, 7, 1, 4, 30, tzinfo=UTC)
    written = write(an_originator(), [a_credit("RMT-1", 1)], at=at, effective=date(2025, 7, 1), files_today=0, trace=0)
    assert lines_of(written)[0][23:33] == "2506302330"
    assert AT.tzinfo is UTC
