"""What tests of money that goes out start from: an EAO with books, its bank, payees with bank details, approvals."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, in_transit, payable
from esa.ledger.domain.entry import Entry, credit, debit
from esa.payments.domain.paying.bank_details import Details
from esa.payments.domain.paying.words import AccountKind
from esa.payments.service import paying
from esa.schools.domain.payees import NewPayee, PayeeKind
from esa.schools.service import payees
from tests.builders import an_organization, finance

KEY = "Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtbG9uZy1rZXk="
# Routing numbers whose check digits are right: of the Federal Reserve Banks of St. Louis and Kansas City.
ROUTING, OTHER_ROUTING = "081000045", "101000048"
OWN_BANK = {
    "bank_name": "First Example Bank", "routing": OTHER_ROUTING, "company": "River EAO", "company_id": "1431234567",
    "cooling_days": 3, "prenotes": False,
}  # fmt: skip


@dataclass
class Outgoing:
    """One EAO that pays: two people of its finance, its payees by name, what was approved."""

    house: object
    clock: object
    river: object
    ann: object
    bob: object
    payees: dict = field(default_factory=dict)
    approved: int = 0

    def days(self, number):
        self.clock.move_to(self.clock.now() + timedelta(days=number))

    def payee(self, name, kind=PayeeKind.SCHOOL):
        """A payee on the EAO's list, approved by a second person."""
        with self.house.begin(self.ann) as work:
            self.payees[name] = payees.record(work, NewPayee(kind=kind, name=name, city="Rolla"))
        with self.house.begin(self.bob) as work:
            payees.approve(work, self.payees[name])
        return self.payees[name]

    def details(self, name, account="12345678", routing=ROUTING, **more):
        given = {
            "payee": self.payees[name], "payee_name": name, "holder": name, "kind": AccountKind.CHECKING,
            "is_business": True, "routing": routing, "account": account, "contact_email": "office@example.org",
            "verified_how": "Called the number of the State's list", **more,
        }  # fmt: skip
        return Details(**given)

    def propose(self, name, account="12345678", routing=ROUTING, **more):
        with self.house.begin(self.ann) as work:
            return paying.propose_details(work, KEY, self.details(name, account, routing, **more)).id

    def confirm(self, details_id):
        with self.house.begin(self.bob) as work:
            return paying.confirm_details(work, details_id)

    def approve(self, name, cents, parts=None, reference=None):
        """An approved amount, with the entry that brings it to payable."""
        self.approved += 1
        reference = reference or f"EXP-{self.approved:04d}"
        split = parts or {"tax_credit": cents}
        with self.house.begin(SYSTEM) as work:
            for source, amount in split.items():
                lines = (debit(bank(Source(source)), Money(amount)), credit(payable(Source(source)), Money(amount)))
                key = f"approve:{reference}:{source}"
                entry = Entry(organization_id=self.river, on=date(2025, 11, 1), kind="approve", narrative="Approved",
                              key=key, lines=lines)  # fmt: skip
                ledger.post(work, entry)
            paying.intend(work, self.intent(name, reference, split))
        return reference

    def intent(self, name, reference, split):
        return paying.Intent(
            reference=reference, organization_id=self.river, payee=self.payees[name],
            amount=total([Money(each) for each in split.values()]),
            parts={source: Money(each) for source, each in split.items()}, account_number="ACC-1",
            household_id=new_id(), narrative="Tuition, November", child="Ben E.",
        )  # fmt: skip

    def prepare(self, **more):
        with self.house.begin(self.ann) as work:
            return paying.prepare(work, **more).reference

    def release(self, reference, by=None):
        with self.house.begin(by or self.bob) as work:
            return paying.release(work, KEY, reference)

    def file(self, reference):
        with self.house.begin(self.bob) as work:
            return paying.file_of(work, KEY, reference)[1].decode()

    def take_returns(self, text):
        with self.house.begin(self.ann) as work:
            return paying.take_return_file(work, KEY, text.encode())

    def books(self):
        """What is payable, in transit and in the bank, in cents over all sources."""
        with self.house.begin(SYSTEM) as work:
            found = [
                sum(ledger.balance(work, self.river, path(source)).cents for source in Source)
                for path in (payable, in_transit, bank)
            ]
            assert ledger.self_check(work).is_sound
        return -found[0], -found[1], found[2]

    def standing(self, reference):
        with self.house.begin(SYSTEM) as work:
            kept = paying.intent(work, self.river, reference)
            return kept.standing.value, kept.turn


def an_outgoing(house, clock, **bank_more):
    """An EAO that can pay one school, whose bank details may be used today."""
    with house.begin(SYSTEM) as work:
        river = an_organization(work)
        ledger.ensure_accounts(work, river)
    made = Outgoing(house, clock, river, finance(river), finance(river))
    with house.begin(made.ann) as work:
        paying.set_own_bank(work, KEY, paying.OwnBank(**{**OWN_BANK, **bank_more}))
    made.payee("Hill School")
    made.confirm(made.propose("Hill School"))
    made.days(5)
    return made
