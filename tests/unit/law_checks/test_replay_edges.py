"""The replayed cap at its edges: the calendar, what a refusal leaves behind, allotments, bad lines between good ones."""

import json

import pytest
from click.testing import CliRunner

from esa.cli import main

OPEN = {"at": "2025-01-01T00:00:00-06:00", "kind": "open", "year": 2025, "cap": "10000.00"}
AT = "2025-03-03T09:00:00-06:00"


def replayed(*events):
    text = "".join(json.dumps(event) + "\n" for event in (OPEN, *events))
    result = CliRunner().invoke(main, ["credit", "replay", "-"], input=text)
    return [json.loads(line) for line in result.stdout.splitlines()][1:]


def reserve(name, amount="1000.00", at=AT, eao="E1", partial_ok=False):
    return {"at": at, "kind": "reserve", "id": name, "eao": eao, "amount": amount, "partial_ok": partial_ok}


def receive(name, amount="1000.00", at=AT, method="check"):
    return {"at": at, "kind": "receive", "id": name, "amount": amount, "method": method}


def allot(mode, eaos=(), amounts=None, at=AT):
    return {"at": at, "kind": "allot", "mode": mode, "eaos": list(eaos), "amounts": amounts or {}}


def move(giver, taker, amount, at="2025-08-02T00:00:00-05:00"):
    return {"at": at, "kind": "reallocate", "from": giver, "to": taker, "amount": amount}


def outcomes(answers):
    return [answer["outcome"] for answer in answers]


def test_RES_1_a_refused_reservation_leaves_its_id_free_and_a_voided_one_does_not():
    void = {"at": AT, "kind": "void", "id": "a", "reason": "asked for"}
    answers = replayed(reserve("a", "20000.00"), reserve("a"), void, reserve("a"), receive("a"))
    assert outcomes(answers) == ["refused", "ok", "ok", "refused", "refused"]
    assert answers[-1]["available"] == "10000.00"


def test_RES_1_a_reservation_is_refused_on_every_ground_at_once():
    (_, refused) = replayed(reserve("a", "9000.00"), reserve("a", "499.99", at="2026-01-01T06:00:00Z"))
    assert refused["reason"].count(";") >= 2
    for said in ("499.99", "500.00", "January 1, 2026", "2025"):
        assert said in refused["reason"]


def test_RES_1_the_last_second_of_the_year_is_in_it_and_the_hours_before_its_first_are_not():
    year = [{**OPEN, "at": "2024-12-01T09:00:00-06:00"}]
    text = "".join(
        json.dumps(event) + "\n"
        for event in [
            *year,
            reserve("a", at="2025-01-01T05:59:59Z"),
            reserve("a", at="2025-01-01T06:00:00Z"),
            reserve("b", at="2026-01-01T05:59:59.999999Z"),
        ]
    )
    result = CliRunner().invoke(main, ["credit", "replay", "-"], input=text)
    assert outcomes(json.loads(line) for line in result.stdout.splitlines()) == ["ok", "refused", "ok", "ok"]


def test_RES_2_money_may_come_in_january_for_a_reservation_of_december():
    made = reserve("a", at="2025-12-31T23:59:59-06:00")
    assert outcomes(replayed(made, receive("a", at="2026-01-30T23:59:59-06:00"))) == ["ok", "ok"]
    assert outcomes(replayed(made, receive("a", at="2026-01-31T00:00:00-06:00"))) == ["ok", "lapsed"]


def test_RES_2_what_lapsed_is_free_for_the_next_line_and_what_was_received_never_lapses():
    answers = replayed(
        reserve("a", "4000.00"), reserve("b", "6000.00"), receive("b", "6000.00"),
        reserve("c", "4000.00", at="2025-04-03T00:00:00-05:00"),
        {"at": "2025-12-31T00:00:00-06:00", "kind": "certify", "id": "b"},
    )  # fmt: skip
    assert outcomes(answers) == ["ok"] * 5
    assert [answers[3][part] for part in ("reserved", "received", "available")] == ["4000.00", "6000.00", "0.00"]
    assert answers[4]["available"] == "4000.00"


def test_RES_2_a_receipt_is_answered_as_lapsed_whatever_the_way_to_pay():
    late = "2025-04-03T00:00:00-05:00"
    answers = replayed(reserve("a"), receive("a", at=late, method="stock"), receive("a", at=late))
    assert outcomes(answers) == ["ok", "lapsed", "lapsed"]
    assert [answer["amount"] for answer in answers] == ["1000.00", "0.00", "0.00"]


def test_RES_2_no_money_is_no_receipt():
    answers = replayed(reserve("a"), receive("a", "0.00"), receive("a", "0.01"))
    assert outcomes(answers) == ["ok", "refused", "reduced"]
    assert (answers[-1]["received"], answers[-1]["available"]) == ("0.01", "9999.99")


def test_AMB_22_the_check_is_measured_not_the_reservation():
    answers = replayed(reserve("a", "600.00"), receive("a", "10000.01", method="third_party_check"))
    assert outcomes(answers) == ["ok", "refused"]


@pytest.mark.parametrize("kind", ["receive", "certify", "void", "allot", "reallocate", "reserve"])
def test_nothing_happens_before_the_opening(kind):
    events = {
        "receive": receive("a"), "certify": {"at": AT, "kind": "certify", "id": "a"},
        "void": {"at": AT, "kind": "void", "id": "a", "reason": "x"}, "allot": allot("fcfs"),
        "reallocate": move("E1", "E2", "1.00"), "reserve": reserve("a"),
    }  # fmt: skip
    result = CliRunner().invoke(main, ["credit", "replay", "-"], input=json.dumps(events[kind]) + "\n")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["outcome"], answer["amount"], answer["available"]) == (
        0,
        "refused",
        "0.00",
        "0.00",
    )


def test_a_second_opening_is_refused_even_for_a_year_whose_cap_is_not_known():
    (again,) = replayed({**OPEN, "year": 2026, "cap": None})
    assert (again["outcome"], again["amount"], again["available"]) == ("refused", "0.00", "10000.00")


def test_a_bad_line_changes_nothing_not_even_the_time():
    answers = replayed(
        {**reserve("a"), "amount": "1000", "at": "2025-12-01T00:00:00-06:00"},
        reserve("a"),
        {**reserve("b"), "at": "2025-03-03T08:59:59-06:00"},
        receive("a"),
    )
    assert ["errors" in answer for answer in answers] == [True, False, True, False]
    assert [error["field"] for error in answers[2]["errors"]] == ["at"]
    assert (answers[3]["n"], answers[3]["received"]) == (5, "1000.00")


def test_TCAP_7_odd_cents_of_an_equal_split_go_to_the_first_named_a_cent_each():
    opened = {**OPEN, "cap": "3000.02"}
    events = [opened, allot("equal", ["E3", "E1", "E2"])]
    events += [reserve(eao, "2000.00", eao=eao, partial_ok=True) for eao in ("E1", "E2", "E3")]
    text = "".join(json.dumps(event) + "\n" for event in events)
    result = CliRunner().invoke(main, ["credit", "replay", "-"], input=text)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["amount"] for answer in answers[1:]] == [None, "1000.01", "1000.00", "1000.01"]


def test_TCAP_7_allotments_bind_and_fall_away_again():
    answers = replayed(
        allot("custom", ["E1", "E2"], {"E1": "2000.00", "E2": "3000.00"}),
        reserve("a", "2500.00"), reserve("b", "2500.00", partial_ok=True), reserve("c", eao="E3", partial_ok=True),
        allot("custom", ["E1"], {"E1": "1999.99"}), allot("equal", ["E2", "E3"]),
        allot("custom", ["E1", "E2"], {"E1": "2000.00", "E2": "8000.01"}), allot("fcfs"), reserve("d", "8000.00"),
    )  # fmt: skip
    wanted = ["ok", "refused", "reduced", "refused", "refused", "refused", "refused", "ok", "ok"]
    assert outcomes(answers) == wanted
    assert [answers[index]["amount"] for index in (0, 2, 4, 7)] == [None, "2000.00", "0.00", None]


def test_TCAP_5_only_unused_allotment_moves_between_two_named_after_1_august():
    answers = replayed(
        allot("equal", ["E1", "E2"]), reserve("a", "2000.00"),
        move("E1", "E2", "1.00", at="2025-08-02T04:59:59Z"), move("E1", "E2", "3000.00", at="2025-08-02T05:00:00Z"),
        move("E1", "E2", "2000.01"), move("E1", "E3", "1.00"), move("E3", "E1", "1.00"), move("E2", "E2", "1.00"),
        move("E1", "E2", "2000.00"),
    )  # fmt: skip
    assert outcomes(answers) == ["ok", "ok", "refused", "ok", "refused", "refused", "refused", "refused", "ok"]
    assert "August 1, 2025" in answers[2]["reason"]
    assert answers[3]["amount"] == "3000.00"
    # The reservation lapsed long before, so what it used is unused again.
    assert answers[3]["available"] == "10000.00"


def test_TCAP_5_without_allotments_nothing_moves():
    later = "2025-09-01T09:00:00-05:00"
    answers = replayed(
        move("E1", "E2", "1.00"), allot("equal", ["E1", "E2"], at=later), move("E1", "E2", "1.00", at=later),
        allot("fcfs", at=later), move("E1", "E2", "1.00", at=later),
    )  # fmt: skip
    assert outcomes(answers) == ["refused", "ok", "ok", "ok", "refused"]
