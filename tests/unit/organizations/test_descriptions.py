"""What a receipt says of an EAO: every fault by its field."""

from dataclasses import replace

import pytest

from esa.kernel.money import ZERO
from esa.organizations.domain import Description, Proof

GOOD = Description(street="1 Oak", city="Rolla", state="MO", zip="65401", tax_number="12-3456789")


def said(description):
    return [(each.field, each.message) for each in description.grounds()]


def test_every_fault_is_said_at_once():
    assert said(GOOD) == said(replace(GOOD, zip="65401-1234")) == []
    assert said(Description(street=" ", city="", state="", zip="", tax_number="")) == [
        ("street", "Enter the street and number, or the box."), ("city", "Enter the city."),
        ("state", "Enter the state in two letters, like MO."), ("zip", "Enter the ZIP code, like 65101."),
        ("tax_number", "Enter the federal tax number, like 12-3456789."),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "bad"), [("state", "Mo"), ("state", "MOO"), ("zip", "6540"), ("zip", "65401-"), ("zip", "٦٥٤٠١"), ("tax_number", "123456789"), ("tax_number", "12-345678"), ("tax_number", "12-34567890")])  # fmt: skip
def test_a_number_or_state_in_another_form_is_told(name, bad):
    assert [field for field, _ in said(replace(GOOD, **{name: bad}))] == [name]


def test_EAO_14_what_was_not_filed_is_nothing():
    assert Proof() == Proof(expected=ZERO, bond=ZERO, other_proof=False)
