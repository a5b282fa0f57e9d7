"""The pages of EAO staff on real applications: list, reasons, bringing in, award run by two people, accounts."""

import io
import re

import pytest

from esa.accounts import service as accounts
from esa.applications import service as applications
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from tests.builders import YEAR, a_gift, an_organization, finance, manager
from tests.functional.forms import token_of
from tests.integration.applications.test_bringing import a_child, a_file

LIST = "/eao/applications/"


@pytest.fixture
def river(house):
    """An EAO with money for one grant and three children who ask for one."""
    with house.begin(SYSTEM) as work:
        made = an_organization(work)
        ledger.ensure_accounts(work, made)
    iep = a_child(1, given_name="Ana", iep={"kind": "iep", "dated": "2025-01-15"}, payment_plan="lump")
    data = a_file(iep, a_child(2, given_name="Ben"))
    data += a_file(a_child(3, given_name="Cora"), key="h2", annual_income="100000.00")
    with house.begin(manager(made)) as work:
        applications.bring(work, data, "f.jsonl", YEAR)
    with house.begin(finance(made)) as work:
        ledger.post(work, a_gift(made, Money(500_000)))
    return made


def send(client, path, **data):
    return client.post(path, data={"csrf_token": token_of(client), **data}, content_type="multipart/form-data")


def text_of(answer):
    plain = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", plain)


def reference_of(house, organization_id, given_name):
    with house.begin(manager(organization_id)) as work:
        page = applications.listed(work, applications.Listing(school_year=YEAR))
    return next(row.reference for row in page.rows if row.given_name == given_name)


def test_the_list_is_narrowed_by_standing_and_by_number(house, river, signed_in):
    client, cora = signed_in(Role.EAO_REVIEWER, organization_id=river), reference_of(house, river, "Cora")
    everybody, one = text_of(client.get(LIST)), text_of(client.get(f"{LIST}?search={cora}"))
    assert "Cora" in everybody
    assert "Ben" in everybody
    assert "Cora" in one
    assert "Ben" not in one
    assert "No application is like this." in text_of(client.get(f"{LIST}?status=withdrawn"))


@pytest.mark.parametrize(
    "asked", ["status=nonsense", "tier=z", "year=soon", "order=up", f"search={'x' * 81}", "after=nonsense"]
)
def test_a_list_that_cannot_be_shown_is_refused_in_words(river, signed_in, asked):
    answer = signed_in(Role.EAO_REVIEWER, organization_id=river).get(f"{LIST}?{asked}")
    assert answer.status_code in (200, 422)
    assert "Traceback" not in text_of(answer)


def test_one_application_shows_each_rule_with_its_section(house, river, signed_in):
    page = text_of(signed_in(Role.EAO_REVIEWER, organization_id=river).get(LIST + reference_of(house, river, "Ana")))
    assert "DEF-4 Yes the plan of January 15, 2025 counts" in page
    assert "RSMo 166.700(9)(a)" in page
    assert "Qualifies" in page


def test_facts_stand_in_words_and_in_the_language_of_the_reader(house, river, signed_in):
    client, reference = signed_in(Role.EAO_REVIEWER, organization_id=river), reference_of(house, river, "Ana")
    english = text_of(client.get(LIST + reference))
    assert "IEP or service plan IEP, 2025-01-15" in english
    assert "missouri resident" not in english
    client.get("/language/es")
    assert "IEP o plan de servicios IEP (plan de educación individual), 2025-01-15" in text_of(
        client.get(LIST + reference)
    )


def test_another_EAOs_application_is_not_there(house, river, signed_in):
    with house.begin(SYSTEM) as work:
        other = an_organization(work, "hill")
    client, reference = signed_in(Role.EAO_MANAGER, organization_id=other), reference_of(house, river, "Ana")
    assert client.get(LIST + reference).status_code == 404
    assert send(client, f"{LIST}{reference}/decide").status_code == 404


def test_a_file_is_looked_through_first_and_taken_with_the_tick(house, river, signed_in):
    client, data = signed_in(Role.EAO_REVIEWER, organization_id=river), a_file(a_child(9, given_name="Dora"), key="h9")
    looked = send(client, f"{LIST}bring", file=(io.BytesIO(data), "more.jsonl"))
    assert "Nothing is changed yet." in text_of(looked)
    assert "Dora" not in text_of(client.get(LIST))
    send(client, f"{LIST}bring", file=(io.BytesIO(data), "more.jsonl"), take="true")
    assert "Dora" in text_of(client.get(LIST))


def test_a_file_with_a_fault_says_its_line_and_field(river, signed_in):
    data = a_file(a_child(9, given_name="Dora", grade="99"), key="h9")
    answer = send(
        signed_in(Role.EAO_REVIEWER, organization_id=river), f"{LIST}bring", file=(io.BytesIO(data), "more.jsonl")
    )
    assert answer.status_code == 422
    assert "line 1" in text_of(answer)
    assert "grade" in text_of(answer)


def a_frozen_run(client):
    drafted = send(client, "/eao/awards/new", year=str(YEAR), tie="completed", last="partial")
    address = drafted.headers["Location"]
    assert send(client, f"{address}/freeze").status_code == 303
    return address


def test_a_run_is_released_by_a_second_person(house, river, signed_in):
    boss, money = signed_in(Role.EAO_MANAGER, organization_id=river), signed_in(Role.EAO_FINANCE, organization_id=river)
    address = a_frozen_run(boss)
    assert "You froze this run." in text_of(boss.get(address))
    assert send(boss, f"{address}/release").status_code >= 400
    assert send(money, f"{address}/release").status_code == 303
    assert "Released" in text_of(money.get(address))
    with house.begin(finance(river)) as work:
        assert len(accounts.accounts(work, "", 50)) == 1


def test_a_run_set_aside_grants_nothing(river, signed_in):
    boss = signed_in(Role.EAO_MANAGER, organization_id=river)
    address = a_frozen_run(boss)
    send(boss, f"{address}/set-aside")
    assert "Set aside" in text_of(boss.get(address))
    assert "No account has been opened yet." in text_of(boss.get("/eao/accounts/"))


def test_the_files_of_a_run_can_be_taken_out(river, signed_in):
    boss = signed_in(Role.EAO_MANAGER, organization_id=river)
    address = a_frozen_run(boss)
    for name in ("pool.csv", "funds.json", "plan.csv"):
        answer = boss.get(f"{address}/{name}")
        assert answer.status_code == 200
        assert name in answer.headers["Content-Disposition"]
    assert boss.get(f"{address}/other.csv").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {"year": "2025-26", "tie": "lottery", "last": "stop"},
        {"year": "soon", "tie": "completed", "last": "stop"},
        {"year": "2025-26", "tie": "rank", "last": "stop"},
    ],
)
def test_a_draft_that_cannot_be_made_comes_back_with_its_form(river, signed_in, given):
    answer = send(signed_in(Role.EAO_MANAGER, organization_id=river), "/eao/awards/new", **given)
    assert answer.status_code == 422
    assert "There is a problem" in text_of(answer)


def test_a_place_far_past_the_end_is_an_empty_page(river, signed_in):
    boss = signed_in(Role.EAO_MANAGER, organization_id=river)
    address = a_frozen_run(boss)
    assert boss.get(f"{address}?after={'9' * 30}").status_code == 200


def test_a_deposit_waits_for_the_agreement_until_its_day_is_said(house, river, signed_in):
    boss, money = signed_in(Role.EAO_MANAGER, organization_id=river), signed_in(Role.EAO_FINANCE, organization_id=river)
    send(money, f"{a_frozen_run(boss)}/release")
    send(money, "/eao/accounts/deposits")
    with house.begin(finance(river)) as work:
        number = accounts.accounts(work, "", 50)[0].account.number
    address = f"/eao/accounts/{number}"
    assert "Waits" in text_of(money.get(address))
    wrong = send(money, f"{address}/dates", agreement_on="yesterday")
    assert wrong.status_code == 422
    assert 'value="yesterday"' in wrong.get_data(as_text=True)
    send(money, f"{address}/dates", agreement_on="2025-10-01", enrolled_on="2025-10-02")
    send(money, "/eao/accounts/deposits")
    assert "Posted" in text_of(money.get(address))
    assert "Sound" in text_of(money.get("/books/"))
