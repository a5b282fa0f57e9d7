"""Composition: settings become a house, a house becomes a web application; no rule and no query here."""

from datetime import date

import flask_login
from flask import Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

from esa.accounts.api import deposits_room, expenses_room
from esa.accounts.api import room as accounts_room
from esa.accounts.service import paid
from esa.accounts.views import BLUEPRINTS as ACCOUNTS
from esa.applications.api import room as applications_room
from esa.applications.views import blueprint as applications
from esa.audit.views import blueprint as record
from esa.awards.api import room as awards_room
from esa.awards.views import BLUEPRINTS as AWARDS
from esa.credits.api import gifts_room
from esa.credits.api import room as cap_room
from esa.credits.service import cap as credit_cap
from esa.credits.service import settling
from esa.credits.views import BLUEPRINTS as GIFTS
from esa.credits.views import WITHOUT_SESSION
from esa.identity import service as identity_service
from esa.identity.api import admit
from esa.identity.api import room as identity_room
from esa.identity.views import blueprint as identity
from esa.identity.views import joining, keys
from esa.kernel.actors import SYSTEM
from esa.law import Law
from esa.ledger.api import room as books_room
from esa.organizations.api import room as eaos_room
from esa.parameters import service as parameters
from esa.parameters.api import room as law_room
from esa.parameters.domain import FigurePublished
from esa.payments.api import room as payments_room
from esa.payments.domain import events as payment
from esa.payments.domain import paying
from esa.payments.views import BLUEPRINTS as PAYING
from esa.payments.views import blueprint as payments
from esa.platform.clock import Clock, ShiftedClock, SystemClock
from esa.platform.config import Settings
from esa.platform.schema import bundled
from esa.platform.translation import LANGUAGES, RoomsDomain
from esa.platform.web import api, edge, errors, headers, legible
from esa.platform.web import reading as reading_of_pages
from esa.platform.web.access import MARK
from esa.platform.work import House, Laws, LawSource, Listener, make_engine
from esa.portal.api import blueprint as api_pages
from esa.portal.books import blueprint as books
from esa.portal.choosing import blueprint as choosing
from esa.portal.course_check import blueprint as course_check
from esa.portal.describing import blueprint as describing
from esa.portal.family import blueprint as family
from esa.portal.figures_of_the_law import blueprint as law_figures
from esa.portal.giving import eao_pages as money_in
from esa.portal.navigation import navigation
from esa.portal.payee import blueprint as payee
from esa.portal.payees import blueprint as payees
from esa.portal.reference import blueprint as reference
from esa.portal.reference.api import room as lists_room
from esa.portal.rules import blueprint as rules
from esa.portal.school_check import blueprint as school_check
from esa.portal.setting_up import blueprint as setting_up
from esa.portal.views import blueprint as portal
from esa.readings import service as readings
from esa.schools.api import room as reference_room
from esa.treasury.api import room as postings_room
from esa.treasury.views import BLUEPRINTS as TREASURY

# Who listens to which event; listeners run in the transaction of whoever emits.
LISTENERS: dict[type, tuple[Listener, ...]] = {
    FigurePublished: (credit_cap.figure_published,),
    payment.Begun: (settling.begun,),
    payment.Settled: (settling.settled,),
    payment.Failed: (settling.failed,),
    payment.Refunded: (settling.refunded,),
    payment.Disputed: (settling.disputed,),
    payment.Bounced: (settling.bounced,),
    payment.Restored: (settling.restored,),
    payment.FeeCharged: (settling.fee_charged,),
    payment.PaidOut: (settling.paid_out,),
    paying.Prepared: (paid.prepared,),
    paying.Released: (paid.released,),
    paying.PaidOut: (paid.paid_out,),
    paying.Returned: (paid.returned,),
    paying.Reopened: (paid.reopened,),
}

BLUEPRINTS = (
    portal, api_pages, identity, joining, keys, family, applications, *AWARDS, *ACCOUNTS, payee, payees, *GIFTS,
    *TREASURY, reference, payments, money_in, *PAYING, books, describing, rules, choosing, law_figures, school_check,
    course_check, setting_up, record,
)  # fmt: skip

# The JSON API, in the order of its documentation.
ROOMS = (
    applications_room, awards_room, accounts_room, deposits_room, expenses_room, gifts_room, payments_room, books_room,
    reference_room,
    lists_room, eaos_room, cap_room, postings_room, law_room, identity_room,
)  # fmt: skip


def make_clock(settings: Settings) -> Clock:
    """Return the machine's clock, moved to the demonstration's year where that is set."""
    return SystemClock() if settings.demonstration_shift is None else ShiftedClock(settings.demonstration_shift)


def make_house(settings: Settings, clock: Clock | None = None) -> House:
    """Return the composed application without its web: for the console, for workers, for tests."""
    engine = make_engine(settings.database_url)
    return House(
        engine=engine,
        replica=make_engine(settings.replica_url) if settings.replica_url else engine,
        clock=clock or make_clock(settings),
        law_source=law_source(),
        listeners=LISTENERS,
    )


def law_source() -> LawSource:
    """Return the reader of the law of a day: the enacted files, the figures published, the readings chosen."""
    enacted = Law.load()

    def read(tx: Session, on: date) -> Laws:
        return readings.laws_on(tx, parameters.with_published(enacted, tx), on)

    return read


def create_app(settings: Settings, house: House | None = None) -> Flask:
    """Return the web application."""
    app = Flask("esa", template_folder=str(bundled("templates")), static_folder="static")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.stage == "test",
        MAX_CONTENT_LENGTH=42 * 1024 * 1024,  # four photos of the greatest size at once
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https"),
        SESSION_COOKIE_NAME="esa",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["esa_settings"] = settings
    app.extensions["esa_house"] = house or make_house(settings)
    _languages(app)
    _people(app)
    legible.register(app)
    app.before_request(admit)
    csrf = CSRFProtect(app)
    errors.register(app)
    headers.register(app)
    reading_of_pages.register(app)
    app.jinja_env.globals.update(
        navigation=navigation, actor=edge.current_actor, now=edge.now, is_demonstration=settings.is_demonstration
    )
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for room in ROOMS:
        csrf.exempt(room)  # a key is sent by hand, never by a browser on its own
    for blueprint in WITHOUT_SESSION:
        csrf.exempt(blueprint)
    csrf.exempt(payments)  # signed by the processor, not sent by a browser
    api.register(app, ROOMS)
    setattr(app.view_functions["static"], MARK, "public")
    return app


def _languages(app: Flask) -> None:
    from flask import request, session

    def choose() -> str | None:
        if edge.is_api():
            return "en"
        chosen = session.get("language") or edge.current_actor().language
        if session.get("language") is None and edge.current_actor().user_id is None:
            return request.accept_languages.best_match(LANGUAGES, "en")
        return chosen if chosen in LANGUAGES else "en"

    babel = Babel(app, locale_selector=choose, default_timezone="America/Chicago")
    babel.domain_instance = RoomsDomain(domain="messages")


def _people(app: Flask) -> None:
    manager = flask_login.LoginManager(app)
    manager.session_protection = None  # the session row in the database is what counts

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> edge.SignedIn | None:
        with edge.house().begin(SYSTEM) as work:
            found = identity_service.resume(work, token)
        return None if found is None else edge.SignedIn(token, found.actor, second_factor_due=found.second_factor_due)
