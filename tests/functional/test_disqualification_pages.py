"""The pages of disqualification: an EAO sends a proposal, the Treasurer sees what the law says, then decides."""

from esa.accounts import service as accounts
from esa.kernel.permissions import Role
from tests.builders import finance
from tests.functional.test_eao_pages import send, text_of
from tests.functional.test_family_after_award import families

__all__ = ["families"]
SAID = {"whose": "parent", "what": "A false paper.", "evidence": "The employer's letter."}
FOUND = {"intentional": "true", "misrepresents": "true", "county": "Boone County", "reason": "The paper is false."}


def test_G58_from_the_proposal_to_the_decision(house, families, signed_in):
    eao, (first, *_) = families
    with house.begin(finance(eao)) as work:
        number = accounts.accounts(work)[0].account.number
    staff = signed_in(Role.EAO_MANAGER, organization_id=eao)
    address = f"/eao/accounts/{number}/disqualification"
    assert "Choose who did it." in text_of(send(staff, address))
    sent = send(staff, address, **SAID)
    assert sent.status_code == 303
    state = signed_in(Role.TREASURER)
    assert "Waits for the Treasurer" in text_of(state.get("/cases"))
    missing = send(state, sent.location, intentional="true", county="", reason="Because.")
    assert "Its court hears an appeal." in text_of(missing)
    assert "Because." in missing.get_data(as_text=True)
    shown = text_of(send(state, sent.location, **FOUND))
    assert "The law disqualifies" in shown
    assert "Waits for the Treasurer" in shown  # nothing is decided yet
    assert send(state, sent.location, **FOUND, sure="true").status_code == 303
    assert "Circuit Court of Boone County" in text_of(staff.get(sent.location))
    assert "The State Treasurer decided so." in text_of(first.get("/family/children"))
    assert send(staff, sent.location, **FOUND, sure="true").status_code == 403
