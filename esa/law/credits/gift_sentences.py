"""The sentences on gifts and on the next year's cap, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

GIFTS: Templates = {
    "too_early": "contributions earn a credit only from {begins} on",
    "after_beginning": "it came on or after {begins}, when credits began",
    "way_counts": "it was given as money",
    "way_excluded": "stock, goods and other property earn no credit; give money",
    "card_counts": "it was paid by card, which counts as an electronic transfer here",
    "card_excluded": "a payment by card earns no credit; pay by check or from a bank account",
    "cashiers_check": "a cashier's check earns no credit; use another check or pay online",
    "cashiers_small": "a cashier's check of {amount} is not over {limit}, and here only larger ones earn no credit",
    "cashiers_large": "a cashier's check of {amount} is over {limit} and earns no credit; pay in another way",
    "third_party_over": "a third-party check of {amount} is over {limit} and earns no credit; pay in another way",
    "check_counts": "it is no cashier's check and no third-party check over {limit}",
    "tax_right": "the credit is for state income tax or the express company tax",
    "tax_wrong": "the credit cannot be used for this tax; tax withheld from wages does not count",
    "for_nobody": "it is not for a dependent of the donor",
    "for_dependent": "a gift for the donor's own dependent earns no credit",
    "for_agents_dependent": "a business's gift for a dependent of one of its agents earns no credit",
    "nobody_named": "no student is named",
    "student_named": "a donor may not choose the student; give without naming one",
    "claimed": "the donor claims the credit",
    "not_transferable": "a credit cannot be sold, given away or paid out; it can only be claimed",
    "grown": "{measure} changed by the ratio {ratio}, so the cap of {before} becomes {after}",
    "stopped": "growth stops at {stop}",
    "set_in_time": "it was set on {on}, by {due}, and holds from {from_day}",
    "set_late": "it was to be set by {due} and was set on {on}",
    "movable": "{amount} that {eao} has not used may go to EAOs that used theirs",
    "not_yet": "allotments stay as they are through {last_day}",
    "nothing_movable": "nothing beyond the part the Treasurer leaves is unused",
}
