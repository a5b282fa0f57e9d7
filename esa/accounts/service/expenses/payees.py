"""Who is paid, as the register of payees knows it today for the account's EAO and student."""

import uuid

from esa.accounts.domain.expenses.facts import PayeeFacts
from esa.accounts.models import ScholarshipAccount
from esa.kernel.errors import NotFound
from esa.platform.work import Work
from esa.schools import service as schools
from esa.schools.domain.payees import kind_of_school
from esa.schools.service import payees


def payee_of(work: Work, account: ScholarshipAccount, payee_id: uuid.UUID) -> PayeeFacts:
    """Return a payee of the register: licensed is what was verified, related what it said itself. Raises NotFound."""
    known = payees.payee(work, payee_id, account.organization_id)
    inactive = known.inactive
    return PayeeFacts(
        id=known.id, name=known.name, kind=known.kind.value, state=known.state, qualified_school=known.qualified_school,
        licensed=True if known.licensed_or_accredited else None,
        on_firm_list=known.on_eao_firm_list,
        is_own_school=known.school_id is not None and known.school_id == account.school_id,
        inactive="" if inactive is None else inactive.value,
        attested_degree=known.relation_degree(account.student_id),
    )  # fmt: skip


def own_school_of(work: Work, account: ScholarshipAccount) -> PayeeFacts | None:
    """Return the account's school as a payee: of the register where it stands there, else by the list of schools."""
    if account.school_id is None:
        return None
    known = payees.payees_of_schools(work, [account.school_id]).get(account.school_id)
    if known is not None:
        return payee_of(work, account, known)
    try:
        school = schools.school(work, account.school_id)
    except NotFound:
        return None
    is_served = bool(schools.partners(work, account.school_id))
    return PayeeFacts(
        name=school.name, kind=kind_of_school(school.kind).value, qualified_school=is_served, is_own_school=True,
        inactive="not_listed",
    )  # fmt: skip
