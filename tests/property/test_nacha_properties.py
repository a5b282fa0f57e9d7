"""Whatever is paid, the bank's file adds up: totals, hashes, counts, blocks, and two programs of others agree."""

import achkit
from ach.parser import Parser
from hypothesis import given
from hypothesis import strategies as st

from esa.kernel.money import Money
from esa.payments.domain.paying.bank_details import is_routing_number
from esa.payments.domain.paying.nacha import BankAccount, Credit, remittance_line, write
from esa.payments.domain.paying.words import AccountKind
from tests.nacha import AT, an_originator


@st.composite
def routings(draw):
    """A routing number: eight digits and the check digit that fits them."""
    first = f"{draw(st.integers(1, 12)):02d}{draw(st.integers(0, 999_999)):06d}"
    weights = (3, 7, 1, 3, 7, 1, 3, 7)
    return first + str(-sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 10)


@st.composite
def payments(draw):
    made = []
    for index in range(draw(st.integers(1, 40))):
        cents = draw(st.integers(0, 999_999_99))
        account = draw(st.from_regex(r"[0-9A-Z]{4,17}", fullmatch=True))
        to = BankAccount(draw(routings()), account, draw(st.sampled_from(AccountKind)))
        number = f"RMT-{index:05d}"
        made.append(
            Credit(number=number, to=to, name=draw(st.text(min_size=1, max_size=40)), amount=Money(cents),
                   is_business=draw(st.booleans()), told=remittance_line(number, Money(cents)) if cents else "")
        )  # fmt: skip
    return made


@given(payments(), st.booleans(), st.integers(0, 9_999_000))
def test_the_file_adds_up_whatever_is_paid(paid, balanced, trace):
    written = write(an_originator(balanced=balanced), paid, at=AT, effective=AT.date(), files_today=0, trace=trace)
    lines = written.text.splitlines()
    assert {len(line) for line in lines} == {94}
    assert len(lines) % 10 == 0
    assert written.text.isascii()
    assert achkit.validate(written.text) == {"ok": True, "errors": []}
    control = Parser(written.text).as_dict()["file_control"]
    entries = [line for line in lines if line[0] == "6"]
    paid_cents = sum(each.amount.cents for each in paid)
    assert int(control["credit_amount"]) == paid_cents == written.total.cents
    assert int(control["debit_amount"]) == (paid_cents if balanced else 0)
    assert int(control["entry_hash"]) == sum(int(line[3:11]) for line in entries) % 10**10
    assert int(control["entadd_count"]) == sum(line[0] in "67" for line in lines if line != "9" * 94)
    traces = [line[79:94] for line in entries]
    assert len(set(traces)) == len(traces)
    assert traces == sorted(traces)
    assert {line[39:54].strip(): line[79:94] for line in entries if line[39:45] != "OFFSET"} == written.traces


@given(routings(), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_no_routing_number(routing, place, change):
    assert is_routing_number(routing)
    wrong = routing[:place] + str((int(routing[place]) + change) % 10) + routing[place + 1 :]
    assert not is_routing_number(wrong)
