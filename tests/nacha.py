"""Files in Nacha's format for tests: originators, payments, and the files in which a bank sends payments back."""

from datetime import UTC, date, datetime

from esa.kernel.money import Money
from esa.payments.domain.paying.nacha import BankAccount, Credit, Originator, remittance_line, write
from esa.payments.domain.paying.words import AccountKind

OWN = BankAccount("101000048", "99887766", AccountKind.CHECKING)
AT = datetime(2025, 11, 25, 15, 0, tzinfo=UTC)


def an_originator(*, balanced=False):
    return Originator(
        bank_name="First Example Bank", destination="101000048", origin="1431234567", company="River EAO",
        company_id="1431234567", odfi="101000048", offset=OWN if balanced else None,
    )  # fmt: skip


def a_credit(number, cents, *, account="12345678", kind=AccountKind.CHECKING, is_business=True, name="Hill School"):
    told = remittance_line(number, Money(cents)) if cents else ""
    return Credit(
        number=number, to=BankAccount("081000045", account, kind), name=name, amount=Money(cents),
        is_business=is_business, told=told,
    )  # fmt: skip


def a_file(*credits_, balanced=False, trace=0, files_today=0):
    return write(
        an_originator(balanced=balanced), credits_, at=AT, effective=date(2025, 11, 26), files_today=files_today,
        trace=trace,
    )  # fmt: skip


def back(text, *told, bank_trace=1):
    """The file of a bank that sends back entries of a file: each is (code, trace) or (code, trace, corrected data)."""
    rows = [line for line in text.splitlines() if line[0] == "6"]
    lines = [text.splitlines()[0], text.splitlines()[1]]
    for index, (code, trace, *more) in enumerate(told, start=bank_trace):
        entry = next(line for line in rows if line[79:94] == trace)
        own = f"08100004{index:07d}"
        kind = "21" if entry[1] == "2" else "31"
        lines.append(f"6{kind}{entry[3:78]}1{own}")
        if code.startswith("C"):
            lines.append(f"798{code}{trace}{'':6}08100004{more[0]:<29}{'':15}{own}")
        else:
            lines.append(f"799{code}{trace}{'':6}08100004{'NOT OURS':<44}{own}")
    lines.append("9" + "0" * 93)
    return "\n".join(lines) + "\n"
