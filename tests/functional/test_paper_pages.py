"""Receipts and certificates as papers: tagged PDF, one number for ever, and a public check that tells nothing more."""

import re
import zlib
from datetime import date

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.domain import Method, ReturnReason, TaxpayerType
from esa.credits.domain.donors import Owner
from esa.credits.domain.papers import digest_of
from esa.credits.models import GiftPaper
from esa.credits.views.link import link_of
from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.platform import paper as papers
from tests.builders import an_organization, finance, treasurer
from tests.functional.forms import token_of

GROSS, RESERVED = Money(150_000), Money(123_457)


@pytest.fixture
def given(house):
    """A company of two owners that reserved 1,234.57 and gave 1,500.00, certified; a second EAO and donor."""
    with house.begin(SYSTEM) as work:
        river, hill = an_organization(work), an_organization(work, "hill")
        ledger.ensure_accounts(work, river)
        credits_.set_cap(work, work.today.year, Money(10**9), cite="135.713.3", source="test", as_of=date(2025, 1, 1))
        firm = credits_.add_donor(work, "Test Tools LLC", TaxpayerType.BUSINESS, river)
        credits_.set_number(work, firm, b"sealed", "6789")
        credits_.set_owners(work, firm, [Owner(name="A. Part", share=666_667), Owner(name="B. Part", share=333_333)])
        other = credits_.add_donor(work, "Bob", TaxpayerType.INDIVIDUAL, hill)
        reference = credits_.reserve(work, firm, river, RESERVED)
        reservation = credits_.reservation_id(work, reference)
        receipt = credits_.record_contribution(work, reservation, GROSS, Method.CHECK, work.today)
    with house.begin(treasurer()) as work:
        credits_.certify(work, reservation)
    return {
        "river": river, "hill": hill, "firm": firm, "other": other, "reference": reference,
        "reservation": reservation, "receipt": receipt, "certificate": numbers(house, reservation)[1],
    }  # fmt: skip


def all_papers(house, reservation):
    with house.begin(SYSTEM) as work:
        return credits_.papers_of(work, [reservation]).get(reservation, [])


def numbers(house, reservation):
    return [each.made.number for each in all_papers(house, reservation)]


@pytest.fixture
def token(app, given):
    with app.test_request_context():
        return link_of(given["firm"])


def pdf(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.mimetype == "application/pdf"
    return answer.data


def inflated(data):
    """The bytes of a PDF with its packed streams opened."""
    out = [data]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            out.append(zlib.decompress(packed))
        except zlib.error:
            out.append(packed)
    return b"\n".join(out)


def plain(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_TAX_9_a_receipt_is_a_tagged_PDF_of_PDF_UA_with_the_same_bytes_each_time(client, given, token):
    address = f"/give/{token}/papers/{given['receipt']}/en.pdf"
    data = pdf(client, address)
    told = inflated(data)
    assert data.startswith(b"%PDF-1.7")
    assert re.search(rb"pdfuaid:part>1<|pdfuaid:part=\"1\"", told)
    assert b"/StructTreeRoot" in told
    assert b"/Marked true" in told
    assert re.search(rb"/Lang\s*\(en\)", told)
    assert re.search(rb"/DisplayDocTitle true", told)
    for tag in (b"/H1", b"/Table", b"/TH", b"/TD", b"/Link"):
        assert tag in told, tag
    assert given["receipt"].encode() in told
    assert pdf(client, address) == data
    assert pdf(client, address.replace("/en.pdf", "/es.pdf")) != data


def test_135_714_1_3_a_receipt_says_who_gave_whom_how_much_and_that_it_is_no_certificate(client, given, token):
    text = plain(client, f"/give/{token}/papers/{given['receipt']}/en")
    for fact in (
        given["receipt"],
        "River EAO",
        "Test Tools LLC",
        "ends in 6789",
        "$1,500.00",
        "$1,234.57",
        "own check",
    ):
        assert fact in text, fact
    assert "are not the State's certificate" in text.replace("&#39;", "'")
    assert "lowers the federal deduction" in text
    assert "no son el certificado del Estado" in plain(client, f"/give/{token}/papers/{given['receipt']}/es")


def test_TAX_7_a_certificate_shows_each_owners_part_to_the_cent(client, given, token):
    text = plain(client, f"/give/{token}/papers/{given['certificate']}/en")
    assert given["certificate"].startswith("CRT-")
    assert "$1,234.57" in text
    assert "$823.05" in text
    assert "$411.52" in text
    assert b"/StructTreeRoot" in inflated(pdf(client, f"/give/{token}/papers/{given['certificate']}/es.pdf"))


def test_a_gift_that_has_not_come_has_no_receipt(house, given):
    with house.begin(SYSTEM) as work:
        waiting = credits_.reservation_id(work, credits_.reserve(work, given["firm"], given["river"], Money(60_000)))
    assert numbers(house, waiting) == []


def test_RES_5_money_that_goes_back_voids_the_papers_and_the_next_ones_say_what_they_replace(
    house, given, client, token
):
    with house.begin(finance(given["river"])) as work:
        credits_.take_back(work, given["receipt"], ReturnReason.REFUND, work.today, amount=Money(100_000))
    found = {each.made.number: each for each in all_papers(house, given["reservation"])}
    second = found[f"{given['receipt']}-2"]
    assert list(found) == [given["receipt"], given["certificate"], second.made.number, f"{given['certificate']}-2"]
    assert found[given["receipt"]].void is not None
    assert found[given["receipt"]].replaced_by == second.made.number
    assert second.made.amount == Money(50_000)
    text = plain(client, f"/give/{token}/papers/{second.made.number}/en")
    assert f"replaces {given['receipt']}, which is void" in text
    assert "Went back to the donor $1,000.00" in text
    assert "This paper is void since" in plain(client, f"/give/{token}/papers/{given['receipt']}/en")
    with house.begin(finance(given["river"])) as work:
        credits_.take_back(work, given["receipt"], ReturnReason.REFUND, work.today)
    assert all(each.void is not None for each in all_papers(house, given["reservation"]))
    assert len(all_papers(house, given["reservation"])) == 4


def test_finance_replaces_a_receipt_with_a_corrected_name_and_the_first_stays_as_it_was(house, given, signed_in):
    before = all_papers(house, given["reservation"])[0].made.content
    with house.begin(SYSTEM) as work:
        credits_.donor(work, given["firm"]).name = "Test Tools Inc"
    client, address = signed_in(Role.EAO_FINANCE, organization_id=given["river"]), f"/papers/{given['receipt']}"
    token = token_of(client, address)
    assert client.post(f"{address}/replace", data={"csrf_token": token, "reason": ""}).status_code == 422
    answer = client.post(f"{address}/replace", data={"csrf_token": token, "reason": "The name was wrong."})
    assert answer.location == f"{address}-2"
    assert "Test Tools Inc" in plain(client, f"{address}-2/en")
    assert "Test Tools LLC" in plain(client, f"{address}/en")
    assert all_papers(house, given["reservation"])[0].made.content == before
    again = client.post(f"{address}/replace", data={"csrf_token": token, "reason": "Once more."})
    assert again.status_code == 422
    certificate = client.post(f"/papers/{given['certificate']}/replace", data={"csrf_token": token, "reason": "No."})
    assert certificate.status_code == 403


def test_no_role_changes_a_paper_and_its_digest_is_that_of_its_facts(house, given):
    for each in all_papers(house, given["reservation"]):
        assert digest_of(each.made.content) == each.made.digest
    with pytest.raises(sa.exc.DBAPIError), house.begin(SYSTEM) as work:
        work.tx.execute(sa.update(GiftPaper).values(digest=""))


def test_to_another_donor_or_EAO_a_paper_does_not_exist(app, client, given, signed_in, token):
    with app.test_request_context():
        foreign = link_of(given["other"])
    for ending in ("en", "en.pdf"):
        assert client.get(f"/give/{foreign}/papers/{given['receipt']}/{ending}").status_code == 404
    own, other = (signed_in(Role.EAO_MANAGER, organization_id=given[name]) for name in ("river", "hill"))
    for ending in ("", "/en", "/es.pdf"):
        assert own.get(f"/papers/{given['receipt']}{ending}").status_code == 200, ending
        assert other.get(f"/papers/{given['receipt']}{ending}").status_code == 404, ending


def test_every_look_at_a_paper_is_recorded(house, client, given, token):
    pdf(client, f"/give/{token}/papers/{given['receipt']}/en.pdf")
    with house.begin(SYSTEM) as work:
        asked = "SELECT count(*) FROM audit_events WHERE action = 'gift_paper.viewed' AND subject_id = :n AND is_view"
        assert work.tx.scalar(sa.text(asked), {"n": given["receipt"]}) == 1


def test_the_year_of_a_donor_comes_as_CSV_and_PDF(client, given, token):
    address, year = f"/give/{token}/statement", 2025
    table = client.get(f"{address}/{year}.csv").get_data(as_text=True).splitlines()
    assert table[0].startswith("received_on,organization")
    assert table[1].split(",")[1:8] == [
        "River EAO",
        given["reference"],
        given["receipt"],
        "check",
        "1500.00",
        "0.00",
        "1234.57",
    ]
    assert b"/StructTreeRoot" in inflated(pdf(client, f"{address}/{year}/en.pdf"))
    assert "no receipt and no certificate" in plain(client, f"{address}/{year}/en")
    assert client.get(f"{address}/{year - 1}.csv").status_code == 404
    assert client.get(f"{address}/99999999999999/en").status_code == 404


def test_a_statement_that_is_kept_is_read_in_both_languages_and_by_nobody_else(app, client, given, token):
    csrf = {"csrf_token": token_of(client, "/give")}
    assert client.post(f"/give/{token}/statement/2025/issue", data=csrf).status_code == 303
    page = client.get(f"/give/{token}").get_data(as_text=True)
    number = re.search(r"/statements/(STM-[^/]+)/", page).group(1)
    assert "River EAO" in plain(client, f"/give/{token}/statements/{number}/en")
    assert "Número" in plain(client, f"/give/{token}/statements/{number}/es")
    assert b"/StructTreeRoot" in inflated(pdf(client, f"/give/{token}/statements/{number}/en.pdf"))
    with app.test_request_context():
        foreign = link_of(given["other"])
    assert client.get(f"/give/{foreign}/statements/{number}/en").status_code == 404
    assert client.post(f"/give/{token}/statement/2024/issue", data=csrf).status_code == 404


def check(client, number, amount):
    data = {"csrf_token": token_of(client, "/genuine"), "number": number, "amount": amount}
    return client.post("/genuine", data=data)


def alert(answer):
    return re.search(
        r'<div class="usa-alert usa-alert--\w+" role="status">.*?</div></div>', answer.get_data(as_text=True), re.DOTALL
    ).group(0)


def test_the_public_check_says_yes_or_the_same_no(house, given, client):
    yes = check(client, given["receipt"].lower(), "$1,500.00")
    assert "Genuine" in alert(yes)
    no = {
        alert(check(client, *asked))
        for asked in (("RCP-NONE", "1,500.00"), (given["receipt"], "1,500.01"), (given["certificate"], "1,500.00"))
    }
    assert len(no) == 1
    assert "Not genuine" in next(iter(no))
    with house.begin(finance(given["river"])) as work:
        credits_.take_back(work, given["receipt"], ReturnReason.REFUND, work.today)
    assert {alert(check(client, given["receipt"], "1,500.00"))} == no
    told = yes.get_data(as_text=True)
    assert not [fact for fact in ("Test Tools", "River", "6789", "1,234.57") if fact in told]


def test_the_public_check_is_held_back_after_twenty_wrong_ones(given, client):
    for _ in range(20):
        assert check(client, given["receipt"], "1.00").status_code == 200
    answer = check(client, given["receipt"], "1,500.00")
    assert answer.status_code == 422
    assert "Too many tries" in answer.get_data(as_text=True)


def test_without_the_system_library_the_paper_is_offered_to_print(client, given, token, monkeypatch):
    monkeypatch.setattr(papers, "_maker", lambda: None)
    page = client.get(f"/give/{token}").get_data(as_text=True)
    assert "Pango" in page
    assert ".pdf" not in page
    assert "print it from your browser" in plain(client, f"/give/{token}/papers/{given['receipt']}/en.pdf")
