"""Donors: who they are, their sealed taxpayer numbers, the owners among whom a company's credit is shared."""

import uuid

from esa.credits.domain import TaxpayerType
from esa.credits.models import Donor
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.work import Work


def add_donor(
    work: Work, name: str, taxpayer_type: TaxpayerType, organization_id: uuid.UUID | None = None
) -> uuid.UUID:
    """Record a donor, brought in by an EAO where one is named, and return the id."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    made = Donor(
        id=new_id(), name=name, taxpayer_type=taxpayer_type, created_at=work.now, intake_organization_id=organization_id
    )
    work.tx.add(made)
    work.tx.flush()
    return made.id
