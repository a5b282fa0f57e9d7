"""Tables of what is needed to pay a payee: its bank details, its tax form, and the EAO's own bank."""

import uuid
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from esa.payments.domain.paying.tax import TaxClass
from esa.payments.domain.paying.words import AccountKind, DetailsStanding, Prenote
from esa.platform.tables import Base, Reach, reach, words

_ORGANIZATION, _PAYEE = "organizations.id", "payees.id"


class PayeeBankDetails(Base, kw_only=True):
    """A payee's bank details with an EAO: proposed by one person, confirmed by another, usable some days later.

    The account number is sealed under a key that lies outside the database; `fingerprint` tells that two are the same.
    """

    __tablename__ = "payee_bank_details"
    __table_args__ = (
        sa.CheckConstraint("confirmed_by <> proposed_by", name="two_people"),
        sa.CheckConstraint(
            "(standing IN ('proposed', 'refused')) = (confirmed_at IS NULL)", name="confirmed_when"
        ),
        sa.CheckConstraint("(confirmed_at IS NULL) = (usable_from IS NULL)", name="usable_once_confirmed"),
        sa.CheckConstraint("confirmed_at IS NULL OR confirmed_by IS NOT NULL", name="confirmed_by_whom"),
        sa.CheckConstraint("(prenote = 'sent') <= (prenote_on IS NOT NULL)", name="prenote_sent_when"),
        sa.Index("uq_payee_bank_details_in_force", "organization_id", "payee_id", unique=True,
                 postgresql_where=sa.text("standing IN ('confirmed', 'blocked')")),
        sa.Index("uq_payee_bank_details_proposed", "organization_id", "payee_id", unique=True,
                 postgresql_where=sa.text("standing = 'proposed'")),
        sa.Index(None, "organization_id", "fingerprint"),
        reach(Reach.ORGANIZATION),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_ORGANIZATION))
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_PAYEE), index=True)
    payee_name: Mapped[str]
    holder: Mapped[str]
    kind: Mapped[AccountKind] = mapped_column(words(AccountKind))
    is_business: Mapped[bool]
    routing: Mapped[str]
    account_sealed: Mapped[bytes]
    last_four: Mapped[str]
    fingerprint: Mapped[str]
    contact_email: Mapped[str]
    verified_how: Mapped[str]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[uuid.UUID]
    standing: Mapped[DetailsStanding] = mapped_column(words(DetailsStanding), default=DetailsStanding.PROPOSED)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(default=None)
    usable_from: Mapped[date | None] = mapped_column(default=None)
    prenote: Mapped[Prenote] = mapped_column(words(Prenote), default=Prenote.NOT_NEEDED)
    prenote_on: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")


class PayeeTaxForm(Base, kw_only=True):
    """A payee's W-9 with an EAO: the newest counts; the taxpayer number is sealed."""

    __tablename__ = "payee_tax_forms"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "payee_id", "kept_at"),
        reach(Reach.ORGANIZATION, append_only=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_ORGANIZATION))
    payee_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_PAYEE), index=True)
    kept_at: Mapped[datetime]
    kept_by: Mapped[uuid.UUID]
    name: Mapped[str]
    tax_class: Mapped[TaxClass] = mapped_column(words(TaxClass))
    number_is_ein: Mapped[bool]
    number_sealed: Mapped[bytes]
    last_four: Mapped[str]
    signed_on: Mapped[date]
    street: Mapped[str]
    city: Mapped[str]
    state: Mapped[str]
    zip: Mapped[str]


class PayingBank(Base, kw_only=True):
    """How an EAO's own bank wants its files, and how careful the EAO is with new bank details."""

    __tablename__ = "paying_banks"
    __table_args__ = (
        sa.CheckConstraint("cooling_days BETWEEN 1 AND 60", name="cooling_days_sound"),
        sa.CheckConstraint("next_trace >= 0", name="next_trace_counted"),
        reach(Reach.ORGANIZATION),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey(_ORGANIZATION), primary_key=True)
    bank_name: Mapped[str]
    routing: Mapped[str]
    destination: Mapped[str]
    origin: Mapped[str]
    company: Mapped[str]
    company_id: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[uuid.UUID | None]
    offset_sealed: Mapped[bytes | None] = mapped_column(default=None)
    offset_last_four: Mapped[str] = mapped_column(default="")
    is_balanced: Mapped[bool] = mapped_column(default=False)
    cut_off: Mapped[time] = mapped_column(default=time(16, 0))
    minutes_before_window: Mapped[int] = mapped_column(sa.Integer, default=60)
    cooling_days: Mapped[int] = mapped_column(sa.Integer, default=3)
    prenotes: Mapped[bool] = mapped_column(default=True)
    next_trace: Mapped[int] = mapped_column(default=0)
