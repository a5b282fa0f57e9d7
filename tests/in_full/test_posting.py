"""An annual posting in full: what was published once must come out of the same grants byte for byte, for ever."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.treasury.domain.counting import Recipient, count
from esa.treasury.domain.files import digest, files, items

PUBLISHED = Path(__file__).with_name("posting")
YEAR = SchoolYear(2025)
NAMES = {"river": "River & Sons (invented)", "hill": "Hill EAO (invented)", "hill-2": "Hill Two (invented)"}
LUNCH = ("free", "reduced", "none")


def grants():
    for index in range(1200):
        eao = "river" if index % 3 else "hill" if index % 2 else "hill-2"
        year = YEAR if index % 4 else YEAR.previous
        yield Recipient(
            person_id=UUID(int=index), school_year=year, organization=eao, amount=Money(600_000 + index),
            lunch=LUNCH[index % 3], has_iep=index % 5 == 0,
        )  # fmt: skip


def few():
    return [
        Recipient(
            person_id=UUID(int=index), school_year=YEAR, organization="river", amount=Money(123_456), lunch="free", has_iep=False
        )
        for index in range(11)
    ]  # fmt: skip


POSTINGS = {"many": (list(grants()), False), "few": (few(), True)}


@pytest.fixture(params=POSTINGS)
def posting(request):
    recipients, invented = POSTINGS[request.param]
    found = items(count(recipients, YEAR, sorted(NAMES)), YEAR, NAMES)
    return PUBLISHED / request.param, files(found, YEAR, date(2025, 11, 25), invented=invented)


def test_PUB_1_to_9_a_posting_is_what_it_was(posting):
    kept, made = posting
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == made


def test_the_digest_of_a_posting_is_that_of_its_checksums(posting):
    kept, made = posting
    expected = {
        "many": "sha256:8adf58aa6e86596486a35cba5c81aaf61c51bbfba3040995b4ffbcb896a156e9",
        "few": "sha256:dbb6cef431ff280424a66c942bb9e2ddd5d6403f301e2b6eb5d93f396100022a",
    }
    assert digest(made) == expected[kept.name]
