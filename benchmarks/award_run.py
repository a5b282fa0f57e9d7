"""An award run over 100,000 applications in the application: read and rank, freeze, release, on a durable server.

Run: .venv/bin/python benchmarks/award_run.py [NUMBER]

Money for about half of the pool is booked first. Beside it stands a plain sort of the same pool, written to a file.
"""

import random
from datetime import date

from applications import YEAR, bring, make_file
from house import an_eao, in_a_house, timed

from esa.accounts import service as accounts
from esa.applications import service as applications
from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.ids import new_id
from esa.kernel.money import Money
from esa.kernel.permissions import Role
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit


def give(house, eao, number, each=350_000):
    """Book a gift for each application, of $3,500 unless told otherwise: money for about half of them."""
    amount = Money(number * each)
    with house.begin(SYSTEM) as work:
        ledger.ensure_accounts(work, eao)
        lines = (debit(bank(Source.TAX_CREDIT), amount), credit(fund(Source.TAX_CREDIT), amount))
        entry = Entry(organization_id=eao, on=date(2025, 9, 1), kind="gift", narrative="Money", key="1", lines=lines)
        ledger.post(work, entry)


def step(house, actor, action, *arguments):
    with house.begin(actor) as work:
        return action(work, *arguments)


def plain(house, actor, path):
    """Read the pool's text, sort its lines, write them."""
    lines = sorted(bytes(step(house, actor, applications.pool, YEAR)).decode().splitlines())
    path.write_text("\n".join(lines), encoding="utf-8")


def measure(house, folder, number):
    manager = an_eao(house)
    finance = Actor(role=Role.EAO_FINANCE, organization_id=manager.organization_id, user_id=new_id())
    path = folder / "applications.jsonl"
    make_file(path, number, random.Random(7))
    brought = bring(house, manager, path.read_bytes())
    give(house, manager.organization_id, number)
    sorting, _ = timed(plain, house, manager, folder / "sorted.csv")
    draft, reference = timed(step, house, manager, awards.draft, YEAR, Options())
    freeze, _ = timed(step, house, manager, awards.freeze, reference)
    release, granted = timed(step, house, finance, awards.release, reference)
    deposits, _ = timed(step, house, finance, accounts.post_due_deposits)
    whole = draft + freeze + release
    print(f"applications {brought.children:,}, granted {granted:,}")
    print(f"draft: read and rank    {draft:6.2f} s")
    print(f"freeze                  {freeze:6.2f} s")
    print(f"release                 {release:6.2f} s")
    print(f"whole run               {whole:6.2f} s")
    print(f"plain read, sort, write {sorting:6.2f} s, ratio {whole / sorting:.1f}")
    print(f"deposits due, posted    {deposits:6.2f} s")


if __name__ == "__main__":
    in_a_house(measure)
