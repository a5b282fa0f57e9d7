"""The EAO's own bank: how it wants its files, and how careful the EAO is with new bank details."""

import uuid
from dataclasses import dataclass
from datetime import time, timedelta

from esa.audit import service as audit
from esa.kernel.errors import Conflict, Ground, Invalid
from esa.kernel.permissions import Permission
from esa.payments.domain.paying.bank_details import is_routing_number
from esa.payments.domain.paying.nacha import BankAccount, Originator
from esa.payments.domain.paying.settling_days import CutOffs
from esa.payments.domain.paying.words import AccountKind
from esa.payments.models import PayingBank
from esa.payments.store import payees as store
from esa.platform.secrets import decrypt, encrypt
from esa.platform.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBank:
    """What the EAO's bank has told of the files it takes; `offset_account` empty leaves the kept one as it is."""

    bank_name: str
    routing: str
    company: str
    company_id: str
    destination: str = ""
    origin: str = ""
    offset_account: str = ""
    is_balanced: bool = False
    cut_off: time = time(16, 0)
    minutes_before_window: int = 60
    cooling_days: int = 3
    prenotes: bool = True


def own_bank(work: Work, organization_id: uuid.UUID | None = None) -> PayingBank | None:
    """Return how the EAO's bank wants its files, None where nobody has said it."""
    work.authorize(Permission.PAYING_READ)
    return store.bank(work.tx, organization_id or work.actor.require_organization())


def set_own_bank(work: Work, data_key: str, given: OwnBank) -> PayingBank:
    """Keep what the EAO's bank has told. Raises Invalid with every fault."""
    work.authorize(Permission.PAYING_PREPARE)
    owner = work.actor.require_organization()
    found = store.bank(work.tx, owner, lock=True)
    _refuse_bad(given, has_offset=found is not None and found.offset_sealed is not None)
    values: dict[str, object] = {
        "bank_name": given.bank_name.strip(), "routing": given.routing, "company": given.company.strip(),
        "company_id": given.company_id.strip(), "destination": given.destination.strip() or given.routing,
        "origin": given.origin.strip() or given.company_id.strip(), "is_balanced": given.is_balanced,
        "cut_off": given.cut_off, "minutes_before_window": given.minutes_before_window,
        "cooling_days": given.cooling_days, "prenotes": given.prenotes, "changed_at": work.now,
        "changed_by": work.actor.user_id,
    }  # fmt: skip
    if given.offset_account:
        values |= {
            "offset_sealed": encrypt(data_key, given.offset_account), "offset_last_four": given.offset_account[-4:],
        }  # fmt: skip
    if found is None:
        found = PayingBank(organization_id=owner, **values)  # type: ignore[arg-type]
        work.tx.add(found)
    else:
        for name, value in values.items():
            setattr(found, name, value)
    work.tx.flush()
    told = {"bank": found.bank_name, "balanced": found.is_balanced, "cooling_days": found.cooling_days}
    audit.record(work, "paying_bank.set", subject_kind="organization", subject_id=str(owner), detail=told)
    return found


def _refuse_bad(given: OwnBank, *, has_offset: bool) -> None:
    most = 60
    checks = (
        ("bank_name", bool(given.bank_name.strip()), "Enter the name of your bank."),
        ("routing", is_routing_number(given.routing), "This is not a routing number. Copy its nine digits."),
        ("company", bool(given.company.strip()), "Enter your name as the bank has it."),
        ("company_id", len(given.company_id.strip()) == 10, "Enter the ten characters that the bank gave you."),  # noqa: PLR2004 - the field's width
        ("destination", len(given.destination) <= 10, "This is ten characters at most."),  # noqa: PLR2004
        ("origin", len(given.origin) <= 10, "This is ten characters at most."),  # noqa: PLR2004
        ("offset_account", not given.is_balanced or has_offset or bool(given.offset_account),
         "A balanced file needs your own account number."),
        ("cooling_days", 1 <= given.cooling_days <= most, "New bank details wait 1 to 60 days."),
    )  # fmt: skip
    grounds = [Ground(field, said) for field, good, said in checks if not good]
    if grounds:
        raise Invalid("This cannot be kept.", grounds)


def bank_needed(work: Work, owner: uuid.UUID, *, lock: bool = False) -> PayingBank:
    """Return how the EAO's bank wants its files. Raises Conflict where nobody has said it."""
    found = store.bank(work.tx, owner, lock=lock)
    if found is None:
        told = "Tell first how your bank takes files: its routing number and your number there."
        raise Conflict(told, [Ground("", told)], code="no_own_bank")
    return found


def cut_offs(bank: PayingBank) -> CutOffs:
    """Return until when the bank takes files."""
    return CutOffs(bank.cut_off, timedelta(minutes=bank.minutes_before_window))


def originator(bank: PayingBank, data_key: str) -> Originator:
    """Return who gives the file to whom, with the own account opened where the file is balanced."""
    offset = None
    if bank.is_balanced and bank.offset_sealed is not None:
        offset = BankAccount(bank.routing, decrypt(data_key, bank.offset_sealed), AccountKind.CHECKING)
    return Originator(
        bank_name=bank.bank_name, destination=bank.destination, origin=bank.origin, company=bank.company,
        company_id=bank.company_id, odfi=bank.routing, offset=offset,
    )  # fmt: skip
