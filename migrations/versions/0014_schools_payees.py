"""The register of payees, and people of schools and providers: their role, invitations, what each may reach.

Revision ID: 0014
Revises: 0013
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SQL = Path(__file__).resolve().parents[1] / "sql"
ROLES = ("visitor", "family", "donor", "eao_reviewer", "eao_manager", "eao_finance", "treasurer", "auditor", "system")
NEW_ROLES = ("school", "provider")
MEMBERSHIP = ("user_id", "role", "organization_id", "household_id", "donor_id")
STATEWIDE = (
    "certifications", "credit_caps", "district_classifications", "districts", "organizations", "posting_files", "postings",
    "published_parameters", "school_partnerships", "schools",
)  # fmt: skip


def _words(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _texts(*names):
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _said_by(*names):
    return [sa.Column(name, sa.UUID(), nullable=True) for name in names]


def _days(*names):
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def _key(table, column, to):
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _run(text):
    # The driver itself, without parameters: a file holds many statements, and percent signs are its own.
    op.get_bind().connection.driver_connection.execute(text)


def _check_of_roles(roles):
    listed = ", ".join(f"'{role}'" for role in roles)
    op.execute("ALTER TABLE memberships DROP CONSTRAINT ck_memberships_role")
    op.execute(f"ALTER TABLE memberships ADD CONSTRAINT ck_memberships_role CHECK (role IN ({listed}))")


def upgrade():
    there = op.get_bind().scalar(sa.text("SELECT count(*) FROM pg_roles WHERE rolname = 'esa_payee'"))
    if not there:
        raise RuntimeError("The role esa_payee is missing: run `esa database create` as the administrator first.")
    op.add_column("memberships", sa.Column("payee_id", sa.UUID(), nullable=True))
    op.execute(
        "DO $$ DECLARE name text; BEGIN SELECT conname INTO STRICT name FROM pg_constraint"
        " WHERE conrelid = 'memberships'::regclass AND contype = 'u';"
        " EXECUTE format('ALTER TABLE memberships DROP CONSTRAINT %I', name); END $$"
    )
    op.create_unique_constraint(
        op.f("uq_memberships_of_a_user"), "memberships", [*MEMBERSHIP, "payee_id"], postgresql_nulls_not_distinct=True
    )
    _check_of_roles((*ROLES, *NEW_ROLES))
    _payees()
    _about_payees()
    _invitations()
    _run((SQL / "payees.sql").read_text(encoding="utf-8"))
    for table in STATEWIDE:
        op.execute(f"GRANT SELECT ON {table} TO esa_payee")
        op.execute(f"CREATE POLICY {table}_payee_select ON {table} FOR SELECT TO esa_payee USING (true)")


def _payees():
    op.create_table(
        "payees",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column(
            "kind",
            _words("school", "public_school", "virtual_school", "individual", "firm", name="payeekind"),
            nullable=False,
        ),
        *_texts("name", "state", "city", "source", "contact_name", "email", "phone", "disqualified_because"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        *_said_by("added_by", "school_id"),
        *_days("as_of", "w9_on", "disqualified_on"),
        sa.Column("is_invented", sa.Boolean(), nullable=False),
        sa.CheckConstraint("state ~ '^[A-Z]{2}$'", name=op.f("ck_payees_state_letters")),
        sa.CheckConstraint(
            "(disqualified_on IS NULL) = (disqualified_because = '')", name=op.f("ck_payees_disqualified_with_reason")
        ),
        sa.CheckConstraint(
            "school_id IS NULL OR kind NOT IN ('individual', 'firm')", name=op.f("ck_payees_school_is_a_school")
        ),
        _key("payees", "school_id", "schools"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payees")),
        sa.UniqueConstraint("school_id", name=op.f("uq_payees_school_id")),
    )
    op.create_index(
        "uq_payees_name", "payees", [sa.text("lower(name)"), sa.text("lower(city)"), "state", "kind"], unique=True
    )
    op.create_table(
        "payee_listings",
        *[sa.Column(name, sa.UUID(), nullable=False) for name in ("id", "organization_id", "payee_id")],
        sa.Column("standing", _words("proposed", "approved", "suspended", name="listingstanding"), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        *_said_by("proposed_by", "approved_by"),
        *_texts("reason"),
        sa.Column("is_chosen_firm", sa.Boolean(), nullable=False),
        sa.CheckConstraint("approved_by <> proposed_by", name=op.f("ck_payee_listings_two_people")),
        sa.CheckConstraint(
            "(standing = 'suspended') = (reason <> '')", name=op.f("ck_payee_listings_suspended_with_reason")
        ),
        _key("payee_listings", "organization_id", "organizations"),
        _key("payee_listings", "payee_id", "payees"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_listings")),
        sa.UniqueConstraint("organization_id", "payee_id", name=op.f("uq_payee_listings_organization_id_payee_id")),
    )
    op.create_index(op.f("ix_payee_listings_payee_id"), "payee_listings", ["payee_id"])


def _about_payees():
    op.create_table(
        "payee_credentials",
        *[sa.Column(name, sa.UUID(), nullable=False) for name in ("id", "payee_id")],
        sa.Column("kind", _words("license", "accreditation", name="credentialkind"), nullable=False),
        *_texts("number", "issuer", "withdrawn_because"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        *_days("valid_until", "withdrawn_on"),
        *_said_by("recorded_by", "verified_by"),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_payee_credentials_ends_later")),
        sa.CheckConstraint("verified_by <> recorded_by", name=op.f("ck_payee_credentials_two_people")),
        sa.CheckConstraint(
            "(withdrawn_on IS NULL) = (withdrawn_because = '')", name=op.f("ck_payee_credentials_withdrawn_with_reason")
        ),
        _key("payee_credentials", "payee_id", "payees"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_credentials")),
    )
    op.create_index(op.f("ix_payee_credentials_payee_id"), "payee_credentials", ["payee_id"])
    op.create_table(
        "payee_relations",
        *[
            sa.Column(name, sa.UUID(), nullable=False)
            for name in ("id", "organization_id", "household_id", "student_id", "payee_id")
        ],
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        *_said_by("said_by"),
        sa.Column("degree", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint("degree BETWEEN 1 AND 9", name=op.f("ck_payee_relations_degree_counted")),
        _key("payee_relations", "organization_id", "organizations"),
        _key("payee_relations", "payee_id", "payees"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_relations")),
    )
    op.create_index(op.f("ix_payee_relations_household_id"), "payee_relations", ["household_id"])
    op.create_index(op.f("ix_payee_relations_payee_id_student_id"), "payee_relations", ["payee_id", "student_id"])
    op.create_index(
        op.f("ix_payee_relations_organization_id_said_at"), "payee_relations", ["organization_id", "said_at"]
    )


def _invitations():
    op.create_table(
        "invitations",
        *_texts("token_hash", "email"),
        sa.Column("role", _words(*ROLES[:-2], *NEW_ROLES, *ROLES[-2:], name="role"), nullable=False),
        *[sa.Column(name, sa.UUID(), nullable=False) for name in ("payee_id", "invited_by")],
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_invitations_expires_later")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_invitations_email_lower")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_payee_id"), "invitations", ["payee_id"])


def downgrade():
    for table in STATEWIDE:
        op.execute(f"DROP POLICY {table}_payee_select ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM esa_payee")
    op.execute("DROP POLICY audit_events_payee_insert ON audit_events")
    op.execute("REVOKE ALL ON audit_events FROM esa_payee")
    for table in ("invitations", "payee_relations", "payee_credentials", "payee_listings", "payees"):
        op.drop_table(table)
    op.execute("DELETE FROM memberships WHERE payee_id IS NOT NULL")
    op.drop_constraint("uq_memberships_of_a_user", "memberships")
    op.drop_column("memberships", "payee_id")
    op.create_unique_constraint(
        "uq_memberships_role_of_a_user", "memberships", [*MEMBERSHIP], postgresql_nulls_not_distinct=True
    )
    _check_of_roles(ROLES)
