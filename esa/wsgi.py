"""The web application for a WSGI server: gunicorn "esa.wsgi:application()"."""

from flask import Flask

from esa.app import create_app
from esa.platform.config import read_settings


def application() -> Flask:
    """Return the application with the environment's settings."""
    return create_app(read_settings())
