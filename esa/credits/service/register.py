"""The register of certificates: a list without numbers for looking, and the file with numbers for the Revenue."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from esa.audit import service as audit
from esa.credits.domain.register import Line, percent_of, write
from esa.credits.models import Donor, DonorOwner, GiftPaper, GiftPaperVoid
from esa.credits.store import papers as rows
from esa.credits.store import people
from esa.kernel.dates import central_day
from esa.kernel.money import Money, total
from esa.kernel.permissions import Permission
from esa.platform.secrets import decrypt
from esa.platform.work import Work

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of the register: the paper, its voiding, and whether its taxpayers' numbers are all on record."""

    made: GiftPaper
    void: GiftPaperVoid | None
    replaced_by: str

    @property
    def given_on(self) -> date:
        """Return the day of the gift."""
        return date.fromisoformat(str(self.made.content["received_on"]))


@dataclass(frozen=True, slots=True)
class Register:
    """A page of a year's certificates, with the figures of the whole year."""

    rows: list[Certificate]
    following: str
    holding: int
    void: int
    credit: Money
    without_number: int


def register(work: Work, year: int, after: str = "") -> Register:
    """Return a page of the certificates of a calendar year's credits, by number, and the year's figures."""
    work.authorize(Permission.ORGANIZATION_READ)
    found = rows.certificates(work.tx, year)
    holding = [paper for paper, void in found if void is None]
    lacking = people.without_number(work.tx, [each.donor_id for each in holding])
    page = [each for each in _followed(found) if each.made.number > after]
    return Register(
        rows=page[:_PAGE], following=page[_PAGE - 1].made.number if len(page) > _PAGE else "", holding=len(holding),
        void=len(found) - len(holding), credit=total([each.amount for each in holding]),
        without_number=sum(each.donor_id in lacking for each in holding),
    )  # fmt: skip


def _followed(found: Sequence[rows.PaperRow]) -> list[Certificate]:
    after = {str(each.content["replaces"]): each.number for each, _ in found if each.content["replaces"]}
    return [Certificate(each, void, after.get(each.number, "")) for each, void in found]


def register_file(work: Work, year: int, data_key: str) -> tuple[bytes, str]:
    """Return the file of a year's certificates for the Department of Revenue, with taxpayer numbers, and its SHA-256.

    Only the Treasurer's staff may; the look at every taxpayer's number is on record, and the file with its digest.
    """
    work.authorize(Permission.CREDIT_CERTIFY)
    desk = _Desk(work, data_key)
    lines = [line for each in _followed(rows.certificates(work.tx, year)) for line in desk.lines(each)]
    made = write(lines)
    digest = sha256(made).hexdigest()
    audit.view_many(work, "taxpayer_number", sorted(desk.looked))
    detail = {"sha256": digest, "lines": len(lines)}
    audit.record(work, "certificate_register.written", subject_kind="year", subject_id=str(year), detail=detail)
    return made, digest


class _Desk:
    """Where the lines are written: it opens each number once and knows whose it opened."""

    def __init__(self, work: Work, data_key: str) -> None:
        self.work, self.data_key = work, data_key
        self.looked: set[str] = set()
        self.numbers: dict[uuid.UUID, str] = {}

    def lines(self, each: Certificate) -> list[Line]:
        """Return the lines of one certificate: one for each owner of a company, else one."""
        owners: list[dict[str, Any]] = each.made.content["owners"]
        donor = people.donor(self.work.tx, each.made.donor_id)
        content = each.made.content
        if not owners:
            number = "" if donor is None else self._open(donor)
            return [_line(each, str(content["donor"]), number, str(content["credit"]))]
        known = people.all_owners(self.work.tx, each.made.donor_id)
        return [
            _line(
                each, str(one["name"]), self._of_owner(known, one), str(one["credit"]), str(content["donor"]),
                percent_of(int(one["share"])),
            )
            for one in owners
        ]  # fmt: skip

    def _of_owner(self, known: Sequence[DonorOwner], named: dict[str, Any]) -> str:
        same = (named["name"], named["last_four"])
        found = next((each for each in known if (each.name, each.taxpayer_last_four) == same), None)
        return "" if found is None else self._open(found)

    def _open(self, whose: Donor | DonorOwner) -> str:
        if whose.taxpayer_number is None:
            return ""
        self.looked.add(str(whose.id))
        if whose.id not in self.numbers:
            self.numbers[whose.id] = decrypt(self.data_key, whose.taxpayer_number)
        return self.numbers[whose.id]


def _line(each: Certificate, name: str, number: str, credit: str, company: str = "", share: str = "") -> Line:
    facts = each.made.content
    return Line(
        certificate=each.made.number, credit_year=int(facts["year"]), taxpayer_name=name, taxpayer_number=number,
        taxpayer_type=str(facts["taxpayer_type"]), credit=credit, company=company, share_percent=share,
        organization=str(facts["organization"]), gift_date=date.fromisoformat(str(facts["received_on"])),
        receipt=str(facts["receipt"]), reservation=str(facts["reservation"]),
        certified_date=central_day(datetime.fromisoformat(str(facts["certified_at"]))),
        standing="holds" if each.void is None else "void", replaced_by=each.replaced_by,
        void_date=None if each.void is None else central_day(each.void.at),
    )  # fmt: skip
