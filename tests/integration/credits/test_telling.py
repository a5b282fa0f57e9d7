"""Letters to donors follow from the trail: each once, in the donor's language, and none of what was overtaken."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from esa.credits import jobs
from esa.credits import service as credits_
from esa.credits.domain import Method, ReturnReason, Rhythm, TaxpayerType
from esa.credits.service import telling
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import NotFound
from esa.kernel.money import Money
from esa.notices import service as notices
from esa.notices.domain import OWN_PAGE, addressed
from esa.notices.models import Notice
from tests.builders import finance, treasurer
from tests.integration.credits.giving_people import (
    a_cap,
    a_certified_eao,
    ask,
    dollars,
    donor,
    lapse,
    noon,
    receive,
)


@pytest.fixture
def river(house):
    a_cap(house, dollars(10_000))
    return a_certified_eao(house)


def a_reader(house, email="ann@example.org", language="en"):
    with house.begin(SYSTEM) as work:
        made = credits_.add_donor(work, "Ann", TaxpayerType.INDIVIDUAL, email=email)
    with house.begin(donor(made)) as work:
        credits_.set_language(work, made, language)
    return made


def letters(house):
    """Write what is due and return the kinds of all letters, in order."""
    jobs.tell(house)
    jobs.remind(house)
    with house.begin(SYSTEM) as work:
        rows = work.tx.scalars(sa.select(Notice).order_by(Notice.sequence)).all()
    return [each.kind.value for each in rows], rows


def test_RES_1_a_reservation_is_told_once_with_its_last_day_and_is_no_approval(house, river):
    made = ask(house, a_reader(house), river, dollars(1_000))
    assert letters(house)[0] == ["reservation_made"]
    kinds, [letter] = letters(house)
    assert kinds == ["reservation_made"]
    assert (letter.address, letter.subject) == (
        "ann@example.org", f"Your tax credit of $1,000.00 is reserved ({made.reference})",
    )  # fmt: skip
    for told in ("December 25, 2025", "River EAO", "This number is no receipt. It is no approval", OWN_PAGE):
        assert told in letter.body
    assert "http://here" in addressed(letter.body, "http://here")


def test_a_letter_is_written_in_the_language_that_the_donor_chose(house, river):
    ann = a_reader(house, language="es")
    ask(house, ann, river, dollars(1_000))
    _, [letter] = letters(house)
    assert letter.subject.startswith("Su crédito fiscal de $1,000.00 está reservado")
    assert "25 de diciembre de 2025" in letter.body
    with pytest.raises(NotFound), house.begin(donor(ann)) as work:
        credits_.set_language(work, ann, "fr")


def test_RES_2_three_reminders_come_once_each_and_a_missed_one_comes_late(house, river, clock):
    ask(house, a_reader(house), river, dollars(1_000))
    began = clock.now()
    for day, told in ((19, 0), (20, 1), (21, 1), (28, 2), (29, 3), (30, 3)):
        clock.move_to(began + timedelta(days=day))
        kinds, rows = letters(house)
        assert kinds.count("reservation_ends_soon") == told, day
    assert rows[-1].subject.startswith("Days left for your gift: 1")
    clock.move_to(began + timedelta(days=31))
    lapse(house)
    assert letters(house)[0][-1] == "reservation_lapsed"


def test_RES_3_the_way_from_gift_to_certificate_is_told(house, river):
    made = ask(house, a_reader(house), river, dollars(1_000))
    letters(house)
    receipt = receive(house, river, made.reservation_id, dollars(1_000))
    kinds, rows = letters(house)
    assert kinds == ["reservation_made", "gift_received"]
    told = rows[-1]
    assert receipt in told.subject
    assert "The credit is not approved yet." in told.body
    with house.begin(treasurer()) as work:
        credits_.certify(work, made.reservation_id)
    kinds, rows = letters(house)
    assert kinds == ["reservation_made", "gift_received", "certificate_ready"]


@pytest.mark.parametrize(
    ("reason", "kind"), [(ReturnReason.REFUND, "gift_went_back"), (ReturnReason.FAILED_ACH, "gift_awaited_again")]
)
def test_money_that_goes_back_is_told_as_it_leaves_the_reservation(house, river, reason, kind):
    made = ask(house, a_reader(house), river, dollars(1_000))
    receipt = receive(house, river, made.reservation_id, dollars(1_000))
    letters(house)
    with house.begin(finance(river)) as work:
        credits_.take_back(work, receipt, reason, work.today)
    kinds, _ = letters(house)
    assert [each for each in kinds if each.startswith("gift_") and each != "gift_received"] == [kind]
    assert "reservation_voided" not in kinds


def test_T10_whoever_waits_is_told_of_the_place_and_then_of_the_turn(house, river):
    first = ask(house, a_reader(house, "first@example.org"), river, dollars(10_000))
    waits = ask(house, a_reader(house), river, dollars(600), wait=True)
    assert letters(house)[0] == ["reservation_made", "reservation_waits"]
    with house.begin(SYSTEM) as work:
        credits_.cancel(work, first.reservation_id, "by the donor")
    _, rows = letters(house)
    told = {each.kind.value: each for each in rows}
    assert told["reservation_served"].address == "ann@example.org"
    assert waits.reference in told["reservation_served"].subject
    assert told["reservation_voided"].address == "first@example.org"


def test_what_was_overtaken_before_the_letter_is_not_told(house, river):
    made = ask(house, a_reader(house), river, dollars(1_000))
    with house.begin(SYSTEM) as work:
        credits_.cancel(work, made.reservation_id, "by the donor")
    assert letters(house)[0] == ["reservation_voided"]


def test_a_plan_says_each_time_that_nothing_was_taken(house, river, clock):
    ann = a_reader(house)
    with house.begin(donor(ann)) as work:
        credits_.start_plan(work, ann, river, dollars(600), Rhythm.MONTHLY, date(2025, 11, 25))
    for _ in range(2):
        with house.begin(SYSTEM) as work:
            credits_.plans_due(work)
        letters(house)
        clock.move_to(noon(date(2025, 12, 25)))
    kinds, rows = letters(house)
    assert kinds.count("reservation_of_plan") == 2
    assert "Nothing was taken from your account" in rows[0].body


def test_a_year_whose_trail_was_never_read_begins_with_what_is_young(house, river, clock):
    ask(house, a_reader(house), river, dollars(1_000))
    clock.move_to(clock.now() + timedelta(days=4))
    ask(house, a_reader(house, "bob@example.org"), river, dollars(1_000))
    kinds, rows = letters(house)
    assert (kinds, rows[0].address) == (["reservation_made"], "bob@example.org")


def test_a_job_that_dies_between_leaves_nothing_half_told(house, river):
    ask(house, a_reader(house), river, dollars(1_000))
    with pytest.raises(RuntimeError, match="dies"), house.begin(SYSTEM) as work:
        assert telling.tell_next(work, 2025) == 1
        raise RuntimeError("the worker dies")
    assert letters(house)[0] == ["reservation_made"]


def test_a_donor_reads_the_own_letters_only_and_no_number_of_a_taxpayer_stands_in_one(house, river):
    ann, bob = a_reader(house), a_reader(house, "bob@example.org")
    for each in (ann, bob):
        with house.begin(SYSTEM) as work:
            credits_.set_number(work, each, b"sealed", "6789")
        made = ask(house, each, river, dollars(1_000))
        receive(house, river, made.reservation_id, dollars(1_000), Method.CHECK)
    letters(house)
    with house.begin(donor(ann)) as work:
        mine = notices.of_donor(work)
        assert {each.donor_id for each in mine} == {ann}
    assert mine
    assert all("6789" not in each.subject + each.body for each in mine)
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), house.begin(donor(ann)) as work:
        work.tx.execute(sa.text("UPDATE notices SET body = ''"))


def test_a_donor_who_signs_in_gets_letters_where_no_address_was_given(house, river):
    from esa.identity import service as identity
    from esa.kernel.permissions import Role

    ann = a_reader(house, email="")
    with house.begin(SYSTEM) as work:
        user = identity.create_user(work, email="dee@example.org", display_name="Dee", language="es")
        identity.add_membership(work, user, Role.DONOR, donor_id=ann)
    ask(house, ann, river, Money(100_000))
    _, [letter] = letters(house)
    assert letter.address == "dee@example.org"


def test_a_plan_for_an_EAO_that_is_not_certified_any_more_is_stopped_and_told(house, river):
    from esa.kernel.dates import SchoolYear
    from esa.organizations import service as organizations
    from esa.organizations.domain import Standing

    ann = a_reader(house)
    with house.begin(donor(ann)) as work:
        credits_.start_plan(work, ann, river, dollars(600), Rhythm.MONTHLY, date(2025, 11, 25))
    with house.begin(treasurer()) as work:
        organizations.set_standing(work, river, SchoolYear.of(work.today), Standing.BARRED, "for a test")
    for _ in range(2):
        with house.begin(SYSTEM) as work:
            credits_.plans_due(work)
    kinds, [letter] = letters(house)
    assert kinds == ["plan_stopped"]
    assert "Nothing was reserved and nothing was taken" in letter.body
    with house.begin(donor(ann)) as work:
        assert credits_.plans(work, ann) == []
