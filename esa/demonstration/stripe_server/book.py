"""The stand-in's memory: what was opened, paid, sent back, disputed and paid out, under a clock that a test moves."""

import copy
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from esa.demonstration.stripe_server import objects
from esa.demonstration.stripe_server.objects import DAY, Thing
from esa.kernel.ids import new_id

_SETTLES_AFTER = 4 * DAY
_BANK_FEE_CAP, _DISPUTE_FEE = 500, 1_500
_PREFIX = {
    "checkout.session": "cs_test_", "payment_intent": "pi_", "charge": "py_", "balance_transaction": "txn_",
    "refund": "pyr_", "dispute": "du_", "payout": "po_", "event": "evt_",
}  # fmt: skip


class Refused(Exception):
    """A request that Stripe would refuse, in its words."""

    def __init__(self, message: str, *, status: int = 400, kind: str = "invalid_request_error", code: str = "") -> None:
        super().__init__(message)
        self.message, self.status, self.kind, self.code = message, status, kind, code


@dataclass(slots=True)
class Book:
    """Every object by its id, in the order in which they came; `plans` tells how each pending debit will end."""

    now: Callable[[], datetime]
    base: str = ""
    path: Path | None = None
    things: dict[str, Thing] = field(default_factory=dict)
    keys: dict[str, list[Any]] = field(default_factory=dict)
    plans: dict[str, list[Any]] = field(default_factory=dict)
    unsent: list[str] = field(default_factory=list)
    paid_out: dict[str, str] = field(default_factory=dict)
    draw: Callable[[], str] = lambda: new_id().hex[:24]
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        if self.path is not None and self.path.exists():
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            self.things, self.keys = kept["things"], kept["keys"]
            self.plans, self.unsent, self.paid_out = kept["plans"], kept["unsent"], kept["paid_out"]

    def save(self) -> None:
        """Write the memory down, so that a restart of the demonstration forgets nothing."""
        if self.path is not None:
            kept = {name: getattr(self, name) for name in ("things", "keys", "plans", "unsent", "paid_out")}
            part = self.path.with_suffix(".part")
            part.write_text(json.dumps(kept), encoding="utf-8")
            part.replace(self.path)

    def seconds(self) -> int:
        """Return the clock as Stripe writes it."""
        return int(self.now().timestamp())

    def find(self, kind: str, thing_id: str) -> Thing:
        """Return an object. Raises Refused as Stripe does."""
        found = self.things.get(thing_id)
        if found is None or found["object"] != kind:
            raise Refused(f"No such {kind}: '{thing_id}'", status=404, code="resource_missing")
        return found

    def listed(self, kind: str) -> list[Thing]:
        """Return the objects of a kind, the newest first."""
        return [each for each in reversed(self.things.values()) if each["object"] == kind]

    def fresh(self, kind: str) -> str:
        """Return an id that is not in use."""
        return f"{_PREFIX[kind]}{self.draw()}"

    def keep(self, thing: Thing) -> Thing:
        """Keep an object."""
        self.things[thing["id"]] = thing
        return thing

    def tell(self, kind: str, thing: Thing) -> None:
        """Make the message of what happened to a thing; sending it is another matter."""
        made = objects.event(self.fresh("event"), kind, copy.deepcopy(thing), self.seconds())
        self.keep(made)
        self.unsent.append(made["id"])

    def move(self, kind: str, amount: int, fee: int, source: str) -> str:
        """Write a line into the account of the receiver's money and return its id."""
        made = objects.movement(self.fresh("balance_transaction"), kind, amount, fee, source, self.seconds())
        return str(self.keep(made)["id"])

    def open(self, asked: Thing) -> Thing:
        """Open a Checkout page."""
        made = self.keep(objects.session(self.fresh("checkout.session"), asked, self.base, self.seconds()))
        self.plans[made["id"]] = [asked.get("payment_intent_data", {})]
        return made

    def pay(self, session_id: str, ending: str, means: str) -> Thing:
        """Complete a Checkout page: the debit is pending until the bank has answered. Raises Refused."""
        opened = self.find("checkout.session", session_id)
        if opened["status"] != "open":
            raise Refused("This Checkout Session is no longer open.", code="checkout_session_not_open")
        data = self.plans.pop(session_id, [{}])[0]
        intent = objects.payment_intent(self.fresh("payment_intent"), opened, data, means, self.seconds())
        self.keep(intent)
        paid = self.keep(objects.charge(self.fresh("charge"), intent, means, self.seconds()))
        intent["latest_charge"] = paid["id"]
        opened.update(status="complete", url=None, payment_intent=intent["id"])
        self.plans[intent["id"]] = [self.seconds() + (0 if means == "card" else _SETTLES_AFTER), ending]
        self.tell("checkout.session.completed", opened)
        self.tell("payment_intent.processing", intent)
        if means == "card":
            self.settle_due()
        return opened

    def expire(self, session_id: str) -> Thing:
        """Close a Checkout page that nobody used."""
        opened = self.find("checkout.session", session_id)
        if opened["status"] != "open":
            raise Refused('Only Checkout Sessions with a status in ["open"] can be expired.')
        opened.update(status="expired", url=None)
        self.tell("checkout.session.expired", opened)
        return opened

    def settle_due(self) -> None:
        """Let every debit end whose day has come."""
        for intent_id, plan in list(self.plans.items()):
            if len(plan) == 2 and plan[0] <= self.seconds():
                self.finish(intent_id, plan[1])

    def finish(self, intent_id: str, ending: str) -> None:
        """Let a pending debit end: `succeeds`, `fails`, or `disputed` right after it has succeeded."""
        if self.plans.pop(intent_id, None) is None:
            raise Refused("This payment is not pending.")
        intent = self.find("payment_intent", intent_id)
        paid = self.find("charge", intent["latest_charge"])
        if ending == "fails":
            self._fail(intent, paid)
            return
        amount = intent["amount"]
        fee = min(amount * 8 // 1000, _BANK_FEE_CAP)
        if intent["payment_method_types"] == ["card"]:
            fee = amount * 29 // 1000 + 30
        paid.update(status="succeeded", paid=True, balance_transaction=self.move("payment", amount, fee, paid["id"]))
        intent.update(status="succeeded", amount_received=amount)
        self.tell("charge.succeeded", paid)
        self.tell("payment_intent.succeeded", intent)
        if ending == "disputed":
            self.dispute(intent_id)

    def _fail(self, intent: Thing, paid: Thing) -> None:
        fault = {"code": "insufficient_funds", "message": "The account has too little money.", "type": "card_error"}
        paid.update(status="failed", failure_code=fault["code"], failure_message=fault["message"])
        intent.update(status="requires_payment_method", last_payment_error=fault)
        self.tell("charge.failed", paid)
        self.tell("payment_intent.payment_failed", intent)

    def refund(self, asked: Thing) -> Thing:
        """Send money back, no more than is left of the charge. Raises Refused."""
        intent = self.find("payment_intent", asked.get("payment_intent", ""))
        paid = self.find("charge", intent["latest_charge"] or "")
        left = paid["amount"] - paid["amount_refunded"]
        amount = int(asked.get("amount", left))
        if paid["status"] != "succeeded" or paid["disputed"]:
            raise Refused("This charge cannot be refunded.", code="charge_not_refundable")
        if not 0 < amount <= left:
            raise Refused(f"Refund amount (${amount / 100:.2f}) is greater than unrefunded amount on charge.")
        made = self.keep(objects.refund(self.fresh("refund"), paid, amount, asked, self.seconds()))
        made["balance_transaction"] = self.move("payment_refund", -amount, 0, made["id"])
        paid["amount_refunded"] += amount
        paid["refunded"] = paid["amount_refunded"] == paid["amount"]
        self.tell("refund.created", made)
        self.tell("charge.refunded", paid)
        return made

    def end_refund(self, refund_id: str, *, fails: bool = False) -> None:
        """Let a refund arrive, or come back from a closed bank account."""
        made = self.find("refund", refund_id)
        if made["status"] != "pending":
            raise Refused("This refund is not pending.")
        if not fails:
            made["status"] = "succeeded"
            self.tell("refund.updated", made)
            return
        paid = self.find("charge", made["charge"])
        back = self.move("payment_failure_refund", made["amount"], 0, made["id"])
        made.update(status="failed", failure_reason="lost_or_stolen_card", failure_balance_transaction=back)
        paid["amount_refunded"] -= made["amount"]
        paid["refunded"] = False
        self.tell("refund.failed", made)

    def dispute(self, intent_id: str) -> Thing:
        """Let the giver's bank take the money back, with a fee."""
        intent = self.find("payment_intent", intent_id)
        paid = self.find("charge", intent["latest_charge"] or "")
        if paid["status"] != "succeeded" or paid["disputed"]:
            raise Refused("This charge cannot be disputed.")
        made = self.keep(objects.dispute(self.fresh("dispute"), paid, self.seconds()))
        paid["disputed"] = True
        line = self.move("adjustment", -made["amount"], _DISPUTE_FEE, made["id"])
        made["balance_transactions"].append(self.things[line])
        self.tell("charge.dispute.created", made)
        self.tell("charge.dispute.funds_withdrawn", made)
        return made

    def end_dispute(self, dispute_id: str, *, won: bool) -> None:
        """Let a dispute end: won gives the money back, the fee is gone."""
        made = self.find("dispute", dispute_id)
        if made["status"] != "needs_response":
            raise Refused("This dispute is over.")
        made["status"] = "won" if won else "lost"
        if won:
            line = self.move("adjustment", made["amount"], 0, made["id"])
            made["balance_transactions"].append(self.things[line])
            self.tell("charge.dispute.funds_reinstated", made)
        self.tell("charge.dispute.closed", made)

    def pay_out(self) -> Thing:
        """Pay everything that is not paid out yet to the bank. Raises Refused where there is nothing."""
        waiting = [each for each in self.listed("balance_transaction") if each["id"] not in self.paid_out]
        amount = sum(each["net"] for each in waiting)
        if amount <= 0:
            raise Refused("You have insufficient funds in your Stripe account.", code="balance_insufficient")
        payout_id = self.fresh("payout")
        line = self.move("payout", -amount, 0, payout_id)
        self.paid_out.update({each["id"]: payout_id for each in (*waiting, self.things[line])})
        made = self.keep(objects.payout(payout_id, amount, line, self.seconds()))
        self.tell("payout.created", made)
        return made

    def end_payout(self, payout_id: str) -> None:
        """Let a payout arrive at the bank."""
        made = self.find("payout", payout_id)
        if made["status"] == "in_transit":
            made["status"] = "paid"
            self.tell("payout.paid", made)
