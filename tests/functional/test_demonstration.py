"""The demonstration year, in small: the same twice, its books sound, its posting valid."""

import hashlib

from esa.demonstration.year import SMALL, THIS, build
from esa.grants import service as grants
from esa.kernel.actors import SYSTEM
from esa.ledger import service as ledger
from esa.treasury import service as treasury
from tests.conftest import sweep


def digests(house):
    build(house, size=SMALL)
    with house.begin(SYSTEM) as work:
        assert ledger.self_check(work).is_sound
        assert grants.by_source(work, THIS)["general_revenue"] == SMALL.state_money
        books = "".join(ledger.export(work, "hledger"))
        return hashlib.sha256(books.encode()).hexdigest(), treasury.build_posting(work, THIS, invented=True).digest


def test_two_builds_give_the_same_digests_of_books_and_posting(house, _owner):
    first = digests(house)
    sweep(_owner)
    assert digests(house) == first


def test_PUB_1_the_posting_of_the_year_counts_the_students_granted(house):
    build(house, size=SMALL)
    with house.begin(SYSTEM) as work:
        posting, files = treasury.latest_posting(work, THIS)
        assert posting.digest == treasury.build_posting(work, THIS, invented=True).digest
    rows = files["pub-1.csv"].content.decode().splitlines()
    assert rows[1] == f"{THIS},school_year,all students,{sum(SMALL.granted)}"
