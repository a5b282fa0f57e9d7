"""Two programs that others wrote read the exported journal, find nothing wrong, and get the application's balances."""

import csv
import io
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, awarded, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit
from esa.ledger.domain.journal import account_name
from tests.builders import an_organization, auditor, manager

BIN = Path(sys.executable).parent


@pytest.fixture
def books(house):
    with house.begin(SYSTEM) as work:
        slugs = {slug: an_organization(work, slug) for slug in ("river", "hill-eao")}
        for made in slugs.values():
            ledger.ensure_accounts(work, made)
    for slug, made in slugs.items():
        with house.begin(manager(made)) as work:
            for month in (8, 9, 10):
                ledger.post(work, entry(made, date(2025, month, 3), f"gift:{slug}:{month}", 12_345 * month))
            spent = Money(777)
            ledger.post(
                work,
                Entry(
                    organization_id=made, on=date(2025, 10, 9), kind="award", key=f"award:{slug}",
                    narrative='An award; with "signs" | of both formats\n', lines=(
                        debit(fund(Source.TAX_CREDIT), spent), credit(awarded(Source.TAX_CREDIT), spent),
                    ),
                ),
            )  # fmt: skip
    return slugs


def entry(organization_id, on, key, cents):
    return Entry(
        organization_id=organization_id, on=on, kind="gift", narrative=f"Gift {key}", key=key,
        lines=(debit(bank(Source.TAX_CREDIT), Money(cents)), credit(fund(Source.TAX_CREDIT), Money(cents))),
    )  # fmt: skip


def written(house, tmp_path, form, **span):
    with house.begin(auditor(), read_only=True) as work:
        path = tmp_path / f"books.{form}"
        path.write_text("".join(ledger.export(work, form, **span)), encoding="utf-8")
        names = {each.id: each.slug for each in _organizations(work)}
        accounts = ledger.self_check(work).accounts
    held = {account_name(names[each.organization_id], each.path): each.balance for each in accounts}
    return path, held


def _organizations(work):
    from esa.organizations import service as organizations

    return organizations.organizations(work)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("span", [{}, {"first": date(2025, 9, 1)}])
def test_hledger_finds_nothing_wrong_and_gets_the_same_balances(house, books, tmp_path, span):
    assert shutil.which("hledger"), "scripts/test installs hledger"
    path, held = written(house, tmp_path, "hledger", **span)
    done = run("hledger", "-f", str(path), "check", "--strict")
    assert done.returncode == 0, done.stderr
    out = run("hledger", "-f", str(path), "bal", "-N", "--flat", "-E", "-O", "csv").stdout
    rows = {row[0]: row[1] for row in list(csv.reader(io.StringIO(out)))[1:]}
    found = {
        name: Money(round(float(text.split()[0]) * 100)) if text != "0" else Money(0) for name, text in rows.items()
    }
    assert {name: found.get(name, Money(0)) for name in held} == held


@pytest.mark.parametrize("span", [{}, {"first": date(2025, 9, 1)}])
def test_beancount_finds_nothing_wrong(house, books, tmp_path, span):
    path, _ = written(house, tmp_path, "beancount", **span)
    done = run(str(BIN / "bean-check"), str(path))
    assert done.returncode == 0, done.stderr


def test_both_programs_do_find_a_cent_that_is_wrong(house, books, tmp_path):
    for form, command in (
        ("hledger", ["hledger", "check", "--strict", "-f"]),
        ("beancount", [str(BIN / "bean-check")]),
    ):
        path, _ = written(house, tmp_path, form)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("1111.05", "1111.06"), encoding="utf-8")
        assert "1111.06" in path.read_text(encoding="utf-8")
        assert run(*command, str(path)).returncode != 0


def test_the_same_books_give_the_same_bytes(house, books, tmp_path):
    first = written(house, tmp_path, "hledger")[0].read_bytes()
    assert written(house, tmp_path, "hledger")[0].read_bytes() == first
