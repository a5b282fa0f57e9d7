"""The sentences on accounts, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

ACCOUNTS: Templates = {
    "cap_fits": "{proposed} with {granted} granted before is within the cap of {cap}",
    "cap_over": "{proposed} with {granted} granted before would pass the cap of {cap}; at most {room} may be added",
    "source_named": "every dollar names its source",
    "source_unnamed": "a grant names no known source; name tax credit, interest, general revenue or returned money",
    "lower": "{proposed} is less than the {room} that the cap leaves, which an EAO may choose",
    "rolled_over": "{amount} left from earlier years is no new grant and leaves the cap whole",
    "refund_right": "the refund of {amount} went back to the account",
    "refund_wrong": "{amount} was refunded to the parent or student, which no school or provider may do; it must "
    "come back to the account",
    "year_end": "{balance} stays in the account at the end of the school year",
    "graduated": "the student graduated, so the account is closed with {balance} in it",
    "moved": "the new school is a qualified school, so the account stays open",
    "withdrew": "the new school is no qualified school, so the account is closed with {balance} in it and the "
    "district has the duty to educate again",
    "disqualified": "the student is disqualified, so the account is closed with {balance} in it and the district has "
    "the duty to educate again",
    "redistributed": "{balance} goes back to the EAO for other qualified students",
    "window_open": "the virtual school ended the enrolment; choose another qualified school by {last_day}, until "
    "then the account is held",
    "window_same_school": "the same virtual school may not take the student back this year; choose another by "
    "{last_day}",
    "window_used": "another qualified school was found on {found}, within the time until {last_day}",
    "window_over": "no other qualified school was found in time, so the account is closed with {balance} in it",
    "mistake": "an honest mistake is no intentional violation; nobody is disqualified, and a person looks at the award",
    "signed": "parent and EAO signed the agreement",
    "unsigned": "the agreement is not signed; sign it with the EAO",
    "in_school": "the student is enrolled in a qualified school",
    "in_no_school": "the student is not enrolled in a qualified school yet; enroll first",
    "subjects": "English, mathematics, social studies and science are promised",
    "subjects_missing": "the agreement must promise these subjects too: {missing}",
    "released": "the district of residence is released from its duty to educate",
    "not_released": "the agreement must release the district of residence from its duty to educate",
    "asked": "the parent asked to renew",
    "not_asked": "nobody asked to renew; the parent must ask each year",
    "once_qualified": "the student qualified once and stays able to apply",
    "never_qualified": "the student never qualified, so there is nothing to renew; apply as new",
    "still_on": "high school is not finished, or exam scores are still due",
    "finished": "high school is finished and no exam score is due, so the program is over for this student",
    "scores_due": "scores are due of {due} exams that the account paid for",
    "not_of_age": "at {age}, attendance is not compulsory: it is from {begins} until {ends}, or until {enough} credits",
    "of_age": "at {age}, attendance is compulsory: it is from {begins} until {ends}",
    "attendance_met": "the signed agreement meets compulsory attendance",
    "attendance_owed": "no agreement is signed, so the child must attend by another way that the law knows",
}
