"""Requests to reserve, many a second: each its own POST, answered from a row that stands, written in company."""

from collections.abc import Sequence
from typing import Any, cast

from flask import Blueprint, Response, current_app, jsonify, request
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest

from esa.credits import service
from esa.credits.domain import Outcome, TaxpayerType
from esa.credits.domain.commands import Claimed, NewDonor, ReserveCredits
from esa.credits.domain.donors import plain_number
from esa.credits.schemas.forms import ClaimSchema
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Ground, Invalid, NotFound
from esa.kernel.ids import name_id
from esa.platform.together import Together
from esa.platform.web.access import public
from esa.platform.web.edge import house, settings
from esa.platform.web.problems import problem
from esa.platform.web.reader import grounds_of, is_json, parse_json
from esa.platform.work import House

blueprint = Blueprint("claims", __name__, url_prefix="/give")
_SCHEMA = ClaimSchema()
_STATUS = {Outcome.RESERVED: 201, Outcome.REDUCED: 201, Outcome.WAITING: 202, Outcome.REFUSED: 409}
_KEY = "esa_claims"


def claim_together(asked: ReserveCredits) -> Claimed:
    """Answer a request with those that came at the same moment, in one transaction; it stands when this returns."""
    desk = current_app.extensions.get(_KEY)
    if desk is None:
        here = house()
        desk = current_app.extensions.setdefault(_KEY, Together[ReserveCredits, Claimed](_answering(here)))
    return cast(Together[ReserveCredits, Claimed], desk).ask(asked)


def _answering(here: House) -> Any:
    def answer_all(asked: Sequence[ReserveCredits]) -> list[Claimed]:
        with here.begin(SYSTEM) as work:
            return service.claim_all(work, asked, certified_only=True)

    return answer_all


@blueprint.post("/claims")
@public
def claims() -> Response:
    """Reserve by program: the client makes the request's id, and asks again under it until it has the answer."""
    if not is_json(request.mimetype):
        return problem(400, "not_json", "Send the body as Content-Type: application/json.", [])
    try:
        made = claim_together(asked_of(_SCHEMA.load(parse_json(request.get_data())), "en"))
    except BadRequest as fault:
        return problem(400, "not_json", str(fault.description), [])
    except ValidationError as fault:
        told = [_ground(each) for each in grounds_of(fault.messages)]
        return problem(422, "invalid", "The request cannot be taken as it is.", told)
    except (Invalid, NotFound) as fault:
        status = 404 if isinstance(fault, NotFound) else 422
        return problem(status, fault.code, fault.message, [_ground(each) for each in fault.grounds])
    answer = jsonify(_told(made))
    answer.status_code = _STATUS[made.outcome]
    return answer


def _ground(each: Ground) -> dict[str, str]:
    return {"field": each.field, "message": each.message}


def _told(made: Claimed) -> dict[str, Any]:
    return {
        "claim_id": str(made.claim_id), "outcome": made.outcome.value, "reservation": made.reference or None,
        "amount": made.amount.to_wire(), "free": made.free.to_wire(),
        "give_until": None if made.lapses_after is None or made.is_refused else made.lapses_after.isoformat(),
        "grounds": [{"field": name, "message": text} for name, text in made.said],
    }  # fmt: skip


def asked_of(given: dict[str, Any], language: str) -> ReserveCredits:
    """Return the request of a new donor. Raises Invalid for a taxpayer number that is none.

    The donor's id follows from the request's, so that the same request sent twice finds its first answer.
    """
    kind = TaxpayerType(given["taxpayer_type"])
    digits = plain_number(given["taxpayer_number"], kind) if given["taxpayer_number"].strip() else ""
    number, last_four = service.sealed(settings().data_key, digits)
    donor = NewDonor(
        id=name_id(given["claim_id"], "donor"), name=given["name"], taxpayer_type=kind, email=given["email"],
        taxpayer_number=number, taxpayer_last_four=last_four, is_anonymous=given["is_anonymous"], language=language,
    )  # fmt: skip
    return ReserveCredits(
        claim_id=given["claim_id"], donor_id=donor.id, organization_id=given["organization"], amount=given["amount"],
        partial_ok=given["partial_ok"], wait=given["wait"], no_dependent_benefits=given["no_dependent_benefits"],
        no_student_named=given["no_student_named"], note=given["note"], new_donor=donor,
        shown_name="" if donor.is_anonymous else donor.name,
    )  # fmt: skip
