"""Figures on their way to and from the record, and the mark of what was shown."""

from datetime import date

from esa.parameters.domain import figures_from_wire, figures_to_wire, fingerprint

FIGURES = [
    ("sat", date(2025, 7, 1), date(2026, 7, 1), "8000.00", "a"),
    ("credit_cap", date(2026, 1, 1), None, "1.00", "b"),
]


def test_figures_are_read_as_they_were_kept():
    assert figures_to_wire(FIGURES) == [
        ["sat", "2025-07-01", "2026-07-01", "8000.00", "a"], ["credit_cap", "2026-01-01", None, "1.00", "b"],
    ]  # fmt: skip
    assert figures_from_wire(figures_to_wire(FIGURES)) == FIGURES
    assert figures_from_wire([]) == []


def test_a_mark_is_that_of_what_was_shown_whatever_its_order():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})
    assert len(fingerprint({})) == 64
