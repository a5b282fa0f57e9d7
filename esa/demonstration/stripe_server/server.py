"""The stand-in as a server on a port of this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from esa.demonstration.stripe_server import api, pages
from esa.demonstration.stripe_server.book import Book
from esa.demonstration.stripe_server.messages import Messenger
from esa.platform.clock import Clock
from esa.platform.demonstration import STRIPE_KEY, STRIPE_SECRET

KEY, SECRET = STRIPE_KEY, STRIPE_SECRET


class _Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""
        del code, size


def make_app(book: Book, messenger: Messenger | None) -> Flask:
    """Return the stand-in as a web application; without a messenger, whoever holds the memory sends the messages."""
    app = Flask("stripe_stand_in", static_folder=None)
    app.extensions["stripe_book"] = book
    app.extensions["stripe_messenger"] = messenger
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    return app


@dataclass(frozen=True, slots=True)
class StandIn:
    """A running stand-in: its memory and its address."""

    book: Book
    base: str
    server: BaseWSGIServer


def listen(book: Book, messenger: Messenger | None, port: int = 0) -> StandIn:
    """Start listening and return the stand-in; `server.serve_forever()` is the caller's to run."""
    server = make_server("127.0.0.1", port, make_app(book, messenger), threaded=True, request_handler=_Quiet)
    book.base = f"http://127.0.0.1:{server.server_port}"
    return StandIn(book, book.base, server)


@contextmanager
def running(clock: Clock) -> Iterator[StandIn]:
    """Run a stand-in beside the caller, under the caller's clock; its messages are sent by the caller."""
    stand_in = listen(Book(clock.now), None)
    thread = threading.Thread(target=stand_in.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.server.shutdown()
        thread.join()
        stand_in.server.server_close()
