"""The record of acts with general revenue."""

import uuid

from esa.audit import service as audit
from esa.kernel.money import Money
from esa.platform.work import Work


def record(work: Work, what: str, owner: uuid.UUID, reference: str, amount: Money) -> None:
    """Record an act on an EAO's general revenue."""
    audit.record(
        work, f"state_money.{what}", subject_kind="organization", subject_id=str(owner),
        detail={"reference": reference, "amount": amount.to_wire()},
    )  # fmt: skip
