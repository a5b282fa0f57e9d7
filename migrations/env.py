"""Alembic's entry: runs the migrations as the owner's role."""

from alembic import context
from sqlalchemy import create_engine, pool

from esa.tables import METADATA

config = context.config


def run() -> None:
    """Run the migrations on the connection given, or on the address in the options."""
    given = config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    engine = create_engine(config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
    with engine.connect() as connection:
        _migrate(connection)


def _migrate(connection) -> None:
    context.configure(
        connection=connection, target_metadata=METADATA, compare_type=True, transaction_per_migration=True
    )
    with context.begin_transaction():
        context.execute("SET lock_timeout = '5s'")
        context.run_migrations()


run()
