"""The stand-in beside the demonstration's pages: debits settle as its days go by, messages are sent and worked off."""

import os
import threading
import time
from pathlib import Path

from esa.demonstration.stripe_server.book import Book
from esa.demonstration.stripe_server.messages import Messenger
from esa.demonstration.stripe_server.server import listen
from esa.payments import jobs
from esa.platform.config import Settings
from esa.platform.stripe_gateway import gateway_of
from esa.platform.work import House

_PAUSE = 2
_ACCOUNTS_EACH = 30


def run(house: House, settings: Settings, port: int, memory: Path) -> None:
    """Serve the stand-in until whoever started it is gone."""
    book = Book(house.clock.now, path=memory)
    messenger = Messenger(book, f"{settings.base_url}/hooks/stripe", settings.stripe_webhook_secret)
    stand_in = listen(book, messenger, port)
    threading.Thread(target=stand_in.server.serve_forever, daemon=True).start()
    gateway, parent, rounds = gateway_of(settings), os.getppid(), 0
    assert gateway is not None  # noqa: S101 - the demonstration's settings have a key
    while os.getppid() == parent:
        with book.lock:
            before = len(book.things)
            book.settle_due()
            if len(book.things) != before:
                book.save()
        messenger.send_all()
        jobs.work_off(house, gateway)
        if rounds % _ACCOUNTS_EACH == 0:
            jobs.read_accounts(house, gateway)
        rounds += 1
        time.sleep(_PAUSE)
