"""Settings, read once from the environment; whatever is missing is named in one message."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from environs import Env, EnvError
from marshmallow.validate import OneOf

from esa.kernel.errors import Ground, Invalid
from esa.platform.clock import SystemClock

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that a run of the application is told from outside; `.env.example` has a line on each."""

    stage: str
    database_url: str
    owner_database_url: str
    replica_url: str
    secret_key: str
    data_key: str
    storage_folder: Path
    base_url: str
    # A span, not an instant: a worker that starts late or anew must tell the same time as all others.
    demonstration_shift: timedelta | None
    log_level: str
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_api_base: str = ""
    smtp_url: str = ""
    mail_from: str = ""

    @property
    def is_demonstration(self) -> bool:
        """Say whether the people and the money in it are invented."""
        return self.stage in ("demonstration", "test")


def read_settings() -> Settings:
    """Return the settings of this process. Raises Invalid with every variable that is missing or wrong."""
    env = Env(eager=False)
    env.read_env(str(PROJECT / ".env"), override=False)
    stage = env.str("ESA_STAGE", "production", validate=OneOf(["production", "demonstration", "test"]))
    settings = Settings(
        stage=stage,
        database_url=env.str("ESA_DATABASE_URL"),
        owner_database_url=env.str("ESA_OWNER_DATABASE_URL", ""),
        replica_url=env.str("ESA_REPLICA_URL", ""),
        secret_key=env.str("ESA_SECRET_KEY"),
        data_key=env.str("ESA_DATA_KEY"),
        storage_folder=Path(env.str("ESA_STORAGE_FOLDER", str(PROJECT / "var" / "storage")) or "."),
        base_url=env.str("ESA_BASE_URL", "http://127.0.0.1:8000"),
        demonstration_shift=_shift(env.datetime("ESA_DEMONSTRATION_NOW", None)),
        log_level=env.str("ESA_LOG_LEVEL", "INFO"),
        stripe_secret_key=env.str("ESA_STRIPE_SECRET_KEY", ""),
        stripe_webhook_secret=env.str("ESA_STRIPE_WEBHOOK_SECRET", ""),
        stripe_api_base=env.str("ESA_STRIPE_API_BASE", ""),
        smtp_url=env.str("ESA_SMTP_URL", ""),
        mail_from=env.str("ESA_MAIL_FROM", ""),
    )
    try:
        env.seal()
    except EnvError as fault:
        raise Invalid(f"The settings are not complete: {fault}") from None
    if settings.demonstration_shift is not None and stage == "production":
        ground = Ground("ESA_DEMONSTRATION_NOW", "is for the demonstration; production runs on the machine's clock")
        raise Invalid("A moved clock is refused in production.", [ground])
    return settings


def _shift(start: datetime | None) -> timedelta | None:
    """Return how far the clock is moved when it starts at an instant, which is UTC where it has no offset."""
    return None if start is None else start.replace(tzinfo=start.tzinfo or UTC) - SystemClock().now()
