"""What stands in the header for whom: the work of each role, in the reader's language."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import gettext

from esa.kernel.permissions import Role
from esa.platform.web.edge import current_actor

_EAO = (
    ("applications.index", "Applications"),
    ("awards.index", "Award runs"),
    ("accounts.index", "Accounts"),
    ("expense_queue.index", "Expenses"),
    ("payees.index", "Payees"),
    ("gifts.index", "Gifts"),
)
_STATE = (
    ("treasury.organization_list", "EAOs"),
    ("desk.index", "Tax credits"),
    ("state_money.index", "State money"),
    ("payouts.index", "Payments out"),
    ("cases.index", "Disqualification"),
    ("payees.index", "Payees"),
    ("books.index", "Books"),
    ("treasury.postings", "Posting"),
    ("reference.index", "Reference data"),
    ("record.index", "Record of acts"),
    ("keys.index", "API keys"),
)
_ITEMS: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.VISITOR: (
        ("family.check", "Could we qualify?"),
        ("give.start", "Give"),
        ("portal.posting", "Figures"),
        ("portal.help_page", "Help"),
    ),
    Role.FAMILY: (
        ("family.children", "My children"),
        ("expenses.index", "Expenses"),
        ("family.start", "Application"),
        ("family.messages", "Messages"),
        ("portal.help_page", "Help"),
    ),
    Role.DONOR: (("credits.gifts", "My gifts"), ("give.start", "Reserve"), ("portal.help_page", "Help")),
    Role.SCHOOL: (
        ("payee.home", "Home"),
        ("payee.children", "Children"),
        ("payee.invoices", "Invoices"),
        ("payouts.own", "Payments"),
        ("payee.own", "About us"),
        ("portal.help_page", "Help"),
    ),
    Role.PROVIDER: (
        ("payee.home", "Home"),
        ("payee.children", "Children"),
        ("payee.invoices", "Invoices"),
        ("payouts.own", "Payments"),
        ("payee.own", "About us"),
        ("portal.help_page", "Help"),
    ),
    Role.EAO_REVIEWER: (_EAO[0], _EAO[3]),
    Role.EAO_MANAGER: (
        *_EAO,
        ("payouts.index", "Payments out"),
        ("books.index", "Books"),
        ("keys.index", "API keys"),
        ("setting_up.index", "Set-up"),
    ),
    Role.EAO_FINANCE: (
        *_EAO[1:],
        ("money_in.index", "Money in"),
        ("payouts.index", "Payments out"),
        ("books.index", "Books"),
        ("state_money.index", "State money"),
    ),
    Role.TREASURER: _STATE,
    Role.AUDITOR: _STATE,
    Role.SYSTEM: (),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A link of the header."""

    href: str
    label: str
    is_current: bool


def navigation() -> list[Item]:
    """Return the links of whoever asks."""
    found = []
    for endpoint, label in _ITEMS[current_actor().role]:
        if endpoint in current_app.view_functions:
            href = url_for(endpoint)
            found.append(Item(href, gettext(label), request.path.startswith(href) and href != "/"))
    return found


def first_page(role: Role) -> str:
    """Return the endpoint on which the role's work begins."""
    known = (endpoint for endpoint, _ in _ITEMS[role] if endpoint in current_app.view_functions)
    return next(known, "portal.home")
