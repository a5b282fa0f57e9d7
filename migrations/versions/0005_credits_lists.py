"""Lists of an EAO's reservations and the months of a year's movements, by index.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LISTS = (
    ("ix_reservations_organization_id_sequence", "reservations", ["organization_id", "sequence"]),
    ("ix_reservation_movements_year_id", "reservation_movements", ["year", "id"]),
)


def upgrade():
    for name, table, columns in LISTS:
        op.create_index(op.f(name), table, columns, unique=False)


def downgrade():
    for name, table, _ in LISTS:
        op.drop_index(op.f(name), table_name=table)
