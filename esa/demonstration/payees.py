"""Invented payees of the year: the schools of each EAO and a provider with its license, and what a few of them said."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from esa.accounts import service as accounts
from esa.accounts.domain.enrolment import Answer, Child, Said
from esa.accounts.service import enrolment
from esa.families import service as families
from esa.kernel.actors import Actor
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.platform.clock import FixedClock
from esa.platform.demonstration import STARTS_AT
from esa.platform.work import House, Work
from esa.schools import service as schools
from esa.schools.domain.payees import CredentialKind, NewCredential, NewPayee, PayeeKind
from esa.schools.service import payees

Eao = tuple[uuid.UUID, str, Actor, Actor]
_SERVED_AT_MOST = 40


def show(house: House, clock: FixedClock, eaos: Sequence[Eao]) -> None:
    """Register each EAO's schools and one provider, by two people, and let one school and each provider speak."""
    clock.move_to(STARTS_AT - timedelta(days=6))
    for eao in eaos:
        _register(house, eao)
    with house.begin(eaos[0][2]) as work:
        telling = telling_school(work, eaos[0][0])
    _let_the_school_speak(house, telling)


def _register(house: House, eao: Eao) -> None:
    owner, slug, boss, money = eao
    with house.begin(money) as work:
        served = [each.id for each in schools.served_by(work, owner)][:_SERVED_AT_MOST]
        known = payees.payees_of_schools(work, served)
        for school_id in served:
            if school_id in known:
                payees.propose(work, known[school_id])
            else:
                known[school_id] = payees.record(
                    work, NewPayee(kind=PayeeKind.SCHOOL, name="", school_id=school_id), invented=True
                )
        name = f"{slug.replace('-', ' ').title()} Speech Therapy"
        provider = payees.record(
            work, NewPayee(kind=PayeeKind.FIRM, name=name, city="Columbia", email=f"{slug}@example.org"), invented=True
        )
        for made in (*known.values(), provider):
            payees.put_w9(work, made, work.today - timedelta(days=90))
    with house.begin(boss) as work:
        for made in (*known.values(), provider):
            payees.approve(work, made)
    _let_the_provider_speak(house, provider, boss)


def _let_the_provider_speak(house: House, provider: uuid.UUID, boss: Actor) -> None:
    speaker = Actor(role=Role.PROVIDER, payee_id=provider, user_id=new_id(), name="Pru Provider")
    license_ = NewCredential(
        kind=CredentialKind.LICENSE, number="SLP-2024-118", issuer="Missouri Board for the Healing Arts",
        valid_from=date(2024, 1, 1), valid_until=date(2025, 12, 31),
    )  # fmt: skip
    with house.begin(speaker) as work:
        kept = payees.record_credential(work, provider, license_)
    with house.begin(boss) as work:
        payees.verify(work, provider, kept)
        served = [each.account for each in accounts.accounts(work, limit=2)]
        names = {
            student.id: student.family_name
            for account in served
            for student in families.students(work, account.household_id)
        }
    with house.begin(speaker) as work:
        for account in served:
            enrolment.take_on(work, account.number, names[account.student_id], None)


def _let_the_school_speak(house: House, payee_id: uuid.UUID) -> None:
    speaker = Actor(role=Role.SCHOOL, payee_id=payee_id, user_id=new_id(), name="Sky School")
    with house.begin(speaker) as work:
        waiting: list[Child] = [each for each in enrolment.children(work) if each.is_asked]
        first_day = date(2025, 8, 18)
        for each, answer in zip(waiting, (Answer.ENROLLED, Answer.NOT_ENROLLED), strict=False):
            enrolment.say(work, each.number, Said(answer=answer, on=first_day))


def telling_school(work: Work, organization_id: uuid.UUID) -> uuid.UUID:
    """Return the payee of the EAO's school that most accounts name."""
    with work.by_the_system():
        known = payees.payees_of_schools(work, [each.id for each in schools.served_by(work, organization_id)])
        number = enrolment.at_schools(work, organization_id)
    return known[max(sorted(known), key=lambda each: number.get(each, 0))]


def provider_of(work: Work, organization_id: uuid.UUID) -> uuid.UUID:
    """Return the EAO's provider."""
    found = payees.choices(work, organization_id, "speech therapy", 1)
    return found[0].id
