"""What is known of a line of an expense request, and the same as the law's check asks for it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from esa.accounts.domain.expenses.words import DEGREE_OF, AskedBy, PaperKind, Relation, Stage
from esa.kernel.money import Money
from esa.law.expense_facts import MISSOURI, Payee, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeFacts:
    """Who is to be paid. What a register shows is true or false; None is what nobody has shown yet."""

    name: str
    kind: str
    state: str = MISSOURI
    id: uuid.UUID | None = None
    qualified_school: bool = False
    licensed: bool | None = None
    on_firm_list: bool = False
    is_own_school: bool = False
    inactive: str = ""
    attested_degree: int | None = None


# Of a line whose payee the one who asks names once for all lines.
UNNAMED = PayeeFacts(name="", kind="firm")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One line as it was asked; `licensed` and `required_by_school` are what the family says of it."""

    category: str
    amount: Money
    payee: PayeeFacts = UNNAMED
    description: str = ""
    stage: Stage = Stage.INVOICED
    relation: Relation = Relation.NONE
    paid_to: str = "payee"
    required_by_school: bool = False
    says_licensed: bool = False
    approval: str | None = None
    of_residence_district: bool = False
    course: str = ""
    full_time_public: bool = False
    miles: int | None = None
    by: AskedBy = AskedBy.FAMILY

    def request(self, reference: str, on: date, balance: Money) -> Request:
        """Return the facts that the law's check asks for; what is only said counts until a paper is asked for."""
        degrees = [each for each in (DEGREE_OF[self.relation], self.payee.attested_degree) if each is not None]
        licensed = self.says_licensed if self.payee.licensed is None else self.payee.licensed
        return Request(
            id=reference, on=on, category=self.category, amount=self.amount, balance=balance,
            payee=Payee(
                kind=self.payee.kind, state=self.payee.state, qualified_school=self.payee.qualified_school,
                licensed_or_accredited=licensed, relation_degree=min(degrees, default=None),
                on_eao_firm_list=self.payee.on_firm_list,
            ),
            required_by_school=self.required_by_school, eao_approval=self.approval,
            district_of_residence_service=self.of_residence_district, paid_to=self.paid_to,
        )  # fmt: skip

    def papers_wanted(self) -> tuple[PaperKind, ...]:
        """Return which papers the line needs before it can be decided; a school's own bill is one already."""
        wanted = []
        if self.category == "mileage":
            wanted.append(PaperKind.TRIP_LOG)
        elif self.stage is Stage.INVOICED and self.by is AskedBy.FAMILY:
            wanted.append(PaperKind.INVOICE)
        if self.category == "textbooks" and self.by is AskedBy.FAMILY and not self.payee.is_own_school:
            wanted.append(PaperKind.SCHOOL_LIST)
        if self.category == "therapy" and self.payee.licensed is None:
            wanted.append(PaperKind.LICENSE)
        return tuple(wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request for an account with its lines; each line's papers are ids of documents by their kind.

    `payee_id` is a payee of the register that all lines pay; `key` is the asker's own, so that a second call changes
    nothing.
    """

    account: str
    lines: tuple[LineFacts, ...]
    payee_id: uuid.UUID | None = None
    by: AskedBy = AskedBy.FAMILY
    papers: tuple[tuple[tuple[str, uuid.UUID], ...], ...] = ()
    key: str = ""


def request_to_wire(asked: Request) -> dict[str, Any]:
    """Return the facts of a check as they are kept with its decision; `read_request` reads them back."""
    payee = asked.payee
    return {
        "id": asked.id, "on": asked.on.isoformat(), "category": asked.category, "amount": asked.amount.to_wire(),
        "balance": asked.balance.to_wire(),
        "payee": {
            "kind": payee.kind, "state": payee.state, "qualified_school": payee.qualified_school,
            "licensed_or_accredited": payee.licensed_or_accredited, "relation_degree": payee.relation_degree,
            "on_eao_firm_list": payee.on_eao_firm_list,
        },
        "required_by_school": asked.required_by_school, "eao_approval": asked.eao_approval,
        "district_of_residence_service": asked.district_of_residence_service, "paid_to": asked.paid_to,
    }  # fmt: skip


def extra_to_wire(line: LineFacts) -> dict[str, Any]:
    """Return what a line says of itself beside its columns, as it is kept."""
    return {
        "relation": line.relation.value, "required_by_school": line.required_by_school,
        "says_licensed": line.says_licensed, "licensed": line.payee.licensed,
        "qualified_school": line.payee.qualified_school, "on_firm_list": line.payee.on_firm_list,
        "is_own_school": line.payee.is_own_school, "inactive": line.payee.inactive,
        "attested_degree": line.payee.attested_degree, "of_residence_district": line.of_residence_district,
        "course": line.course, "full_time_public": line.full_time_public, "miles": line.miles,
        "paid_to": line.paid_to,
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The columns of a stored line from which its facts are read again."""

    category: str
    amount: Money
    description: str
    stage: Stage
    by: AskedBy
    payee_id: uuid.UUID | None
    payee_name: str
    payee_kind: str
    payee_state: str
    approval: str | None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def facts(self) -> LineFacts:
        """Return the line as it was asked, with what was confirmed since."""
        said = self.extra
        payee = PayeeFacts(
            name=self.payee_name, kind=self.payee_kind, state=self.payee_state, id=self.payee_id,
            qualified_school=said["qualified_school"], licensed=said["licensed"], on_firm_list=said["on_firm_list"],
            is_own_school=said["is_own_school"], inactive=said["inactive"], attested_degree=said["attested_degree"],
        )  # fmt: skip
        return LineFacts(
            category=self.category, amount=self.amount, payee=payee, description=self.description, stage=self.stage,
            relation=Relation(said["relation"]), paid_to=said["paid_to"],
            required_by_school=said["required_by_school"], says_licensed=said["says_licensed"], approval=self.approval,
            of_residence_district=said["of_residence_district"], course=said["course"],
            full_time_public=said["full_time_public"], miles=said["miles"], by=self.by,
        )  # fmt: skip
