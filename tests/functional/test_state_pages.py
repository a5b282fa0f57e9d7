"""The Treasurer's desk over all EAOs: what is to be looked at, and the register of certificates with its file."""

import csv
import io
from hashlib import sha256

import pytest
import sqlalchemy as sa

from esa.credits import service as credits_
from esa.credits.domain import ReturnReason, TaxpayerType
from esa.credits.domain.donors import Owner
from esa.kernel.actors import SYSTEM
from esa.kernel.permissions import Role
from tests.builders import finance, treasurer
from tests.functional.forms import token_of
from tests.functional.test_give_pages import text_of
from tests.integration.credits.giving_people import a_cap, a_certified_eao, ask, dollars, lapse, noon, receive


@pytest.fixture
def two(house):
    a_cap(house, dollars(100_000))
    return [a_certified_eao(house, slug) for slug in ("river", "hill")]


def a_certificate(house, settings, eao, name, amount, *, number="123456789", owners=()):
    with house.begin(SYSTEM) as work:
        kind = TaxpayerType.BUSINESS if owners else TaxpayerType.INDIVIDUAL
        donor = credits_.add_donor(work, name, kind)
        credits_.set_number(work, donor, *credits_.sealed(settings.data_key, number))
        if owners:
            sealed = [(who, share, *credits_.sealed(settings.data_key, digits)) for who, share, digits in owners]
            credits_.set_owners(
                work, donor,
                [Owner(name=w, share=s, taxpayer_number=n, taxpayer_last_four=f) for w, s, n, f in sealed],
            )  # fmt: skip
    made = ask(house, donor, eao, dollars(amount))
    receipt = receive(house, eao, made.reservation_id, dollars(amount))
    with house.begin(treasurer()) as work:
        credits_.certify(work, made.reservation_id)
    return receipt


@pytest.fixture
def certified(house, settings, two):
    a_certificate(house, settings, two[0], "Ann Example", 1_000)
    a_certificate(
        house, settings, two[1], "=Firm LLC", 999, number="",
        owners=(("A. Owner", 333_333, "111223333"), ("B. Owner", 666_667, "")),
    )  # fmt: skip
    back = a_certificate(house, settings, two[0], "Back Again", 2_000, number="987654321")
    with house.begin(finance(two[0])) as work:
        credits_.take_back(work, back, ReturnReason.REFUND, work.today)


def the_file(client):
    at = "/treasurer/credits/certificates/2025"
    return client.post(f"{at}/file", data={"csrf_token": token_of(client, at)})


def test_TAX_9_the_file_has_a_line_for_each_taxpayer_and_its_digest(house, certified, signed_in):
    boss = signed_in(Role.TREASURER)
    answer = the_file(boss)
    data = answer.get_data()
    assert answer.headers["X-Content-SHA256"] == sha256(data).hexdigest()
    assert the_file(boss).get_data() == data
    lines = {each["taxpayer_name"]: each for each in csv.DictReader(io.StringIO(data.decode()))}
    assert set(lines) == {"Ann Example", "A. Owner", "B. Owner", "Back Again"}
    ann, first, second, back = (lines[each] for each in ("Ann Example", "A. Owner", "B. Owner", "Back Again"))
    assert (ann["taxpayer_number"], ann["credit"], ann["standing"]) == ("123456789", "1000.00", "holds")
    assert (first["taxpayer_number"], first["credit"], first["share_percent"]) == ("111223333", "333.00", "33.3333")
    assert (second["taxpayer_number"], second["credit"]) == ("", "666.00")
    assert first["company"] == "'=Firm LLC"
    assert (back["standing"], back["void_date"], back["replaced_by"]) == ("void", "2025-11-25", "")


def test_every_look_at_a_number_is_on_record_and_the_auditor_has_none(house, certified, signed_in):
    the_file(signed_in(Role.TREASURER))
    with house.begin(SYSTEM) as work:
        asked = (
            "SELECT action, count(*) FROM audit_events WHERE action LIKE '%register%' OR action LIKE 'taxpayer%viewed' "
        )
        counted = dict(work.tx.execute(sa.text(asked + "GROUP BY 1")).all())
    assert counted == {"certificate_register.written": 1, "taxpayer_number.viewed": 3}
    auditor = signed_in(Role.AUDITOR)
    page = text_of(auditor.get("/treasurer/credits/certificates/2025"))
    assert "Ann Example" in page
    assert "123456789" not in page
    assert "Get the file" not in page
    data = {"csrf_token": token_of(auditor, "/treasurer/credits/certificates/2025")}
    assert auditor.post("/treasurer/credits/certificates/2025/file", data=data).status_code == 403


def test_the_register_counts_what_holds_and_who_has_no_number(certified, signed_in):
    page = text_of(signed_in(Role.AUDITOR).get("/treasurer/credits/certificates/2025"))
    for told in ("Certificates that hold</dt><dd>2", "$1,999.00", "Void certificates</dt><dd>1"):
        assert told in page
    assert "Without a taxpayer number</dt><dd>1" in page


def test_the_page_over_all_EAOs_shows_lapses_large_reservations_and_one_EAO_alone(house, two, signed_in, clock):
    with house.begin(SYSTEM) as work:
        ann, bob = (credits_.add_donor(work, name, TaxpayerType.INDIVIDUAL) for name in ("Ann", "Bob"))
    late = ask(house, ann, two[0], dollars(600))
    clock.move_to(noon(clock.now().date().replace(month=12, day=26)))
    lapse(house)
    large, small = ask(house, bob, two[1], dollars(1_000)), ask(house, bob, two[1], dollars(999))
    auditor = signed_in(Role.AUDITOR)
    page = text_of(auditor.get("/treasurer/credits/exceptions"))
    assert (late.reference in page, large.reference in page, small.reference in page) == (True, True, False)
    assert "A large reservation has no money yet" in page
    river = text_of(auditor.get("/treasurer/credits/exceptions?eao=river"))
    assert (late.reference in river, large.reference in river) == (True, False)
    assert signed_in(Role.EAO_MANAGER, organization_id=two[0]).get("/treasurer/credits/exceptions").status_code == 403
