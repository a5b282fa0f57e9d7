"""The page of an account: its family and staff follow every cent in it; to others it does not exist."""

import csv
import io
from datetime import date

import pytest
import sqlalchemy as sa

from esa.accounts import service as accounts
from esa.kernel.actors import SYSTEM
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, held, payable, scholarship
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.domain.kinds import Kind
from esa.platform import paper as papers
from tests.builders import an_organization, finance
from tests.functional.test_family_after_award import families, text_of
from tests.functional.test_paper_pages import inflated

__all__ = ["families"]
SOURCE = Source.TAX_CREDIT


@pytest.fixture
def account(house, families):
    """The account of the first family: two deposits of $4,465.63 in all, $100 asked for, and $40 of it approved."""
    eao, clients = families
    with house.begin(finance(eao)) as work:
        [view] = accounts.accounts(work)
        number = view.account.number
        accounts.set_dates(work, number, date(2025, 11, 1), date(2025, 11, 2))
        accounts.post_due_deposits(work)
        for key, kind, lines in (
            ("h", Kind.HOLD, (debit(scholarship(number, SOURCE), Money(10_000)), credit(held(SOURCE), Money(10_000)))),
            ("a", Kind.APPROVE, (debit(held(SOURCE), Money(4_000)), credit(payable(SOURCE), Money(4_000)))),
        ):
            ledger.post(
                work,
                Entry(
                    organization_id=eao, on=date(2025, 11, 25), kind=kind, narrative="Tuition", key=key, lines=lines,
                    account_number=number,
                ),
            )  # fmt: skip
    return number, eao, clients


def test_a_family_sees_what_it_has_what_is_held_what_is_on_its_way_and_what_comes(account):
    number, _, (mine, *_) = account
    page = text_of(mine.get(f"/accounts/{number}"))
    for said in ("$4,365.63", "$60.00", "$40.00", "-$100.00", "($40.00)", "+$2,232.82", "February 1, 2026"):
        assert said in page, said
    assert page.count(">Planned<") == 2
    assert 'role="img"' in page
    assert "In 2025-26 $4,465.63 came in and $100.00 left. At the end the account held $4,365.63." in page
    assert f'href="/accounts/{number}"' in text_of(mine.get("/family/children"))


def test_a_movement_tells_its_source_and_its_number_in_the_books(account, house):
    number, _, (mine, *_) = account
    with house.begin(SYSTEM) as work:
        entry = work.tx.scalar(sa.text("SELECT number FROM ledger_entries WHERE kind = 'deposit' ORDER BY number"))
    page = text_of(mine.get(f"/accounts/{number}/movements/{entry}"))
    assert "gifts for tax credits, $2,232.82" in page
    assert f">{entry}<" in page


def test_other_families_and_other_EAOs_find_no_such_account(account, house, signed_in):
    number, eao, (_, second, _) = account
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    staff = signed_in(Role.EAO_FINANCE, organization_id=hill)
    pages = (
        "", "/movements/1", "/statement/2025-26/en", "/statement/2025-26/en.pdf", "/statement/2025-26.csv",
    )  # fmt: skip
    own = signed_in(Role.EAO_FINANCE, organization_id=eao)
    for page in pages:
        for client in (second, staff):
            assert client.get(f"/accounts/{number}{page}").status_code == 404, page
        if "movements" not in page:
            assert own.get(f"/accounts/{number}{page}").status_code == 200, page


@pytest.mark.parametrize("role", [Role.EAO_FINANCE, Role.AUDITOR, Role.TREASURER])
def test_that_staff_looked_is_recorded(account, house, signed_in, role):
    number, eao, _ = account
    client = signed_in(role, **({"organization_id": eao} if role is Role.EAO_FINANCE else {}))
    theirs = text_of(client.get(f"/accounts/{number}"))
    assert "$4,365.63" in theirs
    with house.begin(SYSTEM) as work:
        looked = work.tx.scalars(
            sa.text("SELECT actor_role FROM audit_events WHERE action = 'account.viewed' AND subject_id = :n"),
            {"n": number},
        ).all()
    assert role.value in looked


def test_a_statement_in_CSV_ends_with_what_the_account_holds(account):
    number, _, (mine, *_) = account
    answer = mine.get(f"/accounts/{number}/statement/2025-26.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert [row["kind"] for row in rows] == ["deposit", "deposit", "hold", "approve"]
    assert (rows[0]["in"], rows[2]["out"], rows[3]["step"]) == ("2232.82", "100.00", "40.00")
    assert rows[-1]["balance"] == "4365.63"


def test_a_statement_of_a_month_begins_with_what_the_account_held_before_it(account):
    number, _, (mine, *_) = account
    november = text_of(mine.get(f"/accounts/{number}/statement/2025-11/en"))
    december = text_of(mine.get(f"/accounts/{number}/statement/2025-12/en"))
    assert "November 2025" in november
    assert "Deposit" in november
    assert "Nothing moved in this time." in december
    assert december.count("$4,365.63") == 2


@pytest.mark.parametrize("span", ["2025-13", "2025-27", "1999-00", "x"])
def test_there_is_no_statement_of_a_span_that_is_none(account, span):
    number, _, (mine, *_) = account
    assert mine.get(f"/accounts/{number}/statement/{span}/en").status_code == 404


def test_the_PDF_is_tagged_and_the_same_facts_give_the_same_bytes(account):
    number, _, (mine, *_) = account
    assert papers.can_make_pdf()
    first = mine.get(f"/accounts/{number}/statement/2025-26/es.pdf")
    assert first.mimetype == "application/pdf"
    assert b"/StructTreeRoot" in inflated(first.data)
    assert mine.get(f"/accounts/{number}/statement/2025-26/es.pdf").data == first.data


def test_a_list_that_cannot_go_on_from_a_mark_says_so(account):
    number, _, (mine, *_) = account
    assert mine.get(f"/accounts/{number}?after=2025-11-25|nothing").status_code == 422
    assert mine.get(f"/accounts/{new_id()}").status_code == 404


def test_a_movement_of_a_request_leads_to_it(account, house):
    number, eao, (mine, *_) = account
    with house.begin(finance(eao)) as work:
        lines = (debit(held(SOURCE), Money(1_000)), credit(scholarship(number, SOURCE), Money(1_000)))
        entry = Entry(organization_id=eao, on=date(2025, 11, 25), kind=Kind.LET_GO, narrative="Let go",
                      key="let_go:EX-ABCD-1:1", lines=lines)  # fmt: skip
        ledger.post(work, entry)
    page = text_of(mine.get(f"/accounts/{number}"))
    movement = page.split(f'href="/accounts/{number}/movements/')[1].split('"')[0]
    assert 'href="/family/expenses/lines/EX-ABCD-1"' in text_of(mine.get(f"/accounts/{number}/movements/{movement}"))
