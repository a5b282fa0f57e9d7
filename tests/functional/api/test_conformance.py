"""The API keeps to its own document: real answers fit it, and nothing that is sent makes it break (schemathesis)."""

from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.builders import an_organization
from tests.functional.api.things import addresses, make_things
from tests.paying import a_giving

FORM = (status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance)
# Bounded and the same every time: this holds the form, it does not hunt.
STEADY = settings(
    max_examples=6, derandomize=True, database=None, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def operations(app, client):
    document = client.get("/api/v1/openapi.json").json
    found = schemathesis.openapi.from_dict(document)
    found.app = app
    made = {each.ok().definition.raw["operationId"]: each.ok() for each in found.get_all_operations()}
    assert len(made) == sum(1 for methods in document["paths"].values() for name in methods if name != "parameters")
    return made


def headers(caller):
    return {"Authorization": f"Bearer {caller.key}"}


def test_every_real_answer_fits_the_document_and_to_another_EAO_nothing_of_it_exists(operations, house, caller):
    river, hill, found = make_things(house)
    one, other = (caller(Role.EAO_MANAGER, organization_id=each) for each in (river, hill))
    shown = addresses(found)
    # A payment takes the stand-in for the processor: see below.
    assert {*shown, "payments_show", "gifts_gift"} == {
        name for name, each in operations.items() if each.method.upper() == "GET"
    }
    for name, parameters in shown.items():
        query = {"school_year": "2025-26"} if name == "applications_index" else {}
        case = operations[name].Case(path_parameters=parameters, query=query)
        answer = case.call(headers=headers(one))
        assert answer.status_code == 200, (name, answer.text)
        case.validate_response(answer, checks=list(FORM))
        private = "number" in parameters
        assert case.call(headers=headers(other)).status_code == (404 if private else 200), name


@pytest.fixture
def paid(house, clock, stand_in, caller):
    """A gift that has settled: what it came by, a caller of its EAO and one of another."""
    giving = a_giving(house, clock, stand_in)
    payment, _ = giving.pay()
    giving.days(4)
    giving.tell()
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    one, other = (caller(Role.EAO_MANAGER, organization_id=each) for each in (giving.river, hill))
    return payment.reference, giving.reservation, one, other


def test_a_payment_is_told_step_by_step_to_its_EAO_alone(operations, paid):
    number, _, one, other = paid
    case = operations["payments_show"].Case(path_parameters={"number": number})
    answer = case.call(headers=headers(one))
    case.validate_response(answer, checks=list(FORM))
    told = answer.json()
    assert (told["standing"], told["counts"], told["means"]) == ("settled", "1000.00", "bank_debit")
    assert [each["what"] for each in told["steps"]][-1] == "settled"
    assert [each["number"] for each in one.get("/api/v1/payments").json["payments"]] == [number]
    assert case.call(headers=headers(other)).status_code == 404
    assert other.get("/api/v1/payments").json["payments"] == []


def test_a_gift_is_told_movement_by_movement_to_its_EAO_and_the_state(operations, paid, caller):
    _, number, one, other = paid
    whole = operations["gifts_gift"].Case(path_parameters={"number": number})
    answer = whole.call(headers=headers(one))
    whole.validate_response(answer, checks=list(FORM))
    gift = answer.json()
    assert (gift["standing"], gift["gift"]["receipt_number"]) == (
        "received",
        one.get("/api/v1/payments").json["payments"][0]["receipt_number"],
    )
    assert [each["kind"] for each in gift["movements"]][:1] == ["reserved"]
    assert whole.call(headers=headers(other)).status_code == 404
    listed = one.get("/api/v1/gifts?standing=received").json["reservations"]
    assert [each["number"] for each in listed] == [number]
    assert one.get("/api/v1/gifts?after=eA").status_code == 422
    state = caller(Role.AUDITOR).get(f"/api/v1/gifts/{number}?organization=river")
    assert state.json["movements"] == gift["movements"]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_nothing_that_is_sent_breaks_a_call_or_its_document(operations, house, caller, clock, mode):
    river, _, _ = make_things(house)
    one, seen = caller(Role.EAO_MANAGER, organization_id=river), []

    def hold(name, operation):
        @STEADY
        @given(case=operation.as_strategy(generation_mode=mode))
        def run(case):
            answer = case.call(headers=headers(one))
            assert answer.status_code < 500, (name, answer.text)
            assert answer.status_code != 429
            case.validate_response(answer, checks=list(FORM))
            seen.append(name)

        run()

    for name, operation in operations.items():
        clock.move_to(clock.now() + timedelta(minutes=1))  # calls are counted by the minute
        # A path of plain text cannot be wrong in form; what it names may still not be there.
        if mode is GenerationMode.POSITIVE or operation.body or operation.query:
            hold(name, operation)
    assert len(set(seen)) >= 9
