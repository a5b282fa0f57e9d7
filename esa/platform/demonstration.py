"""The settings of the demonstration: its own embedded server, keys made on first start, a clock that walks on."""

import json
import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from esa.platform.clock import SystemClock
from esa.platform.config import PROJECT, Settings
from esa.platform.embedded import Server

# 25 November 2025, 9:00 Central time: the day on which the published figures of the year were told in court.
STARTS_AT = datetime(2025, 11, 25, 15, 0, tzinfo=UTC)
HOME = PROJECT / "var" / "demonstration"
# Of the stand-in for Stripe that runs beside the pages, one port above them: nothing here is a secret.
STRIPE_KEY, STRIPE_SECRET = "sk_test_invented", "whsec_invented"


def server(home: Path = HOME) -> Server:
    """Return the demonstration's own PostgreSQL server."""
    return Server.at(home / "postgres")


def exists(home: Path = HOME) -> bool:
    """Say whether a demonstration has been made here."""
    return (home / "state.json").exists()


def settings(home: Path = HOME, *, base_url: str | None = None) -> Settings:
    """Return the demonstration's settings, making its keys and noting its birth on the first call.

    The address of the pages is kept, so that the worker and the console find the stand-in for Stripe beside them.
    """
    state = _state(home)
    kept = home / "pages"
    if base_url is not None:
        kept.write_text(base_url, encoding="utf-8")
    elif kept.exists():
        base_url = kept.read_text(encoding="utf-8")
    base_url = base_url or "http://127.0.0.1:8000"
    running = server(home)
    born = datetime.fromisoformat(state["born_at"])
    return Settings(
        stage="demonstration",
        database_url=running.url("esa_app"),
        owner_database_url=running.url("esa_owner"),
        replica_url="",
        secret_key=state["secret_key"],
        data_key=state["data_key"],
        storage_folder=home / "storage",
        base_url=base_url,
        demonstration_shift=STARTS_AT - born,
        log_level="WARNING",
        stripe_secret_key=STRIPE_KEY,
        stripe_webhook_secret=STRIPE_SECRET,
        stripe_api_base=f"http://127.0.0.1:{stripe_port(base_url)}",
    )


def stripe_port(base_url: str) -> int:
    """Return the port of the stand-in for Stripe: one above that of the pages."""
    return (urlsplit(base_url).port or 8000) + 1


def stripe_memory(home: Path = HOME) -> Path:
    """Return where the stand-in for Stripe keeps what it knows."""
    return home / "stripe.json"


def _state(home: Path) -> dict[str, str]:
    path = home / "state.json"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        made = {
            "born_at": SystemClock().now().isoformat(),
            "secret_key": secrets.token_urlsafe(48),
            "data_key": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        }
        path.touch(mode=0o600)
        path.write_text(json.dumps(made, indent=1), encoding="utf-8")
    read: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return read
