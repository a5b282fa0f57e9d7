"""Makers for tests of spending: an EAO with a school, a household's account with money in it, lines to ask for."""

from dataclasses import dataclass, replace
from datetime import date

from esa.accounts import service as accounts
from esa.accounts.domain import Granted
from esa.accounts.domain.expenses.facts import Asked, LineFacts, PayeeFacts
from esa.accounts.domain.expenses.words import AskedBy
from esa.accounts.service import expenses
from esa.documents import service as documents
from esa.documents.domain import NewDocument
from esa.families.models import Household
from esa.grants import service as grants
from esa.grants.domain import NewGrant
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.ids import new_id
from esa.kernel.money import Money, total
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source
from esa.platform.storage import storage_of
from esa.schools.domain import SchoolKind
from esa.schools.domain.payees import NewPayee, PayeeKind
from esa.schools.models import School
from esa.schools.service import payees
from tests.builders import YEAR, a_gift, an_organization, finance, manager

PHOTO = b"\x89PNG\r\n\x1a\n" + b"0" * 40 + b"IEND\xaeB`\x82"
TUTOR = PayeeFacts(name="Tutor Tess", kind="individual")
STORE = PayeeFacts(name="A Store", kind="firm")


@dataclass(frozen=True)
class Home:
    """A household with a scholarship account at an EAO."""

    house: object
    settings: object
    eao: object
    household: object
    number: str
    school: object
    parent: Actor

    @property
    def own_school(self):
        with self.house.begin(self.parent) as work:
            return expenses.own_school_of(work, expenses.account_within_reach(work, self.number))

    def listed(self, name="Tutor Tess", kind=PayeeKind.INDIVIDUAL, **more):
        """A payee of the register that the EAO has approved, by two people."""
        with self.house.begin(manager(self.eao)) as work:
            made = payees.record(work, NewPayee(kind=kind, name=name, city=str(new_id()), **more))
        with self.house.begin(manager(self.eao)) as work:
            payees.approve(work, made)
        with self.house.begin(self.parent) as work:
            return expenses.payee_of(work, expenses.account_within_reach(work, self.number), made)

    def paper(self, kind="invoice", data=PHOTO):
        """A paper of the household, as (kind, document)."""
        with self.house.begin(self.parent) as work:
            new = NewDocument(household_id=self.household, kind=f"expense_{kind}", subject=str(new_id()),
                              filename="photo.png", data=data)  # fmt: skip
            return kind, documents.store(work, storage_of(self.settings), new).id

    def ask(self, *lines, papers=None, by=AskedBy.FAMILY, actor=None, key=""):
        """Ask for lines, each with its invoice where nothing else is said; return the stored lines."""
        given = [[self.paper()] for _ in lines] if papers is None else papers
        asked = Asked(account=self.number, lines=tuple(replace(each, by=by) for each in lines), by=by,
                      papers=tuple(tuple(each) for each in given), key=key)  # fmt: skip
        with self.house.begin(actor or self.parent) as work:
            return list(expenses.request_lines(work, expenses.ask(work, asked)))

    def line(self, reference):
        with self.house.begin(SYSTEM) as work:
            return expenses.opened(work, reference)

    def balance(self):
        with self.house.begin(self.parent) as work:
            return accounts.accounts_of_household(work, self.household)[0].balance

    def differing(self):
        with self.house.begin(SYSTEM) as work:
            return accounts.control(work, ledger.self_check(work))


def a_line(category="tutoring", cents=10_000, payee=TUTOR, **more):
    return LineFacts(category=category, amount=Money(cents), payee=payee, description="For school", **more)


def a_home(house, settings, cents=100_000, slug="river", sources=None):
    """A household whose account holds an amount, deposited by the services as after an award run."""
    sources = sources or ((Source.TAX_CREDIT, cents),)
    with house.begin(SYSTEM) as work:
        eao = an_organization(work, slug)
        ledger.ensure_accounts(work, eao)
        household = Household(id=new_id(), intake_organization_id=eao, contact_name="Ana", created_at=work.now)
        school = School(id=new_id(), name=f"Oak School {slug}", city="Joplin", kind=SchoolKind.PRIVATE, source="test",
                        as_of=date(2025, 7, 1), incorporated_in_missouri=True, nondiscrimination=True,
                        charges_tuition=True)  # fmt: skip
        work.tx.add_all([household, school])
        work.tx.flush()
    student = new_id()
    grant = NewGrant(
        id=new_id(), organization_id=eao, household_id=household.id, student_id=student, person_id=student,
        application_id=new_id(), school_year=YEAR, tier="f", amount=cents, cap=714_500, cap_percent=100, lunch=None,
        has_iep=False, run_id=new_id(), sources=tuple((source.value, part) for source, part in sources),
    )  # fmt: skip
    with house.begin(finance(eao)) as work:
        for source, part in sources:
            ledger.post(work, a_gift(eao, Money(part), source))
        grants.record(work, [grant])
        _award(work, eao, sources)
        wanted = Granted(
            grant_id=grant.id, household_id=household.id, student_id=student, application_id=grant.application_id,
            amount=cents, sources=grant.sources, payment_plan="lump", agreement_on=date(2025, 8, 1),
            enrolled_on=date(2025, 8, 1), school_id=school.id,
        )  # fmt: skip
        accounts.open_and_schedule(work, eao, YEAR, [wanted])
        accounts.post_due_deposits(work)
        number = accounts.accounts(work)[0].account.number
    parent = Actor(role=Role.FAMILY, household_id=household.id, user_id=new_id(), name="Ana")
    made = Home(house, settings, eao, household.id, number, school.id, parent)
    made.listed(school.name, PayeeKind.SCHOOL, school_id=school.id)
    return made


def _award(work, eao, sources):
    from esa.ledger.domain.chart import awarded, fund
    from esa.ledger.domain.entry import Entry, credit, debit

    for source, part in sources:
        lines = (debit(fund(source), Money(part)), credit(awarded(source), Money(part)))
        ledger.post(work, Entry(organization_id=eao, on=date(2025, 9, 2), kind="award", narrative="Award",
                                key=f"award:{new_id()}", lines=lines))  # fmt: skip


def sum_of(parts):
    return total([Money(cents) for cents in parts.values()])
