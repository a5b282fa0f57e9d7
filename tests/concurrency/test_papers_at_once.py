"""A paper is replaced once, however many press at the same moment; money that goes back then is never left out."""

from esa.credits import service as credits_
from esa.credits.domain import ReturnReason
from esa.kernel.actors import SYSTEM
from esa.kernel.errors import Conflict
from tests.builders import finance
from tests.concurrency.test_awards_at_once import at_once
from tests.integration.credits.giving_people import a_cap, a_donor, ask, dollars, receive, some_eaos


def test_a_receipt_is_replaced_once_and_the_last_one_says_what_is_left(house):
    a_cap(house, dollars(40_000))
    river = some_eaos(house, "river")[0]
    made = ask(house, a_donor(house), river, dollars(1_000))
    receipt = receive(house, river, made.reservation_id, dollars(1_000))

    def replace():
        with house.begin(finance(river)) as work:
            return credits_.replace(work, receipt, "The name was wrong.")

    def back():
        with house.begin(finance(river)) as work:
            return credits_.take_back(work, receipt, ReturnReason.REFUND, work.today, amount=dollars(400))

    answers = at_once(*[replace] * 5, back)
    assert sum(isinstance(each, str) for each in answers) <= 1
    assert sum(isinstance(each, Conflict) for each in answers) >= 4
    with house.begin(SYSTEM) as work:
        papers = credits_.papers_of(work, [made.reservation_id])[made.reservation_id]
    assert [each.made.amount for each in papers if each.void is None] == [dollars(600)]
    assert len({each.made.number for each in papers}) == len(papers)
