"""Papers about a gift, and the turn of 1 August: to the cent, the same for ever (TAX-7, TCAP-5)."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from esa.credits.domain import words
from esa.credits.domain.commands import Claimed, NewDonor, ReserveCredits
from esa.credits.domain.papers import FORM, PaperKind, digest_of, number_in_row, owner_parts, plain_paper_number
from esa.credits.domain.turning import Part, Turn, moves
from esa.credits.domain.words import Outcome, Rhythm, TaxpayerType
from esa.kernel.money import ZERO, Money
from esa.law import Law

LAW = Law.load()
# 1 August 2025 in Central time ends at 5:00 UTC of the second.
AFTER, THROUGH = datetime(2025, 8, 2, 5, tzinfo=UTC), datetime(2025, 8, 2, 4, 59, tzinfo=UTC)
ONE, TWO, THREE, FOUR = (uuid.UUID(int=number) for number in range(1, 5))


def test_a_paper_that_follows_others_has_their_number_with_its_own_behind():
    assert [number_in_row("R-1", count) for count in (0, 1, 2)] == ["R-1", "R-1-2", "R-1-3"]


def test_TAX_4_owners_share_a_credit_to_the_cent():
    owners = [("Ana", "1234", 333_333), ("Leo", "", 666_667)]
    assert owner_parts(Money(100), owners) == [
        {"name": "Ana", "last_four": "1234", "share": 333_333, "credit": "0.33"},
        {"name": "Leo", "last_four": "", "share": 666_667, "credit": "0.67"},
    ]
    assert owner_parts(ZERO, owners) == owner_parts(Money(100), []) == []


def test_a_papers_digest_follows_its_facts_and_not_their_order():
    assert digest_of({"b": "ñ", "a": 1}) == digest_of({"a": 1, "b": "ñ"})
    assert digest_of({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"
    assert digest_of({"a": "ñ", "b": 1}) == "3f954f712f14a490584430c8f3c319601bf481e6b0dfee2546830bdbdcf33f5a"


def test_a_papers_number_is_found_however_it_is_typed():
    assert plain_paper_number(" r-1 2/34b ") == "R-1234B"
    assert all(FORM[kind].startswith(f"{kind.value}-") for kind in PaperKind)


def test_a_request_is_told_from_another_by_all_that_the_donor_chose():
    ids = {name: uuid.UUID(int=1) for name in ("claim_id", "donor_id", "organization_id")}
    asked = ReserveCredits(**ids, amount=Money(60_000))
    donor = NewDonor(id=ONE, name="Ana", taxpayer_type=TaxpayerType.INDIVIDUAL, email="a@x")
    fresh = replace(asked, new_donor=donor)
    others = [
        asked, fresh, replace(asked, donor_id=TWO), replace(asked, organization_id=TWO),
        *(replace(fresh, new_donor=replace(donor, **more)) for more in ({"name": "Leo"}, {"email": "b@x"}, {"taxpayer_type": TaxpayerType.BUSINESS})),
    ]  # fmt: skip
    assert len({each.digest for each in others}) == len(others)
    assert replace(fresh, donor_id=TWO).digest == fresh.digest, "who is new has no id that could differ"
    # It is kept with the claim: made otherwise, the same request sent again would be another.
    assert asked.digest == "6f9917f195c167453ce341fb336dc2b8d359d627b5ce27a46ed100c6927dd83e"
    assert fresh.digest == "384db952cfbf8e2cf536815a2f5882b0716361b129f2f5dfcfb4e2ec6c1faeb8"
    assert (asked.partial_ok, asked.wait, asked.no_dependent_benefits, asked.no_student_named, asked.language) == (
        False, False, False, False, "en",
    )  # fmt: skip
    assert (asked.note, asked.shown_name, donor.is_anonymous, donor.language, donor.taxpayer_last_four) == (
        "",
        "",
        False,
        "en",
        "",
    )


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_claim_is_refused_where_nothing_was_reserved_and_no_place_is_kept(outcome):
    claimed = Claimed(claim_id=ONE, outcome=outcome)
    assert claimed.is_refused == (outcome.value == "refused")
    assert (claimed.amount, claimed.free, claimed.reference, claimed.grounds, claimed.said) == (ZERO, ZERO, "", (), ())


def turned(parts, kept=0, used=100, at=AFTER):
    made = [Part(eao, Money(allotted), Money(taken)) for eao, allotted, taken in parts]
    found = moves(made, Turn(kept_percent=kept, used_percent=used), at, LAW)
    assert all(each.at == at for each in found)
    return [(each.giver, each.taker, each.amount.cents) for each in found]


def test_TCAP_5_what_is_unused_goes_to_who_used_theirs_in_proportion_to_the_use():
    parts = [(ONE, 1000, 1000), (TWO, 3000, 3000), (THREE, 500, 100), (FOUR, 10, 0)]
    assert turned(parts) == [
        (str(THREE), str(ONE), 103), (str(THREE), str(TWO), 297), (str(FOUR), str(TWO), 10),
    ]  # fmt: skip


def test_TCAP_5_every_cent_given_is_taken_once():
    parts = [(ONE, 999, 999), (TWO, 1000, 1), (THREE, 777, 0), (FOUR, 31, 31)]
    found = turned(parts)
    assert sum(amount for _, _, amount in found) == 999 + 777
    given = {giver: sum(amount for each, _, amount in found if each == giver) for giver, _, _ in found}
    assert given == {str(TWO): 999, str(THREE): 777}
    assert all(amount > 0 for *_, amount in found)


def test_TCAP_5_an_EAO_keeps_its_percentage_and_who_used_enough_gives_nothing():
    parts = [(ONE, 1000, 1000), (TWO, 1000, 100)]
    assert turned(parts, kept=50) == [(str(TWO), str(ONE), 500)]
    assert turned(parts, kept=100) == []
    assert turned([(ONE, 1000, 900), (TWO, 1000, 100)]) == []
    assert turned([(ONE, 1000, 900), (TWO, 1000, 100)], used=90) == [(str(TWO), str(ONE), 900)]
    assert turned([(ONE, 1000, 899), (TWO, 1000, 100)], used=90) == []
    assert turned([(ONE, 0, 0), (TWO, 1000, 100)]) == []
    assert turned([(ONE, 1000, 1000)]) == []


def test_TCAP_5_givers_give_one_after_the_other():
    parts = [(ONE, 10, 0), (TWO, 20, 0), (THREE, 30, 0), (FOUR, 5, 5)]
    taker = str(FOUR)
    assert turned(parts) == [(str(ONE), taker, 10), (str(TWO), taker, 20), (str(THREE), taker, 30)]
    assert Turn(kept_percent=0).used_percent == 100


def test_TCAP_5_nothing_moves_through_1_August():
    assert turned([(ONE, 1000, 1000), (TWO, 1000, 100)], at=THROUGH) == []


def test_a_plan_gives_by_its_rhythm():
    assert words.MONTHS_OF == {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}
    assert {each.value for each in words.FAILED} == {"failed_ach", "bounced_check"}
