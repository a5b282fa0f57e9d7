"""The pages of money in: entering by hand and by file, sending back, the bank's file, and what another EAO sees."""

import io
import re
from dataclasses import replace

import pytest

from esa.app import create_app
from esa.credits import service as credits_
from esa.credits.domain import TaxpayerType
from esa.credits.views.link import link_of
from esa.demonstration.stripe_server.server import KEY, SECRET
from esa.kernel.actors import SYSTEM
from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.organizations import service as organizations
from esa.organizations.domain import Standing
from esa.payments import service as payments
from tests.builders import an_organization
from tests.functional.forms import token_of
from tests.integration.readings.choosing_people import TOMORROW, choose, on_day
from tests.paying import a_giving

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40 + b"IEND\xaeB`\x82"


@pytest.fixture
def giving(house, clock, stand_in):
    return a_giving(house, clock, stand_in)


@pytest.fixture
def finance(giving, signed_in):
    return signed_in(Role.EAO_FINANCE, organization_id=giving.river)


def text_of(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def a_form(client, giving, **more):
    return {
        "csrf_token": token_of(client), "reservation": giving.reservation, "method": "check", "amount": "$1,000",
        "given_on": "2025-11-24", "payer": "Ann Example", "number": "1001", "bank": "First Example",
        "routing": "081000032", "is_us_bank": "true", "image": (io.BytesIO(PNG), "check.png"), **more,
    }  # fmt: skip


def test_a_check_is_entered_with_its_picture_and_looked_at_again(giving, finance):
    prefilled = text_of(finance.get(f"/eao/payments/enter?reservation={giving.reservation}"))
    assert f'value="{giving.reservation}"' in prefilled
    answer = finance.post("/eao/payments/enter", data=a_form(finance, giving))
    assert answer.status_code == 303, text_of(answer)
    page = text_of(finance.get(answer.location))
    for told in ("RCP-", "$1,000.00", "First Example, 081000032", "The money has come"):
        assert told in page
    paper = finance.get(f"{answer.location}/paper")
    assert (paper.data, paper.mimetype) == (PNG, "image/png")
    assert paper.headers["Content-Disposition"].startswith("attachment")
    assert "RCP-" in text_of(finance.get("/eao/payments/"))


def test_a_refusal_keeps_what_was_typed_and_names_every_field(giving, finance):
    data = a_form(finance, giving, payer="", number="", routing="123", is_us_bank="", image=(io.BytesIO(b""), ""))
    answer = finance.post("/eao/payments/enter", data=data)
    assert answer.status_code == 422
    page = text_of(answer)
    for field in ("payer", "number", "routing", "is_us_bank", "image"):
        assert f'href="#{field}"' in page
    assert 'value="First Example"' in page
    nothing = finance.post("/eao/payments/enter", data={"csrf_token": token_of(finance)})
    assert nothing.status_code == 422
    assert "Enter an amount like 1250.00." in text_of(nothing)


def test_the_refusal_of_a_cashiers_check_speaks_spanish(giving, finance):
    finance.get("/language/es?next=/help")
    answer = finance.post("/eao/payments/enter", data=a_form(finance, giving, method="cashiers_check"))
    assert answer.status_code == 422
    assert "cheque de caja" in text_of(answer).lower()


def test_a_returned_check_voids_its_receipt(giving, finance):
    at = finance.post("/eao/payments/enter", data=a_form(finance, giving)).location
    csrf = {"csrf_token": token_of(finance)}
    assert finance.post(f"{at}/back", data=csrf).status_code == 422
    assert finance.post(f"{at}/back", data={**csrf, "how": "bounced", "reason": "no funds"}).status_code == 303
    page = text_of(finance.get(at))
    assert "The bank returned the check (no funds)" in page
    assert giving.balances() == {}


def test_money_by_the_processor_is_asked_back_and_goes_by_itself(giving, finance):
    payment, _ = giving.pay()
    giving.tell()
    at, csrf = f"/eao/payments/{payment.reference}", {"csrf_token": token_of(finance)}
    assert "Send money back" not in text_of(finance.get(at))
    giving.book.finish(giving.book.listed("payment_intent")[0]["id"], "succeeds")
    giving.tell()
    over = finance.post(f"{at}/refund", data={**csrf, "amount": "1000.01", "reason": "x"})
    assert over.status_code == 422
    assert "Enter an amount of no more than what is left to send back." in text_of(over)
    assert finance.post(f"{at}/refund", data={**csrf, "amount": "1000", "reason": "asked"}).status_code == 303
    assert "waits to be sent" in text_of(finance.get(at))
    giving.work_off()
    giving.tell()
    assert giving.balances() == {}
    assert "is on its way" in text_of(finance.get(at))


def test_a_payroll_file_is_taken_or_its_faults_are_shown_by_line(giving, finance, house):
    with house.begin(SYSTEM) as work:
        donor = credits_.add_donor(work, "Bo", TaxpayerType.INDIVIDUAL, giving.river)
        second = credits_.reserve(work, donor, giving.river, Money(60_000))
    head = "reservation,amount,paid_on,employer\n"

    def send(rows):
        file = (io.BytesIO((head + rows).encode()), "payroll.csv")
        return finance.post("/eao/payments/payroll", data={"csrf_token": token_of(finance), "file": file})

    bad = send(f"{giving.reservation},1000.00,2025-11-20,Works\n{second},x,2025-11-20,Works\n")
    assert bad.status_code == 422
    assert "line 3, amount" in text_of(bad)
    assert send(f"{giving.reservation},1000.00,2025-11-20,Works\n{second},600.00,2025-11-20,Works\n").status_code == 303
    assert "2 gifts are recorded, $1,600.00 in all." in text_of(finance.get("/eao/payments/"))
    assert finance.post("/eao/payments/payroll", data={"csrf_token": token_of(finance)}).status_code == 422


def test_the_banks_file_is_taken_and_a_line_explained_by_a_person(giving, finance):
    rows = b"booked_on,amount,description,reference\n2025-11-24,-2.00,Bank fee,\n"
    data = {"csrf_token": token_of(finance), "file": (io.BytesIO(rows), "bank.csv")}
    assert finance.post("/eao/payments/bank", data=data).status_code == 303
    page = text_of(finance.get("/eao/payments/questions"))
    assert "Bank fee" in page
    line = re.search(r'action="(/eao/payments/bank/[^"]+)"', page).group(1)
    csrf = {"csrf_token": token_of(finance)}
    assert finance.post(line, data={**csrf, "note": ""}).status_code == 422
    assert finance.post(line, data={**csrf, "note": "monthly fee"}).status_code == 303
    assert "Bank fee" not in text_of(finance.get("/eao/payments/questions"))
    faulty = {"csrf_token": token_of(finance), "file": (io.BytesIO(b"a,b\n"), "bank.csv")}
    assert "add the column amount" in text_of(finance.post("/eao/payments/bank", data=faulty))


def test_to_another_EAO_a_payment_does_not_exist(giving, finance, house, signed_in):
    at = finance.post("/eao/payments/enter", data=a_form(finance, giving)).location
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
    other = signed_in(Role.EAO_FINANCE, organization_id=hill)
    csrf = {"csrf_token": token_of(other)}
    assert [other.get(at).status_code, other.get(f"{at}/paper").status_code] == [404, 404]
    assert other.post(f"{at}/back", data={**csrf, "how": "bounced", "reason": "x"}).status_code == 404
    assert other.post(f"{at}/refund", data={**csrf, "amount": "1", "reason": "x"}).status_code == 404
    foreign = other.post("/eao/payments/enter", data=a_form(other, giving))
    assert foreign.status_code == 422
    assert "There is no such reservation for your EAO" in text_of(foreign)


@pytest.fixture
def donor_pages(settings, house, giving):
    """A browser on the donor's own link, with the stand-in behind the pages."""
    with_stripe = replace(
        settings, stripe_secret_key=KEY, stripe_webhook_secret=SECRET, stripe_api_base=giving.stand_in.base
    )
    app = create_app(with_stripe, house)
    with app.test_request_context():
        token = link_of(giving.donor)
    return app.test_client(), f"/give/{token}"


def test_a_donor_with_a_link_pays_without_an_account_and_finds_the_way_back(giving, donor_pages):
    client, own = donor_pages
    csrf = {"csrf_token": token_of(client, "/sign-in")}
    pay = f"{own}/{giving.reservation}/pay"
    assert "about four business days" in text_of(client.get(pay))
    opened = client.post(pay, data=csrf)
    assert opened.status_code == 303
    page = text_of(client.get(opened.location))
    assert giving.book.listed("checkout.session")[0]["url"] in page
    back = giving.book.listed("checkout.session")[0]["success_url"]
    assert client.get(back.removeprefix("http://localhost")).location == opened.location
    # The address that the processor sees holds no key to the donor's page.
    assert own.split("/")[-1] not in back
    stranger = client.application.test_client()
    assert "Open the address that you kept" in text_of(stranger.get(back.removeprefix("http://localhost")))


def test_AMB_26_cards_are_offered_only_where_the_Treasurer_chose_that_they_count(giving, donor_pages, house, clock):
    client, own = donor_pages
    csrf = {"csrf_token": token_of(client, "/sign-in")}

    def offered():
        client.post(f"{own}/{giving.reservation}/pay", data=csrf)
        return [each["payment_method_types"] for each in giving.book.listed("checkout.session")]

    choose(house, "AMB-26", "cards_count")
    assert offered() == [["us_bank_account"]]
    on_day(clock, TOMORROW)
    with house.begin(giving.actor) as work:
        credits_.change(work, credits_.reservation_id(work, giving.reservation), amount=Money(70_000))
    assert sorted(offered(), key=len) == [["us_bank_account"], ["us_bank_account", "card"]]


def test_a_changed_amount_closes_the_first_page_and_opens_another(giving, donor_pages, house):
    client, own = donor_pages
    csrf = {"csrf_token": token_of(client, "/sign-in")}
    first = client.post(f"{own}/{giving.reservation}/pay", data=csrf).location
    assert client.post(f"{own}/{giving.reservation}/pay", data=csrf).location == first
    with house.begin(giving.actor) as work:
        credits_.change(work, credits_.reservation_id(work, giving.reservation), amount=Money(70_000))
    second = client.post(f"{own}/{giving.reservation}/pay", data=csrf).location
    assert second != first
    sessions = {each["amount_total"]: each["status"] for each in giving.book.listed("checkout.session")}
    assert sessions == {100_000: "expired", 70_000: "open"}
    assert "Not used" in text_of(client.get(first))


def test_a_gift_whose_reservation_moved_to_another_EAO_is_held_for_its_donor(giving, house):
    payment, page = giving.open()
    with house.begin(SYSTEM) as work:
        hill = an_organization(work, "hill")
        organizations.set_standing(work, hill, SchoolYear.of(work.today), Standing.CERTIFIED)
    with house.begin(giving.actor) as work:
        credits_.change(work, credits_.reservation_id(work, giving.reservation), organization_id=hill)
    giving.book.pay(page.id, "succeeds", "us_bank_account")
    giving.days(4)
    giving.tell()
    assert giving.now(payment).held_because == "The reservation was moved to another EAO."
    assert giving.balances() == {"Assets:Processor": 100_000, "Liabilities:HeldForDonors": -100_000}


def test_where_no_key_is_set_nobody_can_pay_and_the_page_says_so(giving, app, client):
    with app.test_request_context():
        own = f"/give/{link_of(giving.donor)}/{giving.reservation}/pay"
    assert "Ask the EAO how to send a check" in text_of(client.get(own))
    assert client.post(own, data={"csrf_token": token_of(client, "/sign-in")}).status_code == 404


def test_while_the_processor_is_away_nothing_is_lost_and_a_second_try_finds_the_first_payment(giving, settings, house):
    away = replace(settings, stripe_secret_key=KEY, stripe_webhook_secret=SECRET, stripe_api_base="http://127.0.0.1:9")
    client = create_app(away, house).test_client()
    with client.application.test_request_context():
        own = f"/give/{link_of(giving.donor)}/{giving.reservation}/pay"
    answer = client.post(own, data={"csrf_token": token_of(client, "/sign-in")})
    assert answer.status_code == 409
    assert "Nothing was taken" in text_of(answer)
    first, _ = giving.open()
    assert giving.open()[0].id == first.id


def test_a_long_list_of_payments_goes_on_page_by_page_without_a_gap(giving, finance, house):
    made = []
    for _ in range(53):
        with house.begin(SYSTEM) as work:
            donor = credits_.add_donor(work, "Bo", TaxpayerType.INDIVIDUAL, giving.river)
            reference = credits_.reserve(work, donor, giving.river, Money(50_000))
            wanted = payments.Wanted(
                reservation_id=credits_.reservation_id(work, reference), reservation=reference,
                organization_id=giving.river, donor_id=donor, amount=Money(50_000),
            )  # fmt: skip
            made.append(payments.open_payment(work, wanted).reference)
    first = text_of(finance.get("/eao/payments/"))
    following = re.search(r'href="(/eao/payments/\?after=PAY-[^"]+)"', first).group(1)
    second = text_of(finance.get(following))
    listed = [re.findall(r">(PAY-[A-Z0-9]+)</a></th>", page) for page in (first, second)]
    assert [len(each) for each in listed] == [50, 3]
    assert sorted(listed[0] + listed[1]) == sorted(made)
    assert "Older payments" not in second


def test_my_gifts_leads_to_the_payment_and_how_it_stands(giving, donor_pages):
    client, own = donor_pages
    opened = client.post(f"{own}/{giving.reservation}/pay", data={"csrf_token": token_of(client, "/sign-in")}).location
    assert f'href="{opened}"' in text_of(client.get(own))
