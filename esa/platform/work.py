"""The unit of work: one command, one transaction, opened at the edge, under the database role of whoever acts."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from esa.kernel.actors import Actor, Scope
from esa.kernel.dates import central_day
from esa.kernel.errors import EsaError
from esa.kernel.permissions import Permission
from esa.law import Law
from esa.platform import queue
from esa.platform.clock import Clock

Listener = Callable[["Work", Any], None]

_BEGIN = sa.text(
    "SELECT set_config('role', :role, true), set_config('esa.organization_id', :organization, true),"
    " set_config('esa.household_id', :household, true), set_config('esa.donor_id', :donor, true),"
    " set_config('esa.payee_id', :payee, true), set_config('esa.user_id', :user, true)"
)
_TAKE_ROLE = sa.text("SELECT set_config('role', :role, true)")


@dataclass(slots=True)
class Work:
    """What a service is given: an open transaction, who acts, when, and the law in force."""

    tx: Session
    actor: Actor
    now: datetime
    law: Law
    house: "House"
    laws: "Laws"
    after: list[Callable[[], None]] = field(default_factory=list)
    in_system: bool = False

    @property
    def today(self) -> date:
        """Return the program's day: the Central-time date of `now`."""
        return central_day(self.now)

    def law_of(self, organization_id: uuid.UUID) -> Law:
        """Return the law of today as that EAO's program reads it; `law` is that of whoever acts, or of the state."""
        return self.laws(organization_id)

    def authorize(self, permission: Permission) -> None:
        """Raise Forbidden where the actor's role lacks the permission."""
        self.actor.require(permission)

    def emit(self, event: object) -> None:
        """Tell the rooms that listen to this kind of event, now, in this transaction."""
        for listener in self.house.listeners.get(type(event), ()):
            listener(self, event)

    def after_commit(self, action: Callable[[], None]) -> None:
        """Do something once the transaction stands: the place for whatever talks to the network."""
        self.after.append(action)

    def defer(self, task: str, **args: Any) -> None:
        """Ask for a job to be done once this transaction stands; a rollback takes the job with it."""
        with self.by_the_system():
            queue.put(self.tx, task, args)

    @contextmanager
    def by_the_system(self) -> Iterator[None]:
        """Reach every row for a moment, in the same transaction: for what the house does for others than the actor.

        Who acts stays the same in the record; nothing that is read here may be given back to the actor. Within
        itself it changes nothing: the reach ends where the outermost ends.
        """
        if self.actor.scope is Scope.SYSTEM or self.in_system:
            yield
            return
        self.tx.flush()
        self.tx.execute(_TAKE_ROLE, {"role": Scope.SYSTEM.value})
        self.in_system = True
        try:
            yield
        except EsaError:
            # A page may show a refusal and read on: it must not read on with the house's reach. Where the database
            # itself refused, the transaction reads nothing more.
            with suppress(sa.exc.DBAPIError):
                self.tx.execute(_TAKE_ROLE, {"role": self.actor.scope.value})
            raise
        finally:
            self.in_system = False
        self.tx.flush()
        self.tx.execute(_TAKE_ROLE, {"role": self.actor.scope.value})

    @property
    def connection(self) -> Any:
        """Return the psycopg connection of this transaction, for COPY."""
        return self.tx.connection().connection.driver_connection


# The law of a day for an EAO, or (None) for the whole state: what was chosen among its readings lies over it (AMB).
Laws = Callable[[uuid.UUID | None], Law]
LawSource = Callable[[Session, date], Laws]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The composed application without its web: where a command line, a worker and a page begin their work."""

    engine: sa.Engine
    replica: sa.Engine
    clock: Clock
    law_source: LawSource
    listeners: Mapping[type, tuple[Listener, ...]]

    @contextmanager
    def begin(self, actor: Actor, *, read_only: bool = False) -> Iterator[Work]:
        """Open the one transaction of a command; leaving it commits, an error rolls everything back."""
        engine = self.replica if read_only else self.engine
        with Session(engine, expire_on_commit=False, autoflush=True) as tx:
            with tx.begin():
                if read_only:
                    tx.execute(sa.text("SET TRANSACTION READ ONLY"))
                _take_role(tx, actor)
                now = self.clock.now()
                laws = self.law_source(tx, central_day(now))
                work = Work(tx=tx, actor=actor, now=now, law=laws(actor.organization_id), house=self, laws=laws)
                yield work
            for action in work.after:
                action()


def _take_role(tx: Session, actor: Actor) -> None:
    def text(value: uuid.UUID | None) -> str:
        return "" if value is None else str(value)

    tx.execute(
        _BEGIN,
        {
            "role": actor.scope.value,
            "organization": text(actor.organization_id),
            "household": text(actor.household_id),
            "donor": text(actor.donor_id),
            "payee": text(actor.payee_id),
            "user": text(actor.user_id),
        },
    )


def make_engine(url: str) -> sa.Engine:
    """Return an engine for the runtime role; nothing stays set on a connection that goes back to the pool."""
    return sa.create_engine(url, pool_size=8, max_overflow=8, pool_pre_ping=True)
