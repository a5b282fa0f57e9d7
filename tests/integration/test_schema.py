"""What stands in the database is what the rooms declare: tables, constraints, triggers, policies."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from esa.platform.schema import create_database, is_current, migrate, unmake
from esa.platform.tables import Reach
from esa.tables import METADATA

TENANT_KEYS = {
    "esa_organization": "esa.organization_id", "esa_family": "esa.household_id", "esa_donor": "esa.donor_id",
    "esa_payee": "esa.payee_id",
}  # fmt: skip


def owner(migrated):
    return sa.create_engine(migrated.url("esa_owner"), poolclass=sa.NullPool)


def test_the_migrations_make_what_the_models_declare(migrated):
    with owner(migrated).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_check_of_the_models_stands_in_the_database(migrated):
    with owner(migrated).connect() as connection:
        there = set(connection.scalars(sa.text("SELECT conname FROM pg_constraint WHERE contype IN ('c', 'x')")))
    preparer = sa.dialects.postgresql.dialect().identifier_preparer
    wanted = {
        preparer.format_constraint(constraint).strip('"')
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert {name for name in wanted if name} <= there


def test_every_table_declares_whose_it_is_and_has_row_level_security_on(migrated):
    with owner(migrated).connect() as connection:
        on = dict(
            connection.execute(
                sa.text(
                    "SELECT relname, relrowsecurity FROM pg_class"
                    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                )
            ).all()
        )
    on.pop("alembic_version")
    assert set(on) == set(METADATA.tables)
    assert all(isinstance(table.info.get("reach"), Reach) for table in METADATA.tables.values())
    assert all(on.values())


def test_a_tenant_policy_asks_for_the_tenant_and_nothing_else_is_open_to_tenants(migrated):
    with owner(migrated).connect() as connection:
        rows = connection.execute(sa.text("SELECT tablename, roles, cmd, qual FROM pg_policies")).all()
    open_to_tenants = []
    for table, roles, _, qual in rows:
        reach = METADATA.tables[table].info["reach"]
        for role in roles:
            key = TENANT_KEYS.get(role)
            if (
                key
                and reach in (Reach.ORGANIZATION, Reach.HOUSEHOLD, Reach.DONOR)
                and qual is not None
                and key not in qual
            ):
                open_to_tenants.append((table, role, qual))
            if reach is Reach.PRIVATE and role in TENANT_KEYS and qual is not None:
                open_to_tenants.append((table, role, qual))
    assert open_to_tenants == []


def test_no_two_policies_of_one_role_and_command_stand_on_a_table(migrated):
    """Policies of one role are joined by OR, which turns index scans into full scans."""
    with owner(migrated).connect() as connection:
        rows = connection.execute(sa.text("SELECT tablename, roles, cmd FROM pg_policies")).all()
    assert len({(table, str(roles), cmd) for table, roles, cmd in rows}) == len(rows)


def test_append_only_tables_refuse_even_their_owner(migrated):
    with owner(migrated).connect() as connection:
        guarded = set(
            connection.scalars(
                sa.text("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_append\\_only'")
            )
        )
    assert guarded == {name for name, table in METADATA.tables.items() if table.info["append_only"]}


def test_the_runtime_role_has_no_rows_of_its_own(migrated):
    engine = sa.create_engine(migrated.url("esa_app"), poolclass=sa.NullPool)
    with engine.connect() as connection:
        bypass = connection.scalar(sa.text("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = 'esa_app'"))
        readable = connection.scalar(sa.text("SELECT has_table_privilege('esa_app', 'applications', 'SELECT')"))
    assert bypass is False
    assert readable is False


def test_every_migration_can_be_taken_back(server):
    create_database(server.url("esa_admin", "postgres"), "esa_back")
    url = server.url("esa_owner", "esa_back")
    migrate(url)
    unmake(url)
    assert not is_current(url)
    migrate(url)
    assert is_current(url)
