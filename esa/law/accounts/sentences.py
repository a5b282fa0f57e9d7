"""The sentences on accounts, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

ACCOUNTS: Templates = {
    "cap_fits": "{proposed} with {granted} granted before is within the cap of {cap}",
    "cap_over": "{proposed} with {granted} granted before would pass the cap of {cap}; at most {room} may be added",
    "source_named": "every dollar names its source",
    "source_unnamed": "a grant names no known source; name a tax credit, interest, the state or money that came back",
    "lower": "{proposed} is less than the {room} that the cap leaves, which an EAO may choose",
    "rolled_over": "{amount} left from earlier years is no new grant and leaves the cap whole",
    "refund_right": "the refund of {amount} went back to the account",
    "refund_wrong": "{amount} was refunded to the parent or student. No school or provider may do that; it must come "
    "back to the account",
    "year_end": "{balance} stays in the account at the end of the school year",
    "graduated": "the student graduated, so the account is closed with {balance} in it",
    "moved": "the new school is a qualified school, so the account stays open",
    "withdrew": "the new school is not a qualified one, so the account is closed with {balance} in it. The district "
    "has the duty to educate again",
    "disqualified": "the student is disqualified, so the account is closed with {balance} in it. The district has the "
    "duty to educate again",
    "redistributed": "{balance} goes back to the EAO for other qualified students",
    "window_open": "the virtual school ended the enrolment. Choose another qualified school by {last_day}. Until then "
    "the account is held",
    "window_same_school": "the same virtual school may not take the student back this year. Choose another by "
    "{last_day}",
    "window_used": "it was found on {found}, which is within the time until {last_day}",
    "window_over": "no other qualified school was found in time, so the account is closed with {balance} in it",
    "mistake": "an honest mistake is not done on purpose, so nobody is disqualified. A person looks at the award",
    "signed": "parent and EAO signed the agreement",
    "unsigned": "the agreement is not signed; sign it with the EAO",
    "in_school": "the student is enrolled in a qualified school",
    "in_no_school": "the student is not enrolled in a qualified school yet; enroll first",
    "subjects": "it is promised to teach all of English, math, science and social studies",
    "subjects_missing": "these subjects must be promised too: {missing}",
    "released": "the district of residence is released from its duty to educate",
    "not_released": "the agreement must free the district of residence from its duty to educate",
    "asked": "the parent asked to renew",
    "not_asked": "nobody asked to renew; the parent must ask each year",
    "once_qualified": "the student qualified once and stays able to apply",
    "never_qualified": "the student never qualified, so there is nothing to renew; apply as new",
    "still_on": "high school is not finished, or exam scores are still due",
    "finished": "high school is finished and no exam score is due, so the program is over for this student",
    "scores_due": "scores are due of {due} exams that the account paid for",
    "not_of_age": "at {age}, attendance is not compulsory: it is from {begins} until {ends}, or until {enough} credits",
    "of_age": "at {age}, attendance is compulsory: it is from {begins} until {ends}",
    "attendance_met": "the signed agreement meets the duty to attend school",
    "attendance_owed": "no agreement is signed, so the child must attend by another way that the law knows",
}
