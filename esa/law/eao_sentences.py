"""The sentences on an EAO's year of money, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

LIMITS: Templates = {
    "fund_met": "{paid} went to the fund and {due} was due, {percent} percent of the contributions",
    "fund_short": "only {paid} went to the fund and {due} was due, {percent} percent of the contributions; send "
    "{missing} more",
    "accounts_met": "{paid} was spent on scholarship accounts and {due} was due, {percent} percent of the gifts",
    "accounts_short": "only {paid} was spent on accounts of students and {due} was due, {percent} percent of the "
    "gifts; spend {missing} more",
    "overhead_within": "overhead of {paid} is at or under {limit}, the smaller of {steps} by the steps and {residue} "
    "that the fund and the accounts leave",
    "overhead_over": "overhead of {paid} is over {limit}, the smaller of {steps} by the steps and {residue} that the "
    "fund and the accounts leave; {excess} too much",
    "overhead_strict": "if the steps were counted on what is left, the limit would be {strict}",
    "overhead_read_within": "overhead of {paid} is at or under {limit}, as the steps are counted on {base} here",
    "overhead_read_over": "overhead of {paid} is over {limit}, as the steps are counted on {base} here; {excess} too "
    "much",
    "interest_met": "{paid} of interest was spent on scholarship accounts and {due} was due, all of it",
    "interest_short": "only {paid} of interest was spent on scholarship accounts and {due} was due, all of it; spend "
    "{missing} more",
}
