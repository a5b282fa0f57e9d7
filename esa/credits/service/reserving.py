"""Reserving credits: one procedure for one request or for a thousand at once, each with one durable outcome."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from esa.audit import service as audit
from esa.credits.domain import Outcome, ReservationStanding
from esa.credits.domain.commands import Claimed, ReserveCredits
from esa.credits.domain.deciding import Free, decide
from esa.credits.service.holding import Held, free_for, hold, last_day, shift
from esa.credits.service.refusing import capital, refusal
from esa.credits.store import claiming, people
from esa.kernel.dates import SchoolYear
from esa.kernel.errors import EsaError, Invalid, LimitReached
from esa.kernel.ids import new_id, new_reference
from esa.kernel.money import ZERO, Money
from esa.kernel.permissions import Permission
from esa.law.credits.sentences import ATTESTING, REPLAY
from esa.law.tried import Sentence, sentence
from esa.organizations import service as organizations
from esa.platform.work import Work


def claim_all(work: Work, asked: Sequence[ReserveCredits], *, certified_only: bool = False) -> list[Claimed]:
    """Answer requests to reserve in their order, each once for ever, and write all of it in this transaction.

    The cap's row is held from the first to the last, so that requests of many transactions stand in one order
    (TCAP-4); it is taken by one UPDATE, with a CHECK behind it. A request whose id was answered before gets that answer
    again, another one under a used id is refused. With `certified_only`, an EAO that is not certified this school year
    is none. Raises NotFound where the year's cap is not set.
    """
    held = hold(work, work.today.year)
    ids = [each.claim_id for each in asked]
    with work.by_the_system():
        used = claiming.used(work.tx, ids)
    batch = _Batch(work, held, claiming.known(work.tx, ids) if used else {}, used, certified_only)
    answers = [batch.answer(each) for each in asked]
    batch.write()
    return answers


@dataclass(slots=True)
class _Batch:
    """The requests of one transaction: what each was answered, and the rows that are to be written."""

    work: Work
    held: Held
    known: dict[uuid.UUID, tuple[str, Claimed]]
    used: set[uuid.UUID]
    certified_only: bool
    fresh: list[tuple[ReserveCredits, Claimed]] = field(default_factory=list)
    names: dict[uuid.UUID, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        work = self.work
        if self.certified_only:
            known = organizations.certified(work, SchoolYear.of(work.today))
        else:
            known = organizations.organizations(work)
        self.names = {each.id: each.name for each in known}

    def answer(self, asked: ReserveCredits) -> Claimed:
        """Return the request's outcome: the one it had, else a new one."""
        earlier = self.known.get(asked.claim_id)
        if earlier is not None:
            return earlier[1] if earlier[0] == asked.digest else _used(asked)
        if asked.claim_id in self.used:
            return _used(asked)  # by somebody whose answers this actor does not see
        made = self._decide(asked)
        self.known[asked.claim_id] = (asked.digest, made)
        self.fresh.append((asked, made))
        return made

    def _decide(self, asked: ReserveCredits) -> Claimed:
        if asked.organization_id not in self.names:
            return _refused(asked, ZERO, (("organization", sentence(ATTESTING, "eao_unknown")),))
        work, today = self.work, self.work.today
        amount = free_for(work, self.held, asked.organization_id)
        free = Free(amount, self.held.is_allotted, self.names[asked.organization_id])
        outcome, taken, grounds = decide(asked, today, self.held.row.year, free, work.law)
        if outcome is Outcome.REFUSED:
            return _refused(asked, amount, grounds)
        if outcome is not Outcome.WAITING:
            shift(work, self.held, asked.organization_id, ReservationStanding.RESERVED, taken)
        return Claimed(
            claim_id=asked.claim_id, outcome=outcome, amount=taken, free=amount, reference=new_reference("RES"),
            donor_id=asked.donor_id, reservation_id=new_id(), lapses_after=last_day(work, today),
        )  # fmt: skip

    def write(self) -> None:
        """Write donors, reservations, trail, outcomes and the record, many rows a statement."""
        work = self.work
        work.tx.flush()
        good = [(asked, made) for asked, made in self.fresh if not made.is_refused]
        claiming.add_donors(work.tx, [asked.new_donor for asked, _ in good if asked.new_donor], work.now)
        claiming.add_reservations(work.tx, good, work.today.year, work.now)
        claiming.add_trail(work.tx, good, work.today.year, work.now, work.actor.user_id)
        claiming.add_claims(work.tx, self.fresh, work.now)
        audit.record_many(work, "credit.reserved", "reservation", [made.reference for _, made in good])


def _refused(asked: ReserveCredits, free: Money, grounds: tuple[tuple[str, Sentence], ...]) -> Claimed:
    language = asked.language if asked.new_donor is None else asked.new_donor.language
    said = tuple((name, capital(each.text(language))) for name, each in grounds)
    return Claimed(claim_id=asked.claim_id, outcome=Outcome.REFUSED, free=free, grounds=grounds, said=said)


def _used(asked: ReserveCredits) -> Claimed:
    ground = sentence(ATTESTING, "other_request")
    return Claimed(
        claim_id=asked.claim_id, outcome=Outcome.REFUSED, grounds=(("claim_id", ground),),
        said=(("claim_id", capital(ground.text())),),
    )  # fmt: skip


def claim(work: Work, asked: ReserveCredits) -> Claimed:
    """Answer one request to reserve, by a donor or by an EAO for one; a refusal is an answer, and kept."""
    if not work.actor.may(Permission.CONTRIBUTION_RECORD):
        work.authorize(Permission.GIFT_MAKE)
    return claim_all(work, [asked])[0]


def reserve(
    work: Work, donor_id: uuid.UUID, organization_id: uuid.UUID, amount: Money, *, partial_ok: bool = False
) -> str:
    """Reserve credits for a donor whose signed form the EAO holds, and return the reservation's number, no approval.

    Raises Invalid under the minimum (RES-1), NotFound for a year without a cap, LimitReached where less is left: the
    message names what could be had.
    """
    asked = ReserveCredits(
        claim_id=new_id(), donor_id=donor_id, organization_id=organization_id, amount=amount, partial_ok=partial_ok,
        no_dependent_benefits=True, no_student_named=True, shown_name=shown_name(work, donor_id),
    )  # fmt: skip
    made = claim(work, asked)
    if made.is_refused:
        raise refused(work, made)
    return made.reference


def refused(work: Work, made: Claimed) -> EsaError:
    """Return the refusal of a request: LimitReached where only the cap stands against it, else Invalid."""
    limits = {REPLAY["not_free"], REPLAY["not_free_for_eao"]}
    only_limit = all(each.template in limits for _, each in made.grounds)
    if only_limit:
        return refusal(work, LimitReached, made.grounds, "not_free")
    return refusal(work, Invalid, made.grounds, "invalid")


def shown_name(work: Work, donor_id: uuid.UUID) -> str:
    """Return what the EAO's lists show of a donor: nothing of one who wants to stay unnamed."""
    donor = people.donor(work.tx, donor_id)
    return "" if donor is None or donor.is_anonymous else donor.name
