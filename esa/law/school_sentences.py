"""The sentences of a check of a school, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

SCHOOLS: Templates = {
    "incorporated": "it is incorporated in Missouri",
    "not_incorporated": "it is not shown to be incorporated in Missouri",
    "no_discrimination": "it does not discriminate by race, color or national origin",
    "discrimination": "it is not shown that it does not discriminate by race, color or national origin",
    "tuition": "it charges tuition",
    "no_tuition": "it is not shown to charge tuition, as a private school does",
    "fpe_valid": "it meets every test of an FPE school and needs no incorporation",
    "fpe_not_valid": "it does not meet every test of an FPE school",
    "fpe_not_yet": "there were no FPE schools before August 28, 2024; the kind run at home was the home school",
    "home_never": "a home school takes no part in the program; a family that takes part runs an FPE school",
    "home_then": "before August 28, 2024 a home school was a qualified school of the kind that is run at home",
    "unrelated_within": "{count} children are not related, and {most} may be; those who are related do not count",
    "unrelated_over": "{count} children are not related, and only {most} may be; those who are related do not count",
    "no_pay": "it takes no pay for instruction",
    "pay": "it takes tuition, fees or other pay for instruction, which an FPE school may not",
    "exempt": "not asked for a pupil of {age}, from {from_age} years on",
    "records_all_three": "it keeps the plan book, the portfolio and the evaluations",
    "records_equivalent": "it keeps other records, written or credible, that are as good",
    "records_none": "no records are kept; keep a plan book, a portfolio and evaluations, or some that are as good",
    "hours_offered": "{hours} hours, at least {least}",
    "hours_short": "only {hours} hours, less than {least}",
    "hours_core_offered": "{hours} in core subjects, at least {least}",
    "hours_core_short": "only {hours} in core subjects, less than {least}",
    "hours_core_at_location_offered": "{hours} of the core hours at the regular location, at least {least}",
    "hours_core_at_location_short": "only {hours} of the core hours at the regular location, less than {least}",
    "too_young": "the pupil is {age}; a pupil of an FPE school must be {least}",
    "under_age": "the pupil is {age}, under {least}; a person must look whether the child may begin in an FPE school",
    "not_resident_public": "district {district} runs it. The student lives in district {resident}",
    "resident_public": "the district of residence {resident} runs it. A public school of some other district may do",
    "not_resident_charter": "it lies in district {district}, not in the district of residence {resident}",
    "resident_charter": "it is in the district of residence {resident}, no matter who sponsors it. A charter school "
    "in another may do",
    "no_public_of_district": "it is no public school of a district and no charter school",
    "custody": "the student is in state custody, so the school may be one of the district of residence {resident}",
}

# A fact that could be shown, as it stands in a sentence on what would make the school qualify.
SCHOOL_CHANGES: Templates = {
    "incorporated": "proof that it is incorporated in Missouri",
    "nondiscrimination": "proof that it does not discriminate",
    "tuition": "proof that it charges tuition",
    "unrelated": "no more than {amount} children who are not related",
    "no_pay": "teaching without pay",
    "records": "a plan book, a portfolio and evaluations",
    "hours": "a year of {amount} hours or more",
    "hours_core": "{amount} hours or more in core subjects",
    "hours_core_at_location": "{amount} core hours or more at the regular place",
    "age": "a pupil of {amount} years or more",
    "other_district": "a school of some other district",
}
SCHOOL_FRAMES: Templates = {
    "one": "{fact} would make it qualify.",
    "together": "All of these together would make it qualify: {facts}.",
}
