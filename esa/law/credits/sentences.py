"""The sentences that answer an event of the statewide cap, in English; Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

REPLAY: Templates = {
    "opened": "{year} opens with a cap of {cap}",
    "not_open": "the year is not open yet; open it first",
    "open_already": "{year} is open already; another year needs its own log",
    "reserved": "{amount} is reserved until {last_day}",
    "reserved_part": "{asked} was asked and only {amount} is free; that is reserved until {last_day}",
    "under_least": "{asked} is under the least reservation of {least}",
    "outside_year": "{day} is not in {year}, the year of this cap",
    "id_used": "there is a reservation {id} before this one; use some other id",
    "not_free": "{asked} was asked and only {free} is free",
    "not_free_for_eao": "{asked} was asked and only {free} of the allotment of {eao} is free",
    "unknown_id": "there is no reservation {id}",
    "lapsed": "no money came by {last_day}, so it lapsed; reserve again",
    "voided": "this was voided",
    "received_already": "the money of this reservation came already",
    "certified_already": "the credit was certified before",
    "no_money": "no money came for this reservation yet",
    "nothing_came": "an amount of nothing is no contribution",
    "cashiers_check_excluded": "a gift by cashier's check does not count (RSMo 135.715.5); the reservation stays",
    "stock_excluded": "a gift of stock does not count (RSMo 135.715.5); the reservation stays",
    "other_excluded": "a gift paid in this way does not count (RSMo 135.715.5); the reservation stays",
    "card_excluded": "a gift by card does not count (RSMo 135.715.5); the reservation stays",
    "cashiers_over": "a cashier's check over {limit} does not count as a gift (RSMo 135.715.5); the reservation stays",
    "third_party_over": "a third-party check over {limit} does not count as a gift (RSMo 135.715.5); the reservation "
    "stays",
    "received": "{amount} came as reserved",
    "received_less": "{amount} came of {reserved} reserved; the rest is free again",
    "received_more": "{came} came and {amount} was reserved; only that counts",
    "certified": "a credit of {amount} is certified",
    "freed": "{amount} is free again",
    "allotted_none": "the cap is common to all, first come, first served",
    "allotted": "the cap is allotted to {count} EAOs",
    "no_eaos": "no EAO is named",
    "eao_twice": "{eao} is named twice",
    "amount_missing": "an amount for {eao} is missing",
    "amount_unasked": "{eao} has an amount that this mode does not take",
    "allotments_over_cap": "the allotments are {sum} together, over the cap of {cap}",
    "less_than_used": "{eao} would get {share} and uses {used}",
    "moved": "{amount} of unused allotment moves from {giver} to {taker}",
    "no_allotments": "there are no allotments to move; the cap is common to all",
    "too_early": "allotments stay as they are through {last_day}",
    "eao_without": "{eao} is named in no allotment",
    "same_eao": "it takes two EAOs to move an allotment",
    "more_than_unused": "{asked} was asked and only {unused} of the allotment of {eao} is unused",
}

# What a donor attests when reserving (TAX-3, TAX-8), and which requests are not understood.
ATTESTING: Templates = {
    "dependent": "confirm that the gift is not made for a dependent of yours or, for a business, of one of its "
    "agents. Such a gift gives no credit (RSMo 135.713.1)",
    "student": "confirm that you name no student: a donor may not choose who gets the money (RSMo 135.713.4)",
    "note": "leave the student out of the note. A donor may not choose who gets the money, and a gift for your own "
    "dependent gives no credit (RSMo 135.713.1, 135.713.4)",
    "eao_unknown": "choose an EAO from the list",
    "other_request": "this id was used for another request; send this one with an id of its own",
    "not_reserved": "this reservation does not wait for money; it is {standing}",
    "not_received": "no money stands behind this reservation yet",
    "not_proofed": "the EAO has not sent the proof of this gift yet",
    "paying": "a payment for this reservation is under way; wait until it is settled or has failed",
    "more_than_left": "{left} of this gift is left; not more can be taken back",
    "taken_back_already": "this gift was taken back as a whole already",
    "proof_sent": "the proof of this gift was sent already",
}
