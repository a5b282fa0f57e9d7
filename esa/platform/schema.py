"""Making and migrating the database: what an administrator does once, and what each release does."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from esa.platform.config import PROJECT

_BUNDLE = Path(__file__).resolve().parents[1] / "_bundle"


def bundled(name: str) -> Path:
    """Return a top-level folder of the project, from the checkout or from inside an installed wheel."""
    inside = _BUNDLE / name
    return inside if inside.exists() else PROJECT / name


def create_database(admin_url: str, name: str) -> None:
    """Make the roles and an empty database of that name where they are missing (needs a superuser)."""
    engine = sa.create_engine(admin_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        script = (bundled("migrations") / "sql" / "bootstrap.sql").read_text(encoding="utf-8")
        # The driver itself, without parameters: the file's percent signs are its own.
        connection.connection.driver_connection.execute(script)  # type: ignore[union-attr]
        there = connection.scalar(sa.text("SELECT count(*) FROM pg_database WHERE datname = :name"), {"name": name})
        if not there:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" OWNER esa_owner')
            connection.exec_driver_sql(f'GRANT TEMPORARY ON DATABASE "{name}" TO PUBLIC')


def _config(owner_url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(bundled("migrations")))
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return config


def migrate(owner_url: str, revision: str = "head") -> None:
    """Bring the database to the revision, as its owner."""
    command.upgrade(_config(owner_url), revision)


def unmake(owner_url: str) -> None:
    """Take every migration back: for the test that each can be."""
    command.downgrade(_config(owner_url), "base")


def is_current(owner_url: str) -> bool:
    """Say whether the database stands at the newest migration."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    head = ScriptDirectory.from_config(_config(owner_url)).get_current_head()
    with sa.create_engine(owner_url, poolclass=sa.NullPool).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head
