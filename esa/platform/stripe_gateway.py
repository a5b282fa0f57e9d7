"""The one door to Stripe: Checkout for bank debits, refunds, movements, payouts and signed messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

import stripe

from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.money import Money
from esa.kernel.processor import Checkout, Notice, Seen, SeenMovement, SeenPayout, SeenRefund
from esa.platform import stripe_answers as answers
from esa.platform.config import Settings

T = TypeVar("T")
_EXPANDED = ["latest_charge"]
_PAGE = 100
BANK_DEBIT, CARD = "us_bank_account", "card"


class Unreachable(Exception):
    """Stripe did not answer, or answered that it cannot now: the same call may be made again with its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A Checkout page to be opened: `ours` is our row's id, from which the idempotency key follows."""

    ours: str
    reference: str
    amount: Money
    label: str
    success_url: str
    cancel_url: str
    email: str = ""
    language: str = "en"
    with_cards: bool = False


@dataclass(frozen=True, slots=True)
class StripeGateway:
    """Stripe behind our words. Every call raises Unreachable where trying again helps, Invalid where it does not."""

    secret_key: str
    webhook_secret: str
    api_base: str = ""
    client: stripe.StripeClient = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        addresses: Any = {"api": self.api_base} if self.api_base else {}
        made = stripe.StripeClient(self.secret_key, base_addresses=addresses, max_network_retries=1)
        object.__setattr__(self, "client", made)

    @property
    def is_live(self) -> bool:
        """Say whether the key moves real money."""
        return self.secret_key.startswith(("sk_live_", "rk_live_"))

    def open_checkout(self, asked: Asked) -> Checkout:
        """Open the page on which the giver authorises the debit; asking again with the same row gives the same page."""
        with _refusals():
            made = self.client.v1.checkout.sessions.create(
                _checkout(asked), {"idempotency_key": f"checkout-{asked.ours}"}
            )
        return answers.checkout_of(made)

    def checkout(self, checkout_id: str) -> Checkout:
        """Return a Checkout page as it stands now. Raises NotFound."""
        with _refusals():
            return answers.checkout_of(self.client.v1.checkout.sessions.retrieve(checkout_id))

    def close_checkout(self, checkout_id: str) -> Checkout:
        """Close a Checkout page so that nobody can pay on it any more, and return it: one that was used stays used."""
        try:
            with _refusals():
                return answers.checkout_of(self.client.v1.checkout.sessions.expire(checkout_id))
        except Invalid:
            return self.checkout(checkout_id)

    def payment(self, payment_id: str) -> Seen:
        """Return a payment as it stands now, with its refunds and disputes. Raises NotFound."""
        with _refusals():
            found = self.client.v1.payment_intents.retrieve(payment_id, {"expand": _EXPANDED})
            refunds = self.client.v1.refunds.list({"payment_intent": payment_id, "limit": _PAGE})
            disputes = self.client.v1.disputes.list({"payment_intent": payment_id, "limit": _PAGE})
            return answers.seen(answers.plain(found), answers.rows(refunds), answers.rows(disputes))

    def refund(self, payment_id: str, amount: Money, ours: str) -> SeenRefund:
        """Send money back to its giver; asking again with the same row sends nothing twice, however much later.

        Stripe forgets keys after a day or more, so a refund that carries the row already is looked for first.
        """
        there = [each for each in self.payment(payment_id).refunds if each.ours == ours]
        if there:
            return there[0]
        with _refusals():
            made = self.client.v1.refunds.create(
                {
                    "payment_intent": payment_id,
                    "amount": amount.cents,
                    "reason": "requested_by_customer",
                    "metadata": {"refund": ours},
                },
                {"idempotency_key": f"refund-{ours}"},
            )
        return answers.refund(answers.plain(made))

    def movements(self, *, since: datetime | None = None, payout: str = "") -> list[SeenMovement]:
        """Return the lines of Stripe's account of our money, the oldest first: since an instant, or of a payout."""
        asked: Any = {"limit": _PAGE, "expand": ["data.source"]}
        if since is not None:
            asked["created"] = {"gte": int(since.timestamp())}
        if payout:
            asked["payout"] = payout
        with _refusals():
            pages = self.client.v1.balance_transactions.list(asked).auto_paging_iter()
            found = [answers.movement(answers.plain(each)) for each in pages]
        return sorted(found, key=lambda each: (each.created_at, each.id))

    def payouts(self, since: datetime | None = None) -> list[SeenPayout]:
        """Return the payouts to the bank made since an instant."""
        asked: Any = {"limit": _PAGE}
        if since is not None:
            asked["created"] = {"gte": int(since.timestamp())}
        with _refusals():
            return [
                answers.payout(answers.plain(each)) for each in self.client.v1.payouts.list(asked).auto_paging_iter()
            ]

    def notice(self, body: bytes, signature: str) -> Notice:
        """Return a message whose signature is Stripe's. Raises Invalid for a wrong one, or for live against test.

        The signature's time is no guard against a second sending: whoever keeps messages keeps their ids.
        """
        if not self.webhook_secret:
            raise NotFound("Messages are not taken here.")
        try:
            event = self.client.construct_event(body, signature, self.webhook_secret)
        except (ValueError, stripe.SignatureVerificationError):
            raise Invalid("The message is not signed by Stripe.", code="signature_wrong") from None
        made = answers.notice(answers.plain(event))
        if made.is_live != self.is_live:
            raise Invalid("The message is of the other mode (live or test).", code="mode_wrong")
        return made


def gateway_of(settings: Settings) -> StripeGateway | None:
    """Return the gateway of these settings, None where no key is set: then nobody can give by Stripe here."""
    if not settings.stripe_secret_key:
        return None
    return _kept(settings.stripe_secret_key, settings.stripe_webhook_secret, settings.stripe_api_base)


@lru_cache(maxsize=2)
def _kept(secret_key: str, webhook_secret: str, api_base: str) -> StripeGateway:
    """Return the gateway of this process: its connections to Stripe stay open between requests."""
    return StripeGateway(secret_key, webhook_secret, api_base)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (stripe.APIConnectionError, stripe.RateLimitError) as fault:
        raise Unreachable(type(fault).__name__) from fault
    except stripe.IdempotencyError as fault:
        raise Conflict("Stripe knows this request with other content.", code="stripe_key_reused") from fault
    except stripe.InvalidRequestError as fault:
        if fault.http_status == 404:  # noqa: PLR2004
            raise NotFound("Stripe does not know this.") from fault
        ground = Ground("stripe", fault.user_message or "the request was refused")
        raise Invalid("Stripe refused the request.", [ground], code="stripe_refused") from fault
    except stripe.AuthenticationError as fault:
        raise Unreachable("the key is not accepted") from fault
    except stripe.APIError as fault:
        raise Unreachable(type(fault).__name__) from fault


def _checkout(asked: Asked) -> Any:
    means = [BANK_DEBIT, CARD] if asked.with_cards else [BANK_DEBIT]
    wanted: dict[str, Any] = {
        "mode": "payment",
        "payment_method_types": means,
        "client_reference_id": asked.ours,
        "metadata": {"payment": asked.ours, "reference": asked.reference},
        "payment_intent_data": {
            "description": asked.label,
            "metadata": {"payment": asked.ours, "reference": asked.reference},
        },
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": "usd",
                    "unit_amount": asked.amount.cents,
                    "product_data": {"name": asked.label},
                },
            }
        ],
        "success_url": asked.success_url,
        "cancel_url": asked.cancel_url,
        "locale": "es" if asked.language == "es" else "en",
    }
    if asked.email:
        wanted["customer_email"] = asked.email
    return wanted
