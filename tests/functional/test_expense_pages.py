"""A family asks, follows, mends and appeals; staff take, decide and look afterwards: through the pages alone."""

import io
import re
from html import unescape

import pytest
import sqlalchemy as sa

from esa.accounts.domain.expenses.words import AppealOutcome, LineStanding, Outcome, Stage
from esa.accounts.service import expenses
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from tests.builders import manager
from tests.functional.forms import token_of
from tests.integration.accounts.test_expenses import judge
from tests.spending import PHOTO, STORE, a_home, a_line


@pytest.fixture
def home(house, settings):
    return a_home(house, settings)


@pytest.fixture
def parent(home, signed_in):
    return signed_in(Role.FAMILY, household_id=home.household)


@pytest.fixture
def staff(home, signed_in):
    return signed_in(Role.EAO_MANAGER, organization_id=home.eao)


def text_of(answer):
    return unescape(answer.get_data(as_text=True))


def send(client, path, **data):
    return client.post(path, data={"csrf_token": token_of(client), **data}, content_type="multipart/form-data")


def photo():
    return io.BytesIO(PHOTO), "bill.png"


def begun(parent, home):
    there = send(parent, "/family/expenses/new", account=home.number).headers["Location"]
    return re.fullmatch(r"/family/expenses/(EX-\w+)/1/category", there)[1]


def answered(parent, reference, number=1, *, payee="other", **more):
    """Answer every page of a line but its papers; return where the last one leads."""
    pages = {
        "category": {"category": "tutoring"},
        "payee": {"payee": payee, "payee_name": "Tutor Tess", "payee_kind": "individual", "payee_state": "mo"},
        "related": {"relation": "none", "already_paid": "no"},
        "amount": {"description": "Math on Mondays", "amount": "$1,50.00", "stage": "invoiced"},
    }
    pages["amount"]["amount"] = "150"
    there = ""
    for step, given in pages.items():
        given.update({name: value for name, value in more.items() if name in given})
        answer = send(parent, f"/family/expenses/{reference}/{number}/{step}", **given)
        assert answer.status_code == 303, (step, text_of(answer))
        there = answer.headers["Location"]
    return there


def test_a_line_is_asked_for_page_by_page_with_its_photo_and_followed(parent, home):
    reference = begun(parent, home)
    assert answered(parent, reference) == f"/family/expenses/{reference}/1/papers"
    assert "The bill or invoice" in text_of(parent.get(f"/family/expenses/{reference}/1/papers"))
    send(parent, f"/family/expenses/{reference}/1/papers", files_invoice=photo())
    check = text_of(parent.get(f"/family/expenses/{reference}"))
    assert "Math on Mondays" in check
    assert "$150.00" in check
    for _ in range(2):
        assert send(parent, f"/family/expenses/{reference}/send").status_code == 303
    page = text_of(parent.get(f"/family/expenses/lines/{reference}-1"))
    assert "Waits for an answer" in page
    assert "December 3, 2025" in page
    assert "bill.png" in page
    assert home.balance() == Money(85_000)
    assert "Tutor Tess" in text_of(parent.get("/family/expenses/"))


def test_what_is_missing_or_wrong_on_a_page_is_said_and_what_was_typed_stays(parent, home):
    reference = begun(parent, home)
    answer = send(parent, f"/family/expenses/{reference}/1/amount", description="Books", amount="a lot")
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Enter an amount in dollars" in page or "Tell us if you have the bill." in page
    assert 'value="a lot"' in page
    assert 'value="Books"' in page
    named = text_of(send(parent, f"/family/expenses/{reference}/1/payee", payee="other", payee_state="Missouri"))
    for said in (
        "Enter the name of who is to be paid.",
        "Choose what kind of payee it is.",
        "two letters of the state",
    ):
        assert said in named


def test_EXP_N3_a_denial_says_the_rule_how_to_mend_it_and_until_when_to_appeal(parent, home):
    reference = begun(parent, home)
    answered(parent, reference, relation="aunt_uncle")
    send(parent, f"/family/expenses/{reference}/1/papers", files_invoice=photo())
    assert "As it stands, the law does not allow this line" in text_of(parent.get(f"/family/expenses/{reference}"))
    send(parent, f"/family/expenses/{reference}/send")
    page = text_of(parent.get(f"/family/expenses/lines/{reference}-1"))
    for said in ("related to the student in degree 3", "EXP-N3", "166.705.1(5)", "Have the payee paid instead",
                 "until December 25, 2025"):  # fmt: skip
        assert said in page, said
    parent.get("/language/es")
    page = text_of(parent.get(f"/family/expenses/lines/{reference}-1"))
    assert "Negada" in page
    assert "25 de diciembre de 2025" in page


def test_an_appeal_is_decided_by_another_person(parent, home, staff):
    tutor = home.listed()
    [line] = home.ask(a_line(payee=tutor))
    denier = manager(home.eao)
    judge(home, line.reference, Outcome.DENY, actor=denier, reason="The bill shows no child.")
    here = f"/family/expenses/lines/{line.reference}"
    letter = text_of(parent.get("/family/messages"))
    assert f"Your expense was denied ({line.reference})" in letter
    assert "The bill shows no child." not in letter
    assert "The bill shows no child." in text_of(parent.get(here))
    assert send(parent, f"{here}/appeal", text="").status_code == 422
    for _ in range(2):
        assert send(parent, f"{here}/appeal", text="Her name is at the top.").status_code == 303
    assert "Another person looks at your appeal." in text_of(parent.get(here))
    desk = f"/eao/expenses/lines/{line.reference}"
    assert "Her name is at the top." in text_of(staff.get(desk))
    assert line.reference in text_of(staff.get("/eao/expenses/"))
    refused = send(staff, f"{desk}/appeal", outcome="overturned")
    assert (refused.status_code, "words the family can use" in text_of(refused)) == (422, True)
    send(staff, f"{desk}/appeal", outcome="overturned", reason="The name is there.")
    kept = home.line(line.reference)
    assert (kept.line.standing, kept.appeals[0].outcome.value) == (LineStanding.APPROVED, "overturned")
    assert "The name is there." in text_of(parent.get(here))
    assert home.differing() == ()


def test_who_denied_cannot_decide_the_appeal_and_an_upheld_one_names_what_is_left(parent, home, staff):
    [line] = home.ask(a_line())
    desk = f"/eao/expenses/lines/{line.reference}"
    send(staff, f"{desk}/decide", outcome="deny", reason="No child is named.")
    send(parent, f"/family/expenses/lines/{line.reference}/appeal", text="Look again.")
    assert "Another person must decide the appeal." in text_of(staff.get(desk))
    answer = send(staff, f"{desk}/appeal", outcome="upheld", reason="No.")
    assert (answer.status_code, "You denied this line yourself" in text_of(answer)) == (422, True)
    with home.house.begin(manager(home.eao)) as work:
        said = expenses.Judged(outcome=Outcome.DENY, reason="The bill is of another child.")
        expenses.answer(work, line.reference, AppealOutcome.UPHELD, said)
    page = text_of(parent.get(f"/family/expenses/lines/{line.reference}"))
    assert "The denial stays." in page
    assert "State Treasurer" in page


def test_staff_take_a_line_give_it_back_and_decide_it_with_like_cases_beside_it(staff, home):
    tutor = home.listed()
    first, second, third = home.ask(*[a_line(payee=tutor, cents=cents) for cents in (1_000, 2_000, 3_000)])
    desk = f"/eao/expenses/lines/{third.reference}"
    judge(home, first.reference)
    judge(home, second.reference, Outcome.DENY, reason="A hobby.")
    send(staff, f"{desk}/take")
    assert "Tess Example" in text_of(staff.get("/eao/expenses/?mine=true"))
    page = text_of(staff.get(desk))
    assert "Like cases were decided both ways." in page
    assert "A hobby." in page
    assert "EXP-d" in page
    send(staff, f"{desk}/give-back")
    assert third.reference not in text_of(staff.get("/eao/expenses/?mine=true"))
    refused = send(staff, f"{desk}/decide", outcome="deny")
    assert (refused.status_code, "so that the family can mend it" in text_of(refused)) == (422, True)
    assert send(staff, f"{desk}/decide", outcome="allow").status_code == 303
    assert home.line(third.reference).line.standing is LineStanding.APPROVED
    again = send(staff, f"{desk}/decide", outcome="allow")
    assert (again.status_code, "decided already" in text_of(again)) == (422, True)


def test_staff_read_the_papers_of_a_line_and_another_EAO_does_not(staff, home, house, settings, signed_in):
    [line] = home.ask(a_line())
    document = home.line(line.reference).papers[0].document_id
    assert staff.get(f"/eao/expenses/papers/{document}").data == PHOTO
    other = signed_in(Role.EAO_MANAGER, organization_id=a_home(house, settings, slug="hill").eao)
    assert other.get(f"/eao/expenses/papers/{document}").status_code == 404
    assert other.get(f"/eao/expenses/lines/{line.reference}").status_code == 404
    assert other.post(f"/family/papers/{document}/remove").status_code in (400, 403)


def test_a_paper_that_is_with_a_line_stays(parent, home):
    [line] = home.ask(a_line())
    document = home.line(line.reference).papers[0].document_id
    assert send(parent, f"/family/papers/{document}/remove").status_code == 409
    assert parent.get(f"/family/papers/{document}").status_code == 200


def test_a_line_is_taken_back_and_one_before_buying_gets_its_bill(parent, home):
    back, later = home.ask(a_line(cents=10_000), a_line(cents=40_000), papers=[[], []])
    send(parent, f"/family/expenses/lines/{back.reference}/withdraw")
    assert "Taken back" in text_of(parent.get(f"/family/expenses/lines/{back.reference}"))
    page = text_of(parent.get(f"/family/expenses/lines/{later.reference}"))
    assert "Something is missing" in page
    send(parent, f"/family/expenses/lines/{later.reference}/papers", files_invoice=photo())
    assert home.line(later.reference).line.standing is LineStanding.WAITING


def test_samples_are_looked_at_once_and_a_mistake_is_named(staff, home):
    [line] = home.ask(a_line("tuition", 99_000, home.own_school))
    with home.house.begin(manager(home.eao)) as work:
        work.tx.execute(sa.text("UPDATE expense_lines SET sampled = 'drawn'"))
    here = f"/eao/expenses/samples/{line.reference}"
    assert "Drawn by lot." in text_of(staff.get("/eao/expenses/samples"))
    assert send(staff, here, outcome="mistake").status_code == 422
    assert send(staff, here, outcome="fine").status_code == 303
    assert send(staff, here, outcome="fine").status_code == 422


def test_the_rules_of_the_house_are_published_as_ours(client):
    page = text_of(client.get("/rules/expenses/"))
    assert "Ours, not of the law" in page
    assert "A bill of the child’s own school" in page


def test_a_request_of_two_lines_says_each_answer_by_itself(parent, home):
    home.ask(a_line("supplies", 3_000, STORE), a_line())
    page = text_of(parent.get("/family/expenses/"))
    assert "Denied" in page
    assert "Waits for an answer" in page


def test_a_bill_that_was_too_much_is_sent_again_with_the_same_photo(parent, home):
    tutor = home.listed()
    [line] = home.ask(a_line(payee=tutor, cents=40_000, stage=Stage.BEFOREHAND), papers=[[]])
    judge(home, line.reference)
    here = f"/family/expenses/lines/{line.reference}"
    refused = send(parent, f"{here}/invoice", amount="400.01", files_invoice=photo())
    assert (refused.status_code, "more than what was agreed" in text_of(refused)) == (422, True)
    assert send(parent, f"{here}/invoice", amount="400", files_invoice=photo()).status_code == 303
    assert home.line(line.reference).line.standing is LineStanding.APPROVED
