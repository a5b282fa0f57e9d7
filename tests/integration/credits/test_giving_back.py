"""Money that comes and goes back: reservation, cap, books and receipt move together, with a trail."""

import shutil
import subprocess
from datetime import timedelta

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.domain import Outcome, ReturnReason
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict, Invalid, NotFound
from esa.kernel.money import ZERO
from esa.ledger import service as ledger
from esa.ledger.domain.chart import FUND_DUE, TAKEN_BACK, Source, awarded, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from tests.builders import finance, treasurer
from tests.integration.credits.giving_people import a_cap, a_donor, ask, dollars, receive, some_eaos, state


@pytest.fixture
def river(house):
    a_cap(house, dollars(10_000))
    return some_eaos(house, "river")[0]


@pytest.fixture
def gift(house, river):
    """A reservation of 8,000 for which 8,500 came."""
    made = ask(house, a_donor(house), river, dollars(8_000))
    return made.reservation_id, receive(house, river, made.reservation_id, dollars(8_500))


def back(house, river, receipt, reason=ReturnReason.REFUND, amount=None, **more):
    with house.begin(finance(river)) as work:
        return credits_.take_back(work, receipt, reason, work.today, amount=amount, **more)


def held(house, river):
    with house.begin(finance(river)) as work:
        check = ledger.self_check(work, river)
    assert check.is_sound
    return {each.path: each.balance for each in check.accounts}


def trail(house, reservation_id):
    with house.begin(SYSTEM) as work:
        asked = sa.text("SELECT kind FROM reservation_movements WHERE reservation_id = :r ORDER BY id")
        return list(work.tx.scalars(asked, {"r": reservation_id}))


def test_FUND_1_more_than_was_reserved_gives_credit_for_that_and_4_percent_of_all_is_due(house, river, gift):
    assert state(house) == (ZERO, dollars(8_000), ZERO, dollars(2_000))
    books = held(house, river)
    assert books[FUND_DUE] == -dollars(340)
    assert books[fund(Source.TAX_CREDIT)] == -dollars(8_160)


def test_less_than_was_reserved_gives_the_rest_back_to_the_cap(house, river):
    made = ask(house, a_donor(house), river, dollars(8_000))
    receive(house, river, made.reservation_id, dollars(3_000))
    assert state(house) == (ZERO, dollars(3_000), ZERO, dollars(7_000))
    assert trail(house, made.reservation_id) == ["reserved", "received", "reduced"]


def test_a_part_taken_back_takes_first_what_gave_no_credit(house, river, gift):
    reservation_id, receipt = gift
    first = back(house, river, receipt, amount=dollars(500))
    assert (first.left, first.credit_left, first.standing) == (dollars(8_000), dollars(8_000), "received")
    assert state(house)[1] == dollars(8_000)
    second = back(house, river, receipt, amount=dollars(3_000))
    assert (second.left, second.credit_left) == (dollars(5_000), dollars(5_000))
    assert state(house) == (ZERO, dollars(5_000), ZERO, dollars(5_000))
    books = held(house, river)
    assert (books[FUND_DUE], books[bank(Source.TAX_CREDIT)]) == (-dollars(200), dollars(5_000))
    assert trail(house, reservation_id)[-2:] == ["taken_back", "taken_back"]
    with house.begin(SYSTEM) as work:
        asked = sa.text("SELECT amount FROM reservation_movements WHERE kind = 'taken_back' ORDER BY id")
        assert list(work.tx.scalars(asked)) == [0, 300_000]


def test_a_refund_voids_receipt_and_reservation_and_nothing_is_left_in_the_books(house, river, gift):
    reservation_id, receipt = gift
    done = back(house, river, receipt, note="donor asked")
    assert (done.left, done.credit_left, done.standing) == (ZERO, ZERO, "voided")
    assert state(house) == (ZERO, ZERO, ZERO, dollars(10_000))
    assert set(held(house, river).values()) == {ZERO}
    assert trail(house, reservation_id) == ["reserved", "received", "taken_back", "voided"]
    with pytest.raises(Conflict):
        back(house, river, receipt)
    with pytest.raises(Conflict) as refused:
        receive(house, river, reservation_id, dollars(8_000))
    assert refused.value.code == "not_reserved"


def test_a_payment_that_was_never_good_lets_the_donor_pay_again_under_a_new_receipt(house, river, gift):
    reservation_id, receipt = gift
    done = back(house, river, receipt, ReturnReason.FAILED_ACH)
    assert done.standing == "reserved"
    assert state(house) == (dollars(8_000), ZERO, ZERO, dollars(2_000))
    assert receive(house, river, reservation_id, dollars(8_000), "electronic") != receipt
    assert state(house)[1] == dollars(8_000)


def test_a_payment_that_fails_after_the_last_day_voids_the_reservation(house, river, gift, clock):
    clock.move_to(clock.now() + timedelta(days=31))
    assert back(house, river, gift[1], ReturnReason.BOUNCED_CHECK).standing == "voided"


def test_more_than_is_left_and_receipts_of_others_cannot_be_taken_back(house, river, gift):
    with pytest.raises(Invalid):
        back(house, river, gift[1], amount=dollars(8_501))
    hill = some_eaos(house, "hill")[0]
    with pytest.raises(NotFound):
        back(house, hill, gift[1])


def test_what_is_granted_already_is_owed_by_the_EAO_to_its_fund(house, river, gift):
    with house.begin(finance(river)) as work:
        lines = (
            debit(fund(Source.TAX_CREDIT), dollars(8_000)),
            credit(awarded(Source.TAX_CREDIT), dollars(8_000)),
        )
        ledger.post(
            work,
            Entry(organization_id=river, on=work.today, kind="award", narrative="x", key="a", lines=lines),
        )
    back(house, river, gift[1], ReturnReason.DISPUTE)
    books = held(house, river)
    assert books[TAKEN_BACK] == dollars(8_000)
    assert books[awarded(Source.TAX_CREDIT)] == -dollars(8_000)
    assert books[fund(Source.TAX_CREDIT)] == ZERO


def test_what_goes_back_reaches_those_who_wait(house, river, gift):
    waits = ask(house, a_donor(house, "Bob"), river, dollars(9_000), wait=True)
    assert waits.outcome is Outcome.WAITING
    back(house, river, gift[1])
    assert state(house) == (dollars(9_000), ZERO, ZERO, dollars(1_000))


def test_RES_5_from_reserved_to_claimed_and_a_certified_gift_can_still_be_taken_back(house, river, gift):
    reservation_id, receipt = gift
    with pytest.raises(Invalid), house.begin(finance(river)) as work:
        credits_.send_proof(work, reservation_id, "  ")
    with house.begin(finance(river)) as work:
        credits_.send_proof(work, reservation_id, "check 1042, deposited 11/25")
    with house.begin(treasurer()) as work:
        credits_.certify(work, reservation_id)
    assert state(house) == (ZERO, ZERO, dollars(8_000), dollars(2_000))
    with pytest.raises(Conflict), house.begin(treasurer()) as work:
        credits_.certify(work, reservation_id)
    with house.begin(treasurer()) as work:
        credits_.note_claim(work, reservation_id)
    assert trail(house, reservation_id) == ["reserved", "received", "proofed", "certified", "claimed"]
    back(house, river, receipt)
    assert state(house)[2] == ZERO


@pytest.mark.parametrize("program", ["hledger", "bean-check"])
def test_books_with_gifts_and_takings_back_pass_the_checks_of_others(house, river, gift, tmp_path, program):
    back(house, river, gift[1], amount=dollars(700))
    made = ask(house, a_donor(house, "Bob"), river, dollars(1_000))
    receipt = receive(house, river, made.reservation_id, dollars(1_000))
    back(house, river, receipt, ReturnReason.DISPUTE)
    form = "hledger" if program == "hledger" else "beancount"
    path = tmp_path / f"books.{form}"
    with house.begin(finance(river)) as work:
        path.write_text("".join(ledger.export(work, form)))
    command = ["hledger", "-f", str(path), "check", "--strict"] if form == "hledger" else None
    if command is None:
        import sys
        from pathlib import Path

        command = [str(Path(sys.executable).parent / "bean-check"), str(path)]
    assert shutil.which(command[0]) or command[0].startswith("/"), "install hledger"
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0
