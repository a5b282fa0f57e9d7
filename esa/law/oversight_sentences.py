"""The sentences on audits, violations and holds, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

OVERSIGHT: Templates = {
    "audit_not_asked": "accounts of {year} need no audit; yearly audits begin with 2023-24",
    "audit_done": "the accounts of {year} were audited on {on}",
    "audit_waited_for": "the accounts of {year} are to be audited by {due}",
    "audit_overdue": "the accounts of {year} were to be audited by {due}; have them audited now",
    "intentional": "it was done on purpose",
    "unintentional": "it was not done on purpose, so nobody is disqualified",
    "material": "it was a false statement or broke the law in a way that matters",
    "immaterial": "it was neither a false statement nor a breach of the law that matters",
    "treasurer_decides": "the Treasurer or one who stands in decides",
    "somebody_else_decides": "only the Treasurer or one who stands in may decide; send the case there",
    "attorney_general": "the misuse is substantial and may be sent to the Attorney General",
    "appeal": "an appeal goes first to the Administrative Hearing Commission. Then it goes to the circuit court of "
    "{county}, where the student lives",
    "hold_reason": "the hold has its reason",
    "hold_no_reason": "a hold must say why; give the reason",
    "hold_dated": "the hold ends on {ends}",
    "hold_undated": "a hold must say from when and until when, since the law knows no suspension",
}
