"""A little spending of the invented year: for each EAO a few lines by school and family, in every standing."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from esa.accounts import service as accounts
from esa.accounts.domain.expenses.facts import Asked, LineFacts, PayeeFacts
from esa.accounts.domain.expenses.words import AskedBy, Outcome, Stage
from esa.accounts.service import expenses
from esa.demonstration import payees as people
from esa.kernel.actors import Actor
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.platform.clock import FixedClock
from esa.platform.demonstration import STARTS_AT
from esa.platform.work import House
from esa.schools.service import payees

Eao = tuple[uuid.UUID, str, Actor, Actor]
_LEAST = Money(150_000)
_FAMILIES = 3
_STORE = PayeeFacts(name="Example Computers (invented)", kind="firm")
_AUNT = PayeeFacts(name="Aunt Ida (invented)", kind="individual")


@dataclass(frozen=True, slots=True)
class _Scene:
    house: House
    clock: FixedClock
    boss: Actor
    reviewer: Actor


def show(house: House, clock: FixedClock, eaos: Sequence[Eao]) -> None:
    """Let a few families and a school of each EAO ask, and let two people of the EAO answer."""
    for owner, _, boss, _ in eaos:
        reviewer = replace(boss, role=Role.EAO_REVIEWER, user_id=new_id(), name="Reviewer")
        scene = _Scene(house, clock, boss, reviewer)
        with house.begin(boss) as work:
            views = [each for each in accounts.accounts(work, limit=200) if each.balance >= _LEAST]
            own = [each.account for each in views][:_FAMILIES]
            schools = payees.payees_of_schools(work, [each.school_id for each in own if each.school_id])
            provider = people.provider_of(work, owner)
        for account in own:
            _ask(scene, account, provider, schools.get(account.school_id) if account.school_id else None)


def _at(scene: _Scene, days: int) -> datetime:
    scene.clock.move_to(STARTS_AT - timedelta(days=days))
    return scene.clock.now()


def _ask(scene: _Scene, account: Any, provider: uuid.UUID, school: uuid.UUID | None) -> None:
    _at(scene, 5)
    parent = Actor(role=Role.FAMILY, household_id=account.household_id, user_id=new_id(), name="Parent")
    if school is not None:
        bill = LineFacts(category="tuition", amount=Money(45_000), description="November tuition", by=AskedBy.SCHOOL)
        fee = LineFacts(category="exam_fee", amount=Money(9_900), description="AP exam", by=AskedBy.SCHOOL)
        speaker = Actor(role=Role.SCHOOL, payee_id=school, user_id=new_id(), name="Sky School")
        with scene.house.begin(speaker) as work:
            asked = Asked(account=account.number, lines=(bill, fee), payee_id=school, by=AskedBy.SCHOOL)
            expenses.ask(work, asked)
    with scene.house.begin(parent) as work:
        therapist = expenses.payee_of(work, account, provider)
        request = expenses.ask(work, Asked(account=account.number, lines=_wishes(therapist)))
        lines = [each.reference for each in expenses.request_lines(work, request)]
    _answer(scene, parent, lines)


def _wishes(therapist: PayeeFacts) -> tuple[LineFacts, ...]:
    before = Stage.BEFOREHAND
    return (
        LineFacts(category="therapy", amount=Money(30_000), payee=therapist, stage=before, description="Speech therapy",
                  says_licensed=True),
        LineFacts(category="technology", amount=Money(42_000), payee=_STORE, stage=before, description="A laptop"),
        LineFacts(category="supplies", amount=Money(3_000), payee=_STORE, stage=before, description="Paper and pens"),
        LineFacts(category="tutoring", amount=Money(12_000), payee=_AUNT, stage=before, description="Math tutor"),
        LineFacts(category="curriculum", amount=Money(8_000), payee=_STORE, stage=before, description="Reading books"),
    )  # fmt: skip


def _answer(scene: _Scene, parent: Actor, lines: list[str]) -> None:
    """Agree to the therapy and the laptop, deny the tutor; the family appeals, and the curriculum waits."""
    _at(scene, 3)
    for reference in lines[:2]:
        with scene.house.begin(scene.boss) as work:
            expenses.judge(work, reference, expenses.Judged(outcome=Outcome.ALLOW, reason="Fits the child's plan."))
    with scene.house.begin(scene.reviewer) as work:
        said = "The offer does not say what is taught, or when. Send one that does."
        expenses.judge(work, lines[3], expenses.Judged(outcome=Outcome.DENY, reason=said))
    _at(scene, 2)
    with scene.house.begin(parent) as work:
        expenses.appeal(work, lines[3], "The offer says it on its second page.")
