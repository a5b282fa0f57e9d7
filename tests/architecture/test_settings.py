"""`.env.example` and the settings reader name the same variables."""

import re
from itertools import pairwise
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_every_setting_has_its_line_in_the_example_and_the_other_way_round():
    example = (PROJECT / ".env.example").read_text(encoding="utf-8")
    listed = set(re.findall(r"^(ESA_[A-Z_]+)=", example, re.MULTILINE))
    reader = (PROJECT / "esa/platform/config.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(ESA_[A-Z_]+)"', reader))
    assert listed == read


def test_every_line_of_the_example_is_explained():
    lines = (PROJECT / ".env.example").read_text(encoding="utf-8").splitlines()
    bare = [line for before, line in pairwise(lines) if line.startswith("ESA_") and not before.startswith("#")]
    assert bare == []
