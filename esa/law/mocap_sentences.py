"""The sentences on virtual courses and programs, in English; their Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

COURSES: Templates = {
    "may_take": "one who lives in Missouri, is under {under} and is in kindergarten to grade 12 may take it",
    "may_not_take": "it is for those who live in Missouri, are under {under} and are in kindergarten to grade 12",
    "by_agreement": "the student is in no public school full time and pays by agreement",
    "by_district": "the district pays for its own full-time student; an account does not",
    "within_ceiling": "{price} is at or under {ceiling}, the most a district would pay",
    "over_ceiling": "{price} is {over} over {ceiling}, the most a district would pay; the account may pay it all the "
    "same",
    "district_pays": "the district pays. This is its full-time student, with its approval before",
    "district_does_not": "a district pays only for its full-time public student whom it approved before. The family "
    "may pay",
    "pays_at_most": "the district pays at most {ceiling}, of which {percent} percent for the work done",
    "target_before": "the state adequacy target of {year} counts",
    "full_time": "{credits} credits in the term are full time, which is {least} or more",
    "part_time": "{credits} credits in the term are part time; full time is {least} or more",
    "input_in_time": "the home district may give its view through {due}",
    "input_late": "the home district had until {due} to give its view; go on without it",
    "own_district": "the home district runs the program; a program of another district may do",
    "paid_once": "the state pays the host district for this. A person looks whether this student is paid for twice",
    "barred": "a student with an account may not join a full-time program of another district",
    "paid_twice": "the state pays the host district already, so the account pays no tuition for it",
    "denial_explained": "a denial is explained by {due}",
    "denial_unexplained": "the denial was to be explained by {due}; the provider may ask for it and apply again",
    "not_authorized": "the provider is not authorized; it may apply to DESE",
    "authorized": "the provider has leave to teach through {last}",
    "authorization_over": "the provider had leave to teach through {last}. It must renew",
}
