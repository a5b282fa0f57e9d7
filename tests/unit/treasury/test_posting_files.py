"""The files of a posting: described, checked by an outside validator, the same bytes every time."""

import hashlib
import json
from datetime import date
from uuid import UUID

from frictionless import Package, system

from esa.kernel.dates import SchoolYear
from esa.kernel.money import Money
from esa.treasury.domain.counting import Recipient, count
from esa.treasury.domain.files import digest, files, items

YEAR = SchoolYear(2025)
NAMES = {"river": "River EAO (invented)", "hill": "Hill EAO (invented)"}


def posting():
    recipients = [
        Recipient(
            person_id=UUID(int=index), school_year=YEAR, organization="river" if index % 3 else "hill",
            amount=Money(600000 + index), lunch=("free", "reduced", "none")[index % 3], has_iep=index < 4,
        )
        for index in range(90)
    ]  # fmt: skip
    figures = count(recipients, YEAR, sorted(NAMES))
    return files(items(figures, YEAR, NAMES), YEAR, date(2025, 11, 25), invented=True)


def test_the_package_is_valid_by_its_own_validator(tmp_path):
    for path, content in posting().items():
        (tmp_path / path).write_bytes(content)
    with system.use_context(trusted=True):
        report = Package.from_descriptor(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == 6


def test_the_same_figures_give_the_same_bytes():
    assert posting() == posting()
    assert digest(posting()) == digest(posting())


def test_every_file_is_in_the_checksums():
    made = posting()
    listed = dict(reversed(line.split("  ")) for line in made["SHA256SUMS"].decode().splitlines())
    assert listed == {
        path: hashlib.sha256(content).hexdigest() for path, content in made.items() if path != "SHA256SUMS"
    }


def test_PUB_4_a_small_count_appears_in_no_file():
    made = posting()
    rows = json.loads(made["posting.json"])["items"][2]["rows"]
    assert {row["students"] for row in rows} == {"*"}
    assert b",4\n" not in made["pub-4.csv"]
