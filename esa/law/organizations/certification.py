"""May the Treasurer certify this EAO for the school year? Every ground against it at once."""

from dataclasses import dataclass
from datetime import date

from esa.kernel.money import ZERO, Money
from esa.law.law import Law
from esa.law.organizations.sentences import ORGANIZATIONS
from esa.law.ruling import Ruling, either, tried
from esa.law.tried import Tried

# A hired financial firm's people in direct decision-making count as the EAO's own employees (EAO-20).
FIRM = "firm_decision_maker"
EMPLOYEE = "employee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A president, officer, director, employee or decision maker of a hired firm, and what speaks against each."""

    role: str
    owns_or_operates_school: bool = False
    child_has_account: bool = False
    endangers_funds: bool = False
    check_given: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """An organization that asks to be certified for a school year.

    `certified` and `certified_in_listed_places` count the others certified for that year; `most_contributions` is the
    highest total of contributions to all EAOs in any school year. Amounts and days of things that are not there are
    zero and None.
    """

    on: date
    school_year_opens_on: date
    principal_place: str
    in_listed_place: bool | None = None
    certified: int = 0
    certified_in_listed_places: int = 0
    most_contributions: Money = ZERO
    gave_notice: bool = True
    federally_exempt: bool = True
    receipts_in_treasurers_form: bool = True
    applied_on: date | None = None
    deadline: date | None = None
    bankrupt_on: date | None = None
    shows_viability: bool = True
    people: tuple[Person, ...] = ()
    checks_asked: bool = False
    expected_donations: Money = ZERO
    bond: Money = ZERO
    other_proof: bool = False
    proof_filed_on: date | None = None


def certify(asked: Applicant, law: Law) -> Ruling:
    """Return whether the organization may be certified (`may_certify`, `deny`), with all grounds (135.714, 135.715).

    `bond_due` is the amount of the bond where one is due and no other proof was filed (EAO-14).
    """
    findings = [
        *_standing(asked),
        count(asked.certified, asked.most_contributions, asked.on, law),
        _place(asked, law),
        *_deadline(asked),
        *_finances(asked, law),
        *_people(asked, law),
        bond(asked, law),
    ]
    due = asked.expected_donations if findings[-1].rule == "EAO-14" and not findings[-1].holds else ZERO
    outcome = "may_certify" if all(each.holds for each in findings) else "deny"
    return Ruling(outcome, tuple(findings), {"bond_due": due})


def _standing(asked: Applicant) -> list[Tried]:
    return [
        either(ORGANIZATIONS, "EAO-1", asked.gave_notice, ("notice", "no_notice")),
        either(ORGANIZATIONS, "EAO-1", asked.federally_exempt, ("exempt", "not_exempt")),
        either(ORGANIZATIONS, "EAO-1", asked.receipts_in_treasurers_form, ("receipts", "no_receipts")),
    ]


def count(certified: int, most_contributions: Money, on: date, law: Law) -> Tried:
    """Return EAO-2: ten may be certified, one more where contributions of any school year passed 25 million."""
    most = law.number("eao_most", on)
    over = law.known("eao_extra_over", on)
    extra = isinstance(over, Money) and most_contributions > over
    if extra:
        most += 1
    key = "count_within" if certified < most else "count_reached"
    if key == "count_reached" and isinstance(over, Money) and not extra:
        return tried(ORGANIZATIONS, "EAO-2", False, "count_reached_extra", most=most, over=over)
    return tried(ORGANIZATIONS, "EAO-2", certified < most, key, most=most, certified=certified)


def place(principal_place: str, certified_there: int, on: date, law: Law, *, listed: bool | None = None) -> Tried:
    """Return EAO-3: the number of EAOs in the listed places is limited, an eleventh included (AMB-23).

    `listed` says whether the place is one of them where that is known; else its name is looked up in the list.
    """
    most = law.number("eao_most_in_listed_places", on)
    if not (principal_place in law.texts("eao_listed_places", on) if listed is None else listed):
        return tried(ORGANIZATIONS, "EAO-3", True, "place_free", place=principal_place)
    keys = ("place_within", "place_reached")
    return either(
        ORGANIZATIONS, "EAO-3", certified_there < most, keys, place=principal_place, most=most, count=certified_there
    )


def _place(asked: Applicant, law: Law) -> Tried:
    """Return EAO-3; read otherwise (AMB-23) an eleventh EAO is free of it, wherever it is."""
    if asked.certified >= law.number("eao_most", asked.on) and law.reads("AMB-23") == "applies_to_ten":
        return tried(ORGANIZATIONS, "EAO-3", True, "place_eleventh", place=asked.principal_place)
    return place(asked.principal_place, asked.certified_in_listed_places, asked.on, law, listed=asked.in_listed_place)


def _deadline(asked: Applicant) -> list[Tried]:
    """Return EAO-4 where the Treasurer published a deadline."""
    if asked.deadline is None:
        return []
    applied = asked.applied_on or asked.on
    keys = ("in_time", "too_late")
    return [either(ORGANIZATIONS, "EAO-4", applied <= asked.deadline, keys, applied=applied, deadline=asked.deadline)]


def _finances(asked: Applicant, law: Law) -> list[Tried]:
    """Return EAO-5: no Chapter 7 or 11 within seven years, and proof of financial viability."""
    years = law.number("bankruptcy_years", asked.on)
    clear_from = None if asked.bankrupt_on is None else _years_after(asked.bankrupt_on, years)
    clear = clear_from is None or clear_from <= asked.on
    return [
        either(ORGANIZATIONS, "EAO-5", clear, ("no_bankruptcy", "bankruptcy"), years=years, clear_from=clear_from),
        either(ORGANIZATIONS, "EAO-5", asked.shows_viability, ("viable", "viability_unshown")),
    ]


def _years_after(day: date, years: int) -> date:
    """Return the same day years later, 1 March for a 29 February that the year does not have."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _people(asked: Applicant, law: Law) -> list[Tried]:
    """Return EAO-6 (conflicts of interest), EAO-11 (background checks) and EAO-20 (people of hired firms)."""
    owners = law.texts("conflict_school_roles", asked.on)
    parents = law.texts("conflict_child_roles", asked.on)
    schools = [each for each in asked.people if each.owns_or_operates_school and each.role in owners]
    children = [each for each in asked.people if each.child_has_account and each.role in parents]
    unsafe = [each for each in asked.people if each.endangers_funds]
    unchecked = [each for each in asked.people if asked.checks_asked and not each.check_given]
    found = [
        either(ORGANIZATIONS, "EAO-6", not schools, ("no_school_owned", "school_owned")),
        either(ORGANIZATIONS, "EAO-6", not children, ("no_child", "child")),
        either(ORGANIZATIONS, "EAO-11", not unchecked, ("checks_given", "checks_missing"), count=len(unchecked)),
        either(ORGANIZATIONS, "EAO-11", not unsafe, ("nobody_unsafe", "unsafe"), count=len(unsafe)),
    ]
    firm = [each for each in asked.people if each.role == FIRM]
    if firm:
        kept = not any(each in unsafe or each in unchecked for each in firm)
        found.append(either(ORGANIZATIONS, "EAO-20", kept, ("firm_counts", "firm_unfit")))
    return found


def bond(asked: Applicant, law: Law) -> Tried:
    """Return EAO-14: from 50,000 expected on, a bond of that amount or other proof, before the school year."""
    least = law.money("bond_from", asked.on)
    expected = asked.expected_donations
    if expected < least:
        return tried(ORGANIZATIONS, "EAO-14", True, "no_bond_due", expected=expected, least=least)
    given = asked.other_proof or asked.bond >= expected
    filed = asked.proof_filed_on or asked.on
    if given and filed >= asked.school_year_opens_on:
        opens = asked.school_year_opens_on
        return tried(ORGANIZATIONS, "EAO-14", False, "bond_late", filed=filed, opens=opens)
    return either(ORGANIZATIONS, "EAO-14", given, ("bond_given", "bond_due"), expected=expected, bond=asked.bond)
