"""The stand-in beside the demonstration's pages: debits settle as its days go by, and messages are sent."""

import os
import threading
import time
from pathlib import Path

from esa.demonstration.stripe_server.book import Book
from esa.demonstration.stripe_server.messages import Messenger
from esa.demonstration.stripe_server.server import listen
from esa.platform.clock import Clock
from esa.platform.config import Settings

_PAUSE = 2


def run(clock: Clock, settings: Settings, port: int, memory: Path) -> None:
    """Serve the stand-in until whoever started it is gone."""
    book = Book(clock.now, path=memory)
    messenger = Messenger(book, f"{settings.base_url}/hooks/stripe", settings.stripe_webhook_secret)
    stand_in = listen(book, messenger, port)
    threading.Thread(target=stand_in.server.serve_forever, daemon=True).start()
    parent = os.getppid()
    while os.getppid() == parent:
        with book.lock:
            before = len(book.things)
            book.settle_due()
            if len(book.things) != before:
                book.save()
        messenger.send_all()
        time.sleep(_PAUSE)
