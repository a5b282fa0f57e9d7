"""The agreement that a parent signs, in full: its text under a version must stay the same byte for byte (ACC-1, ACC-2)."""

from pathlib import Path

import pytest

from esa.accounts.domain.agreement import Parties, digest_of, text_of, versions

SIGNED = Path(__file__).with_name("agreements")
BY_NAME = {each.name: each for each in versions()}


def parties(custody):
    return Parties(
        parent="Ana Ruiz", child="Leo Ruiz", organization="River Fund", school="First Academy", year="2025-26",
        in_state_custody=custody,
    )  # fmt: skip


@pytest.mark.parametrize("path", sorted(SIGNED.glob("*.txt")), ids=lambda path: path.stem)
def test_a_version_reads_as_it_was_signed(path):
    name, language, custody = path.stem.split(".")
    assert text_of(BY_NAME[name], parties(custody == "custody"), language) == path.read_text(encoding="utf-8")


def test_the_digest_under_a_signature_is_that_of_its_text():
    assert digest_of("ñ\n") == "sha256:f69bf8ad864bd73c5a20e498ddaac6470299c182924a5bc0994687160eec4e4a"


def test_versions_stand_in_the_order_of_their_first_days():
    days = [each.first_day for each in versions()]
    assert days == sorted(days)
