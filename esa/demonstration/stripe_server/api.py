"""The stand-in's interface: Stripe's addresses for what this house asks, with its idempotency and its refusals."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from esa.demonstration.stripe_server.book import Book, Refused
from esa.demonstration.stripe_server.objects import Thing

blueprint = Blueprint("stripe_interface", __name__, url_prefix="/v1")
_PART = re.compile(r"\[([^\]]*)\]")
_MAX_PAGE = 100


def book() -> Book:
    """Return the memory of this process."""
    found = current_app.extensions["stripe_book"]
    assert isinstance(found, Book)  # noqa: S101 - for the reader of types
    return found


def asked() -> Thing:
    """Return the request's fields as nested objects: `line_items[0][quantity]=1` and the like."""
    nested: Thing = {}
    for name, value in request.values.items(multi=True):
        parts = [name.split("[", 1)[0], *_PART.findall(name)]
        inner: Any = nested
        for part in parts[:-1]:
            inner = inner.setdefault(part, {})
        inner[parts[-1] or str(len(inner))] = value
    made: Thing = _lists(nested)
    return made


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _lists(each) for key, each in value.items()}
    return list(inner.values()) if inner and all(key.isdigit() for key in inner) else inner


@blueprint.before_request
def _known() -> ResponseReturnValue | None:
    sent = request.authorization
    key = (sent.token or sent.username or "") if sent else ""
    if not key.startswith("sk_test_"):
        raise Refused("Invalid API Key provided.", status=401)
    return None


@blueprint.errorhandler(Refused)
def _refused(refusal: Refused) -> ResponseReturnValue:
    error = {"type": refusal.kind, "message": refusal.message}
    if refusal.code:
        error["code"] = refusal.code
    return jsonify({"error": error}), refusal.status


def once(make: Callable[[], Thing]) -> ResponseReturnValue:
    """Answer a creation: the same key gives the same answer, and refuses other content (kept as long as the memory)."""
    kept = book()
    key = request.headers.get("Idempotency-Key", "")
    print_of = hashlib.sha256(f"{request.path}{json.dumps(asked(), sort_keys=True)}".encode()).hexdigest()
    with kept.lock:
        if key and key in kept.keys:
            known, answer = kept.keys[key]
            if known != print_of:
                said = (
                    "Keys for idempotent requests can only be used with the same parameters they were first used with."
                )
                raise Refused(said, kind="idempotency_error")
            replay = jsonify(answer)
            replay.headers["Idempotent-Replayed"] = "true"
            return replay
        made = json.loads(json.dumps(make()))
        if key:
            kept.keys[key] = [print_of, made]
        kept.save()
    return jsonify(made)


def _list(rows: list[Thing]) -> Response:
    wanted = asked()
    after = wanted.get("starting_after")
    if after:
        ids = [each["id"] for each in rows]
        rows = rows[ids.index(after) + 1 :] if after in ids else []
    size = min(int(wanted.get("limit", 10)), _MAX_PAGE)
    page = [_expanded(each, "data.") for each in rows[:size]]
    return jsonify({"object": "list", "url": request.path, "has_more": len(rows) > size, "data": page})


def _expanded(thing: Thing, prefix: str = "") -> Thing:
    made = dict(thing)
    for path in asked().get("expand", []):
        name = path.removeprefix(prefix)
        if isinstance(made.get(name), str) and made[name] in book().things:
            made[name] = book().things[made[name]]
    return made


def _since(rows: list[Thing]) -> list[Thing]:
    least = int((asked().get("created") or {}).get("gte", 0))
    return [each for each in rows if each["created"] >= least]


@blueprint.post("/checkout/sessions")
def open_session() -> ResponseReturnValue:
    """Open a Checkout page."""
    wanted = asked()
    if not wanted.get("line_items") or wanted.get("mode") != "payment":
        raise Refused("Missing required param: line_items.", code="parameter_missing")
    return once(lambda: book().open(wanted))


@blueprint.get("/checkout/sessions/<session_id>")
def session(session_id: str) -> ResponseReturnValue:
    """Show a Checkout page's object."""
    return jsonify(_expanded(book().find("checkout.session", session_id)))


@blueprint.post("/checkout/sessions/<session_id>/expire")
def expire(session_id: str) -> ResponseReturnValue:
    """Close a Checkout page."""
    return once(lambda: book().expire(session_id))


@blueprint.get("/payment_intents/<intent_id>")
def intent(intent_id: str) -> ResponseReturnValue:
    """Show a payment."""
    return jsonify(_expanded(book().find("payment_intent", intent_id)))


@blueprint.get("/charges/<charge_id>")
def charge(charge_id: str) -> ResponseReturnValue:
    """Show a charge."""
    return jsonify(_expanded(book().find("charge", charge_id)))


@blueprint.post("/refunds")
def refund() -> ResponseReturnValue:
    """Send money back."""
    wanted = asked()
    return once(lambda: book().refund(wanted))


@blueprint.get("/refunds")
def refunds() -> ResponseReturnValue:
    """List the refunds of a payment."""
    return _list(_of_payment("refund"))


@blueprint.get("/disputes")
def disputes() -> ResponseReturnValue:
    """List the disputes of a payment."""
    return _list(_of_payment("dispute"))


def _of_payment(kind: str) -> list[Thing]:
    wanted = asked().get("payment_intent")
    return [each for each in book().listed(kind) if wanted in (None, each["payment_intent"])]


@blueprint.get("/balance_transactions")
def movements() -> ResponseReturnValue:
    """List the account of the receiver's money."""
    rows, wanted = _since(book().listed("balance_transaction")), asked().get("payout")
    return _list([each for each in rows if wanted in (None, book().paid_out.get(each["id"]))])


@blueprint.get("/payouts")
def payouts() -> ResponseReturnValue:
    """List the payouts to the bank."""
    return _list(_since(book().listed("payout")))


@blueprint.get("/events")
def events() -> ResponseReturnValue:
    """List the messages."""
    return _list(_since(book().listed("event")))


@blueprint.get("/balance")
def balance() -> ResponseReturnValue:
    """Show what is there: everything that was not paid out."""
    amount = sum(each["net"] for each in book().listed("balance_transaction"))
    row = {"amount": amount, "currency": "usd", "source_types": {"card": amount}}
    return jsonify({"object": "balance", "livemode": False, "available": [row], "pending": []})
