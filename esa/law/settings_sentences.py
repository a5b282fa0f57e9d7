"""The sentences on how a school is set up, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

SETTINGS: Templates = {
    "incorporated": "it is incorporated, which is not asked",
    "not_incorporated": "it is not incorporated and need not be",
    "instruction": "its main purpose is to teach in a private or a religious way",
    "no_instruction": "its main purpose must be to teach in a private or a religious way",
    "no_check_asked": "nobody makes a background check a condition",
    "check_asked": "a background check may not be made a condition; drop it",
    "credits": "{hours} hours make {earned} credits, one for each {least}",
    "too_few_hours": "{hours} hours make no credit; it takes {least}",
    "partnered": "a certified EAO is its partner",
    "unpartnered": "no certified EAO is its partner; ask one",
    "accredited": "it is accredited",
    "unaccredited": "the Treasurer asks it to be accredited, which it has not shown",
}
