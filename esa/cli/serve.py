"""`esa serve`: the pages by gunicorn, for a trial; production starts gunicorn itself with `esa.wsgi`."""

from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from esa.cli.opening import find_settings, refusals
from esa.platform.config import Settings


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings; each worker makes its own application after the fork, so no connection is shared."""

    def __init__(self, settings: Settings, bind: str, workers: int) -> None:
        self.esa_settings = settings
        self.esa_options: dict[str, Any] = {
            "bind": bind, "workers": workers, "threads": 32, "worker_class": "gthread",
            "accesslog": None, "loglevel": "warning", "graceful_timeout": 5, "control_socket_disable": True,
        }  # fmt: skip
        super().__init__()

    def load_config(self) -> None:
        """Take the options that this gunicorn knows."""
        for name, value in self.esa_options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application of one worker."""
        from esa.app import create_app

        return create_app(self.esa_settings)


def serve(settings: Settings, bind: str, workers: int = 2) -> None:
    """Serve the pages until interrupted."""
    _Server(settings, bind, workers).run()


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True)
@click.option("--workers", default=2, show_default=True)
def command(bind: str, workers: int) -> None:
    """Serve the pages."""
    with refusals():
        serve(find_settings(), bind, workers)
