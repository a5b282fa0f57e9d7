"""Receipts and certificates: made with the act they prove, kept as they were made, voided and replaced with a trail."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from esa.audit import service as audit
from esa.credits.domain.papers import FORM, PaperKind, digest_of, number_in_row, owner_parts, plain_paper_number
from esa.credits.models import Contribution, GiftPaper, GiftPaperVoid, Reservation
from esa.credits.service.holding import hold_reservation
from esa.credits.store import giving, people
from esa.credits.store import papers as rows
from esa.identity import service as identity
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id, new_reference
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.work import Work

_MAY_REPLACE = {
    PaperKind.RECEIPT: Permission.CONTRIBUTION_RECORD,
    PaperKind.CERTIFICATE: Permission.CREDIT_CERTIFY,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was made, and what became of it: since when it is void, why, and which one replaced it."""

    made: GiftPaper
    void: GiftPaperVoid | None = None
    replaced_by: str = ""


def make_receipt(work: Work, gift: Contribution) -> str:
    """Make the receipt of a settled gift (135.714.1(3)); it carries the gift's receipt number. Returns the number."""
    with work.by_the_system():
        return _make(work, gift, PaperKind.RECEIPT, gift.receipt_number)


def make_certificate(work: Work, gift: Contribution) -> str:
    """Make the certificate of a certified credit (TAX-7), with the parts of a company's owners. Returns its number."""
    with work.by_the_system():
        return _make(work, gift, PaperKind.CERTIFICATE, new_reference("CRT"))


def follow_return(work: Work, gift: Contribution, reason: str) -> None:
    """Void the papers of a gift of which money went back, and replace each by one of what is left, if anything is."""
    with work.by_the_system():
        for kind, left in ((PaperKind.RECEIPT, gift.amount), (PaperKind.CERTIFICATE, gift.credit)):
            old = rows.standing(work.tx, gift.id, kind)
            if old is not None and old.amount != left:
                _void(work, old, reason)
                if left > ZERO:
                    _make(work, gift, kind, replaces=old, reason=reason)


def replace(work: Work, number: str, reason: str) -> str:
    """Void a paper and make another from what is on record now, such as a corrected name. Returns the new number.

    A receipt is replaced by the EAO's finance, a certificate by the Treasurer. Raises NotFound, Conflict for a paper
    that is void, Invalid without a reason.
    """
    found = rows.one(work.tx, number)
    if found is None:
        raise NotFound("There is no such paper.")
    paper, _ = found
    work.authorize(_MAY_REPLACE[paper.kind])
    if not reason.strip():
        ground = Ground("reason", "Say why the paper is replaced.")
        raise Invalid(ground.message, [ground])
    with work.by_the_system():
        hold_reservation(work, paper.reservation_id)
        gift = rows.contribution(work.tx, paper.contribution_id)
        if gift is None:
            raise NotFound("There is no such paper.")
        # Asked once the rows are held: somebody else may have replaced the paper in the meantime.
        if rows.standing(work.tx, gift.id, paper.kind) is not paper:
            raise Conflict("This paper is void already.", code="void_already")
        _void(work, paper, reason.strip())
        return _make(work, gift, paper.kind, replaces=paper, reason=reason.strip())


def make_missing(work: Work, reservation_id: uuid.UUID) -> list[str]:
    """Make the papers that a gift of before has not got yet, and return their numbers."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    hold_reservation(work, reservation_id)
    gift = giving.gift_of(work.tx, reservation_id)
    if gift is None:
        raise Conflict("There is no receipt before the gift has come.", code="no_gift")
    wanted = [(PaperKind.RECEIPT, gift.receipt_number)]
    if gift.certified_at is not None:
        wanted.append((PaperKind.CERTIFICATE, new_reference("CRT")))
    with work.by_the_system():
        return [_make(work, gift, kind, number) for kind, number in wanted if not rows.first(work.tx, gift.id, kind)[1]]


def _void(work: Work, paper: GiftPaper, reason: str) -> None:
    work.tx.add(
        GiftPaperVoid(
            paper_id=paper.id, donor_id=paper.donor_id, organization_id=paper.organization_id, at=work.now,
            reason=reason, by_user=work.actor.user_id,
        )
    )  # fmt: skip
    work.tx.flush()
    audit.record(work, "gift_paper.voided", subject_kind="gift_paper", subject_id=paper.number)


def _make(
    work: Work, gift: Contribution, kind: PaperKind, number: str = "", *, replaces: GiftPaper | None = None,
    reason: str = "",
) -> str:  # fmt: skip
    first, count = rows.first(work.tx, gift.id, kind)
    reserved = None if gift.reservation_id is None else rows.reservation(work.tx, gift.reservation_id)
    if reserved is None:
        raise NotFound("There is no such reservation.")
    number = number_in_row(first or number, count)
    content = _content(work, gift, reserved, kind)
    content |= {"number": number, "replaces": "" if replaces is None else replaces.number, "replaced_because": reason}
    donor = people.donor(work.tx, gift.donor_id)
    made = GiftPaper(
        id=new_id(), number=number, kind=kind, turn=count + 1, contribution_id=gift.id, reservation_id=reserved.id,
        donor_id=gift.donor_id, organization_id=gift.organization_id, content=content, digest=digest_of(content),
        names_donor=donor is not None and not donor.is_anonymous, made_at=work.now, made_by=work.actor.user_id,
        amount=gift.amount if kind is PaperKind.RECEIPT else gift.credit,
    )  # fmt: skip
    work.tx.add(made)
    work.tx.flush()
    audit.record(work, f"{kind.value}.made", subject_kind="gift_paper", subject_id=number)
    return number


def _content(work: Work, gift: Contribution, reserved: Reservation, kind: PaperKind) -> dict[str, Any]:
    donor = people.donor(work.tx, gift.donor_id)
    owners = [(each.name, each.taxpayer_last_four, each.share) for each in people.owners(work.tx, gift.donor_id)]
    eao = organizations.organization(work, gift.organization_id)
    facts: dict[str, Any] = {
        "form": FORM[kind],
        "organization": eao.name,
        "donor": "" if donor is None else donor.name,
        "taxpayer_type": "" if donor is None else donor.taxpayer_type.value,
        "last_four": "" if donor is None else donor.taxpayer_last_four,
        "reservation": reserved.reference, "year": reserved.year, "gross": gift.gross.to_wire(),
        "amount": gift.amount.to_wire(), "went_back": (gift.gross - gift.amount).to_wire(),
        "credit": gift.credit.to_wire(), "method": gift.method.value, "received_on": gift.received_on.isoformat(),
        "made_on": work.today.isoformat(), "receipt": gift.receipt_number,
    }  # fmt: skip
    if kind is PaperKind.RECEIPT:
        facts |= {"organization_address": eao.address, "organization_tax_number": eao.tax_number}
    if kind is PaperKind.CERTIFICATE:
        certified = gift.certified_at or work.now
        facts |= {"certified_at": certified.isoformat(), "owners": owner_parts(gift.credit, owners)}
    return facts


def papers_of(work: Work, reservation_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Paper]]:
    """Return the papers of reservations in reach, the first made first."""
    found: dict[uuid.UUID, list[Paper]] = {}
    for each in _followed(rows.of_reservations(work.tx, reservation_ids)):
        found.setdefault(each.made.reservation_id, []).append(each)
    return found


def papers_of_donor(work: Work, donor_id: uuid.UUID) -> list[Paper]:
    """Return all papers of a donor in reach, the first made first."""
    return _followed(rows.of_donor(work.tx, donor_id))


def _followed(made: Sequence[rows.PaperRow]) -> list[Paper]:
    after = {str(each.content["replaces"]): each.number for each, _ in made if each.content["replaces"]}
    return [Paper(each, void, after.get(each.number, "")) for each, void in made]


def read_paper(work: Work, number: str) -> Paper:
    """Return a paper in reach and record that it was looked at. Raises NotFound for anybody else's.

    Finance of the EAO reads its receipts also where the donor's name stays out of the lists.
    """
    found = rows.one(work.tx, number)
    if found is not None:
        own = papers_of(work, [found[0].reservation_id])[found[0].reservation_id]
    else:
        own = _unnamed(work, number)
    audit.view(work, "gift_paper", number)
    return next(each for each in own if each.made.number == number)


def _unnamed(work: Work, number: str) -> list[Paper]:
    owner = work.actor.organization_id
    if owner is not None and work.actor.may(Permission.CONTRIBUTION_RECORD):
        with work.by_the_system():
            found = rows.one(work.tx, number)
            if found is not None and found[0].organization_id == owner:
                return papers_of(work, [found[0].reservation_id])[found[0].reservation_id]
    raise NotFound("There is no such paper.")


def papers_behind(work: Work, reserved: Reservation) -> list[Paper]:
    """Return the papers of a reservation of the EAO's own, also of a donor who stays unnamed; only for finance."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    if reserved.organization_id != work.actor.organization_id:
        raise NotFound("There is no such reservation.")
    with work.by_the_system():
        return papers_of(work, [reserved.id]).get(reserved.id, [])


def is_genuine(work: Work, number: str, amount: Money, address: str) -> bool:
    """Say whether a paper of that number and amount holds, and nothing else, to whoever asks.

    An unknown number, another amount and a void paper are answered alike. Raises LimitReached after too many wrong
    ones for one number or from one address.
    """
    number = plain_paper_number(number)
    keys = (f"paper:{number[:40]}", f"papers_from:{address}")
    identity.hold_back(work, keys)
    found = rows.is_genuine(work.tx, number, amount)
    identity.note_try(work, keys, succeeded=found)
    return found
