"""The stand-in's pages: the hosted Checkout page of a giver, and a board from which a visitor plays the bank."""

from flask import Blueprint, current_app, redirect, render_template_string, request
from flask.typing import ResponseReturnValue

from esa.demonstration.stripe_server.api import book
from esa.demonstration.stripe_server.book import Refused
from esa.demonstration.stripe_server.messages import Messenger

blueprint = Blueprint("stripe_pages", __name__)

_FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ title }} - stand-in for Stripe</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:40rem;padding:1rem;color:#1b1b1b}
.note{background:#faf3d1;border-left:.5rem solid #ffbe2e;padding:.75rem 1rem}label{display:block;margin:.5rem 0}
input[type=text]{display:block;font:inherit;padding:.5rem;width:100%;box-sizing:border-box;border:1px solid #565c65}
button{font:inherit;font-weight:700;padding:.75rem 1.25rem;min-height:2.75rem;border:0;border-radius:.25rem;
background:#005ea2;color:#fff;margin:.25rem .25rem .25rem 0}button.plain{background:#fff;color:#005ea2;
border:2px solid #005ea2}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #a9aeb1;
padding:.5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}</style></head><body><main>
<p class="note">This is a stand-in for Stripe on this machine. It moves no money and asks for no real bank data.</p>
{% block body %}{% endblock %}</main></body></html>"""

_PAY = """<h1>{{ label }}</h1><p><strong>${{ "%.2f" % (opened.amount_total / 100) }}</strong></p>
<form method="post">
{% if "card" in opened.payment_method_types %}<fieldset><legend>Pay by</legend>
<label><input type="radio" name="means" value="us_bank_account" checked> Bank account</label>
<label><input type="radio" name="means" value="card"> Card</label></fieldset>{% endif %}
<label>Name on the bank account <input type="text" name="holder" value="Invented Person" autocomplete="off"></label>
<fieldset><legend>Which invented bank account</legend>
<label><input type="radio" name="ending" value="succeeds" checked> Pays after four days</label>
<label><input type="radio" name="ending" value="fails"> Has too little money: fails after four days</label>
<label><input type="radio" name="ending" value="disputed"> Pays, then its owner takes the money back</label></fieldset>
<p>By pressing Pay you allow one debit of this amount from the account.</p>
<button name="act" value="pay">Pay</button> <button class="plain" name="act" value="cancel">Go back without paying</button>
</form>"""

_BOARD = """<h1>Play the bank</h1>
<p>What happens here is told to the house by signed messages, as Stripe does.</p>
<form method="post"><button name="act" value="pay_out:">Pay everything out to the bank</button>
<button class="plain" name="act" value="send:">Send waiting messages ({{ waiting }})</button></form>
<table><thead><tr><th>Thing</th><th>Stands</th><th>What now?</th></tr></thead><tbody>{% for each in rows %}<tr>
<td>{{ each.object | replace("_", " ") }}<br>{{ each.id }}<br>${{ "%.2f" % (each.amount / 100) }}</td><td>{{ each.status }}</td>
<td><form method="post">{% for act, label in acts(each) %}<button class="plain" name="act"
 value="{{ act }}:{{ each.id }}">{{ label }}</button>{% endfor %}</form></td></tr>{% else %}
<tr><td colspan="3">Nobody has paid yet.</td></tr>{% endfor %}</tbody></table>"""

_ACTS = {
    ("payment_intent", "processing"): (("succeeds", "The debit succeeds"), ("fails", "The debit fails")),
    ("payment_intent", "succeeded"): (("dispute", "The owner takes the money back"),),
    ("refund", "pending"): (("refund_ends", "The refund arrives"), ("refund_fails", "The refund comes back")),
    ("dispute", "needs_response"): (("won", "The EAO wins"), ("lost", "The EAO loses")),
    ("payout", "in_transit"): (("payout_ends", "The payout arrives"),),
}


def _page(title: str, body: str, **values: object) -> str:
    frame = _FRAME.replace("{% block body %}{% endblock %}", body)
    return render_template_string(frame, title=title, **values)


@blueprint.errorhandler(Refused)
def _refused(refusal: Refused) -> ResponseReturnValue:
    return _page("Not possible", "<h1>Not possible</h1><p>{{ said }}</p>", said=refusal.message), 400


@blueprint.get("/pay/<session_id>")
def pay(session_id: str) -> ResponseReturnValue:
    """Show the hosted page on which a giver authorises the debit; it works without script."""
    opened = book().find("checkout.session", session_id)
    if opened["status"] != "open":
        return _page("Over", "<h1>This page is over</h1><p>It was used or has expired.</p>"), 410
    label = book().plans[session_id][0].get("description") or "Gift"
    return _page("Pay", _PAY, opened=opened, label=label)


@blueprint.post("/pay/<session_id>")
def paid(session_id: str) -> ResponseReturnValue:
    """Take the giver's choice and send the browser back to the house."""
    opened = book().find("checkout.session", session_id)
    if request.form.get("act") == "cancel":
        return redirect(opened["cancel_url"], 303)
    with book().lock:
        book().pay(session_id, request.form.get("ending", "succeeds"), request.form.get("means", "us_bank_account"))
        book().save()
    _send()
    return redirect(opened["success_url"].replace("{CHECKOUT_SESSION_ID}", session_id), 303)


@blueprint.get("/")
def board() -> ResponseReturnValue:
    """Show what is under way, each with what may happen to it next."""
    kinds = {kind for kind, _ in _ACTS}
    rows = [each for each in reversed(book().things.values()) if each["object"] in kinds]
    return _page("Play the bank", _BOARD, rows=rows, acts=_acts, waiting=len(book().unsent))


def _acts(thing: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return _ACTS.get((thing["object"], thing["status"]), ())


@blueprint.post("/")
def play() -> ResponseReturnValue:
    """Let something happen."""
    act, _, thing_id = request.form.get("act", "").partition(":")
    with book().lock:
        _play(act, thing_id)
        book().save()
    _send()
    return redirect("/", 303)


def _play(act: str, thing_id: str) -> None:
    kept = book()
    match act:
        case "succeeds" | "fails":
            kept.finish(thing_id, act)
        case "dispute":
            kept.dispute(thing_id)
        case "refund_ends" | "refund_fails":
            kept.end_refund(thing_id, fails=act == "refund_fails")
        case "won" | "lost":
            kept.end_dispute(thing_id, won=act == "won")
        case "pay_out":
            kept.pay_out()
        case "payout_ends":
            kept.end_payout(thing_id)
        case _:
            kept.settle_due()


def _send() -> None:
    messenger = current_app.extensions["stripe_messenger"]
    if isinstance(messenger, Messenger):
        messenger.send_all()
