"""Who acts: the person or process behind a command, in one role, for one organization, household, donor or payee."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from esa.kernel.errors import Forbidden
from esa.kernel.permissions import PERMISSIONS_OF, Permission, Role


class Scope(StrEnum):
    """Which rows a transaction can reach; each is a database role of its own, with one plain policy a table."""

    PUBLIC = "esa_public"
    FAMILY = "esa_family"
    DONOR = "esa_donor"
    ORGANIZATION = "esa_organization"
    PAYEE = "esa_payee"
    STATE = "esa_state"
    TREASURY = "esa_treasury"
    SYSTEM = "esa_system"


_SCOPE_OF = {
    Role.FAMILY: Scope.FAMILY,
    Role.DONOR: Scope.DONOR,
    Role.EAO_REVIEWER: Scope.ORGANIZATION,
    Role.EAO_MANAGER: Scope.ORGANIZATION,
    Role.EAO_FINANCE: Scope.ORGANIZATION,
    Role.SCHOOL: Scope.PAYEE,
    Role.PROVIDER: Scope.PAYEE,
    Role.TREASURER: Scope.TREASURY,
    Role.AUDITOR: Scope.STATE,
    Role.VISITOR: Scope.PUBLIC,
    Role.SYSTEM: Scope.SYSTEM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person in one role. `user_id` is None for a visitor and for the system's own work."""

    role: Role
    user_id: uuid.UUID | None = None
    organization_id: uuid.UUID | None = None
    household_id: uuid.UUID | None = None
    donor_id: uuid.UUID | None = None
    payee_id: uuid.UUID | None = None
    name: str = ""
    language: str = "en"
    # Of a call with an API key: what the key may do, and the beginning by which the record names it.
    narrowed_to: frozenset[Permission] | None = None
    api_key: str = ""

    @property
    def scope(self) -> Scope:
        """Return which rows this role can reach."""
        return _SCOPE_OF[self.role]

    def may(self, permission: Permission) -> bool:
        """Say whether the role has the permission and, of a key, whether it was given it; a visitor's are anybody's."""
        if permission not in PERMISSIONS_OF[self.role]:
            return False
        return self.narrowed_to is None or permission in self.narrowed_to | PERMISSIONS_OF[Role.VISITOR]

    def require(self, permission: Permission) -> None:
        """Raise Forbidden where the role lacks the permission."""
        if not self.may(permission) and permission in PERMISSIONS_OF[self.role]:
            raise Forbidden(f"This key was not given {permission}. Make one that has it.", code="key_too_narrow")
        if not self.may(permission):
            raise Forbidden(f"Your role does not allow this ({permission}).", code="permission_missing")

    def require_organization(self) -> uuid.UUID:
        """Return the organization acted for. Raises Forbidden for anybody who acts for none."""
        if self.organization_id is None:
            raise Forbidden("This is done for an educational assistance organization.", code="organization_needed")
        return self.organization_id

    def require_household(self) -> uuid.UUID:
        """Return the household acted for. Raises Forbidden for anybody who acts for none."""
        if self.household_id is None:
            raise Forbidden("This is done for a household.", code="household_needed")
        return self.household_id

    def require_payee(self) -> uuid.UUID:
        """Return the school or provider acted for. Raises Forbidden for anybody who acts for none."""
        if self.payee_id is None:
            raise Forbidden("This is done for a school or provider.", code="payee_needed")
        return self.payee_id

    def require_user(self) -> uuid.UUID:
        """Return the signed-in user. Raises Forbidden for a visitor."""
        if self.user_id is None:
            raise Forbidden("Sign in first.", code="sign_in_needed")
        return self.user_id


VISITOR = Actor(role=Role.VISITOR)
SYSTEM = Actor(role=Role.SYSTEM)
