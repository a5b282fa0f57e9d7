"""The door of the identity room: users, roles, sessions, the second factor, keys."""

from esa.identity.service.forgetting import forget_old
from esa.identity.service.inviting import accept, end_person, invite, invited, people_of
from esa.identity.service.keys import admit, keys_of, make_key, revoke_key
from esa.identity.service.reading import readers_of_donor, readers_of_household, staff_of
from esa.identity.service.second_factor import confirm, current_code, enrol, new_secret, sealed
from esa.identity.service.signing_in import (
    add_membership,
    choices,
    choose,
    create_user,
    is_known,
    resume,
    sign_in,
    sign_out,
)
from esa.identity.service.tries import hold_back, minutes_to_wait, note_try

__all__ = [
    "accept",
    "add_membership",
    "admit",
    "choices",
    "choose",
    "confirm",
    "create_user",
    "current_code",
    "end_person",
    "enrol",
    "forget_old",
    "hold_back",
    "invite",
    "invited",
    "is_known",
    "keys_of",
    "make_key",
    "minutes_to_wait",
    "new_secret",
    "note_try",
    "people_of",
    "readers_of_donor",
    "readers_of_household",
    "resume",
    "revoke_key",
    "sealed",
    "sign_in",
    "sign_out",
    "staff_of",
]
