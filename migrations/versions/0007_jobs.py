"""The queue of background jobs, in a schema of its own that only the system's role may touch.

Revision ID: 0007
Revises: 0006
"""

from pathlib import Path

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"

# The queue's functions name its tables without a schema; each is told where to look, whoever calls it.
PLACED = """
DO $$
DECLARE made regprocedure;
BEGIN
    FOR made IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'jobs'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = jobs, pg_temp', made);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO esa_system', made);
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA jobs TO esa_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO esa_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO esa_system;
"""


def upgrade():
    driver = op.get_bind().connection.driver_connection
    driver.execute("CREATE SCHEMA jobs")
    driver.execute("SET LOCAL search_path = jobs")
    driver.execute((SQL / "jobs.sql").read_text(encoding="utf-8"))
    driver.execute("SET LOCAL search_path = public")
    driver.execute(PLACED)


def downgrade():
    op.execute("DROP SCHEMA jobs CASCADE")
