"""The first EAO's payments of the year: a batch paid by the bank, one payment that came back, one that waits."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from esa.accounts.domain.enrolment import Child
from esa.accounts.domain.expenses.facts import Asked, LineFacts
from esa.accounts.domain.expenses.words import AskedBy
from esa.accounts.service import enrolment, expenses
from esa.kernel.actors import Actor
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.payments import service as payments
from esa.payments.domain.paying.bank_details import Details
from esa.payments.domain.paying.tax import TaxClass, TaxForm
from esa.payments.domain.paying.words import AccountKind
from esa.payments.service import paying
from esa.platform.clock import FixedClock
from esa.platform.demonstration import STARTS_AT
from esa.platform.work import House
from esa.schools import service as schools
from esa.schools.service import payees

# Routing numbers of two Federal Reserve Banks: right by their check digits, and nobody's own bank.
_OWN_ROUTING, _THEIR_ROUTING = "101000048", "081000045"
_BILLED = 4


@dataclass(frozen=True, slots=True)
class _Scene:
    """The EAO, its two people, the clock of the year, and the key under which numbers are sealed."""

    house: House
    clock: FixedClock
    owner: uuid.UUID
    boss: Actor
    money: Actor
    data_key: str

    def at(self, when: datetime) -> None:
        """Move the clock."""
        self.clock.move_to(when)


def show(house: House, clock: FixedClock, eao: tuple[uuid.UUID, Actor, Actor], data_key: str) -> None:
    """Let three schools send bills, pay two of them, take one payment back, and leave a batch to be released."""
    scene = _Scene(house, clock, eao[0], eao[1], eao[2], data_key)
    chosen = _schools(scene)
    scene.at(STARTS_AT - timedelta(days=6))
    with house.begin(scene.money) as work:
        bank = paying.OwnBank(bank_name="First Sample Bank", routing=_OWN_ROUTING, company="Sample EAO",
                              company_id="1430000000", cooling_days=1)  # fmt: skip
        paying.set_own_bank(work, data_key, bank)
    for number, payee_id in enumerate(chosen[:2]):
        _details(scene, payee_id, f"000123450{number}")
    _provider(scene)
    _pay(scene)
    scene.at(STARTS_AT - timedelta(days=3))
    for payee_id in chosen:
        _bill(scene, payee_id, slice(_BILLED))
    scene.at(STARTS_AT - timedelta(days=1))
    batch = _pay(scene)
    scene.at(STARTS_AT - timedelta(hours=3))
    _return(scene, batch, chosen[1])
    _bank_file(scene, batch)
    scene.at(STARTS_AT - timedelta(hours=2))
    _bill(scene, chosen[0], slice(2))
    with house.begin(scene.money) as work:
        paying.prepare(work)


def _schools(scene: _Scene) -> list[uuid.UUID]:
    """Return the three schools that most of the EAO's accounts name."""
    with scene.house.begin(scene.boss) as work, work.by_the_system():
        known = payees.payees_of_schools(work, [each.id for each in schools.served_by(work, scene.owner)])
        number = enrolment.at_schools(work, scene.owner)
    return [known[each] for each in sorted(known, key=lambda each: (-number.get(each, 0), str(each)))[:3]]


def _details(scene: _Scene, payee_id: uuid.UUID, account: str, *, confirmed: bool = True) -> None:
    with scene.house.begin(scene.money) as work:
        name = payees.find(work, payee_id).name
        given = Details(
            payee=payee_id, payee_name=name, holder=name, kind=AccountKind.CHECKING, is_business=True,
            routing=_THEIR_ROUTING, account=account, contact_email="office@example.org",
            verified_how="Called the office at the number in the list of schools (invented)",
        )  # fmt: skip
        made = paying.propose_details(work, scene.data_key, given).id
    if confirmed:
        with scene.house.begin(scene.boss) as work:
            paying.confirm_details(work, made)


def _provider(scene: _Scene) -> None:
    """Propose a provider's bank details and keep its tax form: they wait for a second person."""
    with scene.house.begin(scene.money) as work:
        provider = payees.choices(work, scene.owner, "speech therapy", 1)[0].id
        form = TaxForm(
            name="Speech Therapy LLC (invented)", tax_class=TaxClass.LLC, number="000000000", number_is_ein=True,
            signed_on=date(2025, 8, 20), street="1 Sample Street", city="Columbia", state="MO", zip="65201",
        )  # fmt: skip
        paying.keep_tax_form(work, scene.data_key, provider, form)
    _details(scene, provider, "0001234500", confirmed=False)


def _children(scene: _Scene, speaker: Actor) -> list[Child]:
    with scene.house.begin(speaker) as work:
        found = [each for each in enrolment.children(work) if each.is_open and each.organization_id == scene.owner]
    return sorted(found, key=lambda each: each.number)


def _bill(scene: _Scene, payee_id: uuid.UUID, which: slice) -> None:
    """Let a school send small bills for some of its children, as far as their accounts hold money."""
    speaker = Actor(role=Role.SCHOOL, payee_id=payee_id, user_id=new_id(), name="School")
    for number, child in enumerate(_children(scene, speaker)[which], start=1):
        line = LineFacts(
            category="tuition",
            amount=Money(20_000 + 2_500 * number),
            description="Tuition, November",
            by=AskedBy.SCHOOL,
        )
        asked = Asked(account=child.number, payee_id=payee_id, lines=(line,), by=AskedBy.SCHOOL, papers=((),))
        with scene.house.begin(speaker) as work:
            expenses.ask(work, asked)


def _pay(scene: _Scene) -> str:
    """Prepare a batch by one person, release it by another, and return its number."""
    with scene.house.begin(scene.money) as work:
        reference = paying.prepare(work).reference
    with scene.house.begin(scene.boss) as work:
        paying.release(work, scene.data_key, reference)
    return reference


def _return(scene: _Scene, batch: str, payee_id: uuid.UUID) -> None:
    """Let a payee's bank say that the account is closed (R02)."""
    with scene.house.begin(scene.boss) as work:
        lines = paying.file_of(work, scene.data_key, batch)[1].decode().splitlines()
        [trace] = [each.payment.trace for each in paying.batch(work, batch)[1] if each.payment.payee_id == payee_id]
    [entry] = [line for line in lines if line[0] == "6" and line[79:94] == trace]
    own = f"{entry[3:11]}0000001"
    back = [
        lines[0], lines[1], f"621{entry[3:78]}1{own}", f"799R02{entry[79:94]}{'':6}{entry[3:11]}{'':44}{own}",
        "9" + "0" * 93,
    ]  # fmt: skip
    with scene.house.begin(scene.money) as work:
        paying.take_return_file(work, scene.data_key, ("\n".join(back) + "\n").encode())


def _bank_file(scene: _Scene, batch: str) -> None:
    with scene.house.begin(scene.money) as work:
        total = paying.batch(work, batch)[0].total.to_wire()
        rows = f"booked_on,amount,description,reference\n{work.today},-{total},ACH SETTLEMENT {batch},\n"
        payments.take_bank_file(work, rows.encode())
