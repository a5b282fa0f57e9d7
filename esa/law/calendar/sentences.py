"""The calendar's sentences and the holidays' names, in English; the Spanish stands in `translations/es/law.po`."""

from esa.law.tried import Templates

DATES: Templates = {
    "year_opens": "School year {year} begins, and its state target makes the caps.",
    "lunch_limits": "New income limits for school lunch begin.",
    "entry_day": "Who is to start school must be five, or six for grade 1, before {day}.",
    "entry_district": "{district} may set a day of its own between these days.",
    "year_ends": "School year {year} ends. What is left in an account stays there.",
    "first_come_ends": "Last day on which credits go to whoever comes first.",
    "shares_move": "From this day the Treasurer may move unused credits between EAOs.",
    "cap_set": "The Treasurer sets the cap on credits for {year}.",
    "gifts_end": "Last day to mail a gift for tax year {year}.",
    "cap_begins": "The cap on credits of {year} begins.",
    "audit_due": "An EAO whose year ended on {ended} must have filed its audit.",
    "bond_due": "Last day for the bond or proof of an EAO that expects {least} or more in {year}.",
    "accounts_audited": "The accounts of {year} must have been audited.",
    "five_year_report": "The report on the first five years is due.",
    "counting_ends": "Home districts may no longer count students of the program.",
    "window": "Families may apply for {year} from this day.",
    "window_until": "Families may apply for {year} until {last}.",
}
HOLIDAYS: Templates = {
    "New Year's Day": "New Year's Day",
    "Martin Luther King Day": "Martin Luther King Day",
    "Lincoln's Birthday": "Lincoln's Birthday",
    "Washington's Birthday": "Washington's Birthday",
    "Truman Day": "Truman Day",
    "Memorial Day": "Memorial Day",
    "Juneteenth": "Juneteenth, June 19",
    "Independence Day": "Independence Day",
    "Labor Day": "Labor Day",
    "Columbus Day": "Columbus Day",
    "Veterans Day": "Veterans Day",
    "Thanksgiving Day": "Thanksgiving Day",
    "Christmas Day": "Christmas Day",
}
