"""What nobody has shown counts as not shown, in every check."""

from datetime import date

from esa.kernel.money import ZERO
from esa.kernel.wire import BadLine, read_line
from esa.law.expense_facts import Payee, Request
from esa.law.school_facts import Pupil, School, read_school

DAY = date(2025, 10, 2)


def test_of_a_payee_and_an_expense():
    assert Payee(kind="firm", state="MO") == Payee(
        kind="firm", state="MO", name=None, qualified_school=False, licensed_or_accredited=False, relation_degree=None,
        on_eao_firm_list=False,
    )  # fmt: skip
    payee = Payee(kind="firm", state="MO")
    assert Request(id="e", on=DAY, category="other", amount=ZERO, balance=ZERO, payee=payee) == Request(
        id="e", on=DAY, category="other", amount=ZERO, balance=ZERO, payee=payee, required_by_school=False,
        eao_approval=None, district_of_residence_service=False, paid_to="payee",
    )  # fmt: skip


def test_of_a_school_and_its_pupil():
    assert School(id="s", on=DAY, kind="private") == School(
        id="s", on=DAY, kind="private", incorporated_in_missouri=False, nondiscrimination=False, charges_tuition=False,
        fpe=None, pupil=None, operated_by_district=None, located_in_district=None,
    )  # fmt: skip
    assert Pupil("096095") == Pupil("096095", in_state_custody=False)


def test_how_an_FPE_school_is_run_is_told_of_no_other():
    made = read_line(1, '{"id": "s", "on": "2025-10-02", "kind": "private", "fpe": {}}', read_school)
    assert isinstance(made, BadLine)
    assert ("fpe", "is for a school of the kind fpe only") in [(each.field, each.message) for each in made.errors]
