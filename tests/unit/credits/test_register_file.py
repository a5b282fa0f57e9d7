"""The file of certified credits for the Department of Revenue, in full; what nobody has said of a claim or a donor."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from esa.credits.domain.commands import Claimed, NewDonor, ReserveCredits, TakenBack, ToTell
from esa.credits.domain.donors import Owner, plain_number
from esa.credits.domain.papers import STATEMENT_FORM
from esa.credits.domain.register import Line, percent_of, write
from esa.credits.domain.words import Outcome, ReservationStanding, TaxpayerType
from esa.kernel.errors import Invalid
from esa.kernel.money import ZERO

ID, DAY = uuid.UUID(int=1), date(2025, 11, 25)
LINE = Line(
    certificate="C-2", credit_year=2025, taxpayer_name="Ana, Ruiz", taxpayer_number="123456789", taxpayer_type="individual",
    credit="500.00", company="", share_percent="", organization="River", gift_date=DAY, receipt="R-1", reservation="TC-1",
    certified_date=DAY, standing="valid", void_date=None, replaced_by="",
)  # fmt: skip
HEAD = (
    b"certificate,credit_year,taxpayer_name,taxpayer_number,taxpayer_type,credit,company,share_percent,organization,"
    b"gift_date,receipt,reservation,certified_date,standing,void_date,replaced_by\r\n"
)
REST = "123456789,individual,500.00,{},{},River,2025-11-25,R-1,TC-1,2025-11-25,valid,{},\r\n"


def test_TAX_9_the_file_has_a_line_a_taxpayer_by_certificate_name_and_share():
    lines = [
        LINE, replace(LINE, certificate="C-1", taxpayer_name="Zoe", company="Hill", share_percent="40.0000"),
        replace(LINE, certificate="C-1", taxpayer_name="Zoe", company="Hill", share_percent="30.0000", void_date=DAY),
        replace(LINE, certificate="C-1", taxpayer_name="Bo", company="Hill", share_percent="30.0000"),
    ]  # fmt: skip
    shares = [("C-1,2025,Bo", "Hill", "30.0000", ""), ("C-1,2025,Zoe", "Hill", "30.0000", "2025-11-25"), ("C-1,2025,Zoe", "Hill", "40.0000", ""), ('C-2,2025,"Ana, Ruiz"', "", "", "")]  # fmt: skip
    body = "".join(f"{first},{REST.format(company, share, void)}" for first, company, share, void in shares)
    assert write(lines) == write(lines[::-1]) == HEAD + body.encode()
    assert write([]) == HEAD


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_take_for_a_formula_is_text(sign):
    assert f"'{sign}1".encode() in write([replace(LINE, taxpayer_name=f"{sign}1")])
    assert f"'1{sign}".encode() not in write([replace(LINE, taxpayer_name=f"1{sign}")])


@pytest.mark.parametrize(("share", "said"), [(0, "0.0000"), (1, "0.0001"), (333_333, "33.3333"), (1_000_000, "100.0000"), (10_001, "1.0001")])  # fmt: skip
def test_a_share_is_a_percentage_of_four_places(share, said):
    assert percent_of(share) == said


def test_what_nobody_has_said_is_nothing():
    claimed = Claimed(claim_id=ID, outcome=Outcome.WAITING)
    assert (claimed.donor_id, claimed.reservation_id, claimed.lapses_after) == (None, None, None)
    asked = ReserveCredits(claim_id=ID, donor_id=ID, organization_id=ID, amount=ZERO)
    assert (asked.plan_id, asked.new_donor) == (None, None)
    owner = Owner(name="Ana", share=1)
    assert (owner.taxpayer_number, owner.taxpayer_last_four) == (None, "")
    donor = NewDonor(id=ID, name="Ana", taxpayer_type=TaxpayerType.INDIVIDUAL)
    assert (donor.email, donor.taxpayer_number) == ("", None)
    told = ToTell(
        kind="k", reservation_id=ID, donor_id=ID, organization_id=ID, name="n", email="e", language="en", reference="r",
        amount=ZERO, lapses_after=DAY,
    )  # fmt: skip
    assert told.days_left == 0
    assert TakenBack(left=ZERO, credit_left=ZERO, standing=ReservationStanding.VOIDED, entry_id=ID).left == ZERO


def test_a_sealed_number_is_shown_in_no_record_of_a_request():
    donor = NewDonor(id=ID, name="Ana", taxpayer_type=TaxpayerType.INDIVIDUAL, taxpayer_number=b"sealed")
    assert "sealed" not in repr(donor)


def test_a_statements_form_is_its_first():
    assert STATEMENT_FORM.startswith("statement-")


def test_letters_are_no_part_of_a_taxpayer_number():
    with pytest.raises(Invalid):
        plain_number("X123456789X")
