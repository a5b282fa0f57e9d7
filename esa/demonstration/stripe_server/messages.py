"""The stand-in's signed messages: sent in any order, twice or late, as a test or the demonstration wants."""

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from esa.demonstration.stripe_server.book import Book

_PATIENCE = 10


def signature(body: bytes, secret: str, at: int) -> str:
    """Return the header by which the receiver knows the sender."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def body_of(book: Book, event_id: str) -> bytes:
    """Return a message's bytes."""
    with book.lock:
        return json.dumps(book.find("event", event_id)).encode()


@dataclass(frozen=True, slots=True)
class Messenger:
    """Sends messages to one address; nothing is sent by itself."""

    book: Book
    url: str
    secret: str

    def send(self, event_id: str) -> int:
        """Send a message now and return the status it was answered with, 0 where nobody answered."""
        body = body_of(self.book, event_id)
        # The receiver holds the signature's time against its machine's clock, whatever day the stand-in lives in.
        headers = {
            "Stripe-Signature": signature(body, self.secret, int(time.time())), "Content-Type": "application/json",
        }  # fmt: skip
        request = urllib.request.Request(self.url, data=body, headers=headers)  # noqa: S310 - an address of our own
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code
        except OSError:
            return 0

    def send_all(self) -> list[int]:
        """Send what was not sent yet, in order; what was not taken is kept for another time."""
        with self.book.lock:
            waiting = list(self.book.unsent)
        statuses = []
        for event_id in waiting:
            statuses.append(self.send(event_id))
            if 200 <= statuses[-1] < 300:
                with self.book.lock:
                    if event_id in self.book.unsent:
                        self.book.unsent.remove(event_id)
                    self.book.save()
        return statuses
