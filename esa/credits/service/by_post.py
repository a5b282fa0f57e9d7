"""Papers by post: a donor asks and says where to, EAO finance prints, sends, and says on which day."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from esa.audit import service as audit
from esa.credits.domain.by_post import Address
from esa.credits.models import PaperPost, Reservation
from esa.credits.service.papers import Paper, papers_behind, papers_of
from esa.credits.store import by_post as rows
from esa.kernel.dates import central_day
from esa.kernel.errors import Conflict, Ground, Invalid, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Permission
from esa.platform.work import Work

_PAGE = 50
_Row = tuple[PaperPost, Reservation]


def ask_for_post(work: Work, reserved: Reservation, to: Address) -> None:
    """Keep a donor's wish to get the papers of a gift by post; another address replaces the one before.

    Raises NotFound for another donor's reservation, Conflict before there is a paper.
    """
    work.authorize(Permission.GIFT_MAKE)
    if work.actor.donor_id != reserved.donor_id:
        raise NotFound("There is no such reservation.")
    if not any(each.void is None for each in papers_of(work, [reserved.id]).get(reserved.id, [])):
        raise Conflict("There is no paper to send before the gift has come.", code="no_paper")
    before = rows.asked(work.tx, reserved.id)
    if before is not None:
        before.withdrawn_at = work.now
        work.tx.flush()
    work.tx.add(
        PaperPost(
            id=new_id(), reservation_id=reserved.id, donor_id=reserved.donor_id,
            organization_id=reserved.organization_id, asked_at=work.now, **asdict(to),
        )
    )  # fmt: skip
    work.tx.flush()
    audit.record(work, "paper_post.asked", subject_kind="reservation", subject_id=reserved.reference)


def withdraw_post(work: Work, reserved: Reservation) -> None:
    """Take back a wish that was not done yet. Raises NotFound."""
    work.authorize(Permission.GIFT_MAKE)
    found = rows.asked(work.tx, reserved.id)
    if found is None or work.actor.donor_id != reserved.donor_id:
        raise NotFound("There is no such reservation.")
    found.withdrawn_at = work.now
    work.tx.flush()
    audit.record(work, "paper_post.withdrawn", subject_kind="reservation", subject_id=reserved.reference)


def posts_of(work: Work) -> dict[uuid.UUID, PaperPost]:
    """Return the newest wish of each reservation of the donor who asks."""
    work.authorize(Permission.GIFT_MAKE)
    if work.actor.donor_id is None:
        return {}
    return {each.reservation_id: each for each in rows.of_donor(work.tx, work.actor.donor_id)}


def to_post(work: Work, organization_id: uuid.UUID) -> list[tuple[PaperPost, Reservation, Sequence[Paper]]]:
    """Return what EAO finance has to print and send, the first asked first, with the papers that hold."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    return [
        (post, reserved, [each for each in papers_behind(work, reserved) if each.void is None])
        for post, reserved in rows.to_send(work.tx, organization_id, _PAGE)
    ]


def posted(work: Work, organization_id: uuid.UUID) -> list[_Row]:
    """Return what EAO finance has sent, the last sent first."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    return rows.sent(work.tx, organization_id, _PAGE)


def mark_posted(work: Work, post_id: uuid.UUID, on: date) -> None:
    """Say on which day the papers were sent. Raises NotFound for one that is done, Invalid for a day that is not."""
    work.authorize(Permission.CONTRIBUTION_RECORD)
    found = rows.locked(work.tx, post_id)
    if found is None:
        raise NotFound("There is no such letter to send, or it is sent already.")
    if not central_day(found.asked_at) <= on <= work.today:
        ground = Ground("sent_on", "Enter the day on which it was sent: today, or a day since the donor asked.")
        raise Invalid(ground.message, [ground])
    found.sent_on, found.sent_by = on, work.actor.user_id
    work.tx.flush()
    audit.record(work, "paper_post.sent", subject_kind="paper_post", subject_id=str(post_id))
