"""The sentences of a check of an expense, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

EXPENSES: Templates = {
    "no_supplies": "these are not supplies that get used up",
    "supplies": "consumable supplies, such as paper and pencils, are never paid. That is so even where a school asks "
    "for them",
    "no_tuition_elsewhere": "this is no tuition at a school outside Missouri",
    "tuition_elsewhere": "tuition at a school outside Missouri ({state}) is never paid",
    "unrelated": "nobody related to the student within degree {most} is paid",
    "relative": "the payee is related to the student in degree {degree}, and up to degree {most} no relative may be "
    "paid. Choose somebody else",
    "parent": "the money would go to the parent, who is too close a relative, whoever gave the receipt. Have the "
    "payee paid",
    "a": "tuition at a qualified school",
    "not_a": "the payee is not shown to be a qualified school",
    "b": "the school asks for these textbooks",
    "not_b": "no school is shown to ask for these textbooks; show that it does",
    "c": "the one who gives this care is licensed or accredited",
    "not_c": "no license of the one who gives this care is shown, and no accreditation; show one",
    "d": "tutoring, for which no credential is asked",
    "e": "this pays for a curriculum",
    "f": "tuition or fees of a virtual school in Missouri",
    "not_f": "the payee is no virtual school",
    "allow_f": "the virtual school is outside Missouri ({state}); as the law is read here, its fees may be paid",
    "deny_f": "the virtual school is outside Missouri ({state}); as the law is read here, its fees may not be paid",
    "review_f": "the virtual school is outside Missouri ({state}). A person must look whether its fees may be paid",
    "g": "this is the fee for an achievement test, an AP or IB exam, or an exam to enter college",
    "h": "the firm is on the EAO's list",
    "not_h": "the firm is not on the EAO's list; choose one that is",
    "i": "service of a public school",
    "i_residence": "service of a public school of the district of residence, which is no enrolment",
    "not_i": "the payee is no public school",
    "j": "the EAO approved it ({approval})",
    "not_j": "technology needs the approval of an EAO first; ask for it",
    "k_summer": "this pays for an education program in the summer",
    "k_after_school": "this pays for a specialized program to learn after school",
    "l": "mileage to and from a qualified school",
    "review_l": "mileage may be paid and a relative may not; a person must look which holds here",
    "t": "cost of required testing",
    "only": "no paragraph of the list allows it, and nothing else may be paid",
    "enough": "{amount} is within the balance of {balance}",
    "too_much": "{amount} is more than the balance of {balance}; {missing} is missing",
}

# A fact that could be shown, as it stands in a sentence on what would make the expense allowed.
EXPENSE_CHANGES: Templates = {
    "in_missouri": "a school in Missouri",
    "qualified_school": "a payee that is a qualified school",
    "required": "a school that asks for these textbooks",
    "licensed": "a payee with a license or accreditation",
    "virtual_school": "a virtual school as the payee",
    "on_list": "a firm on the EAO's list",
    "public_school": "a public school as the payee",
    "approval": "the EAO's approval",
    "no_relative": "a payee who is not so close a relative",
    "payee_paid": "money paid to the payee, not to the parent",
    "within_balance": "an amount of {balance} or less",
}
EXPENSE_FRAMES: Templates = {
    "one": "{fact} would make it allowed.",
    "together": "All of these together would make it allowed: {facts}.",
}
