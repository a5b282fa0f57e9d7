"""What the pages of the books share: whose books are looked at, and the alarm on home pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request

from esa.kernel.errors import NotFound
from esa.kernel.permissions import Permission
from esa.organizations import service as organizations
from esa.platform.web.edge import begin, current_actor
from esa.platform.work import Work
from esa.portal.navigation import first_page
from esa.treasury.service import self_check

blueprint = Blueprint("books", __name__, url_prefix="/books")


@dataclass(frozen=True, slots=True)
class Whose:
    """The EAO whose books are shown; `choices` are all EAOs where the state looks, and `eao` stands in links then."""

    organization: Any
    choices: Sequence[Any]

    @property
    def eao(self) -> str | None:
        """Return the short name that links carry, None for staff of the EAO."""
        return self.organization.slug if self.choices else None


def whose(work: Work) -> Whose:
    """Return staff's own EAO, or the one that the state's people chose, the first when none is. Raises NotFound."""
    own = work.actor.organization_id
    if own is not None:
        return Whose(organizations.organization(work, own), ())
    known = organizations.organizations(work)
    if not known:
        raise NotFound("There is no EAO yet.")
    wanted = request.args.get("eao") or known[0].slug
    found = next((each for each in known if each.slug == wanted), None)
    if found is None:
        raise NotFound("There is no such EAO.")
    return Whose(found, known)


@blueprint.app_template_global("books_failing")
def books_failing() -> int:
    """Return how many self-checks failed, on the first page of those who read the books; nothing on other pages."""
    actor = current_actor()
    if not actor.may(Permission.BOOKS_READ) or request.endpoint != first_page(actor.role) or request.method != "GET":
        return 0
    with begin(read_only=True) as work:
        return self_check.failing(work)
