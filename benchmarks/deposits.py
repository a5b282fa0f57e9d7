"""A quarter's deposits for 100,000 accounts: granted by a released run, due, posted with one entry each.

Run: .venv/bin/python benchmarks/deposits.py [NUMBER]

Beside it stands a plain baseline: as many bare rows copied into a table without keys, triggers or policies.
"""

import os
import random
from datetime import date

from applications import YEAR, bring, make_file
from award_run import give, step
from house import an_eao, in_a_house, timed

from esa.accounts import service as accounts
from esa.awards import service as awards
from esa.awards.domain.plan import Options
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role


def plain(house, number):
    with house.begin(SYSTEM) as work, work.connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bare (entry uuid, day date, path text, amount bigint) ON COMMIT DROP")
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for place in range(2 * number):
                copy.write_row((new_id(), YEAR.first_day, "Liabilities:Account:AC0000000000:TaxCredit", place))


def measure(house, folder, number):
    manager = an_eao(house)
    finance = Actor(role=Role.EAO_FINANCE, organization_id=manager.organization_id, user_id=new_id())
    path = folder / "applications.jsonl"
    # Not everybody qualifies, and some ask for one deposit a year: enough apply for the number of accounts.
    make_file(path, number + number // 4, random.Random(7))
    bring(house, manager, path.read_bytes())
    give(house, manager.organization_id, number, 1_300_000)
    reference = step(house, manager, awards.draft, YEAR, Options())
    step(house, manager, awards.freeze, reference)
    granted = step(house, finance, awards.release, reference)
    with house.begin(SYSTEM) as work:
        # The dates that a deposit waits for, so that every one that is due is posted.
        work.connection.execute("UPDATE scholarship_accounts SET agreement_on = opened_at, enrolled_on = opened_at")
    # The first quarter's day: later ones are due too on the day of the benchmark's clock.
    took, done = timed(step, house, finance, accounts.post_due_deposits, None, date(YEAR.opens, 8, 1))
    bare, _ = timed(plain, house, done.posted)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"accounts {granted:,}, deposits posted {done.posted:,}, held {done.held:,}")
    print(f"posted                  {took:6.2f} s, {done.posted / took:,.0f} a second")
    print(f"plain copy of the rows  {bare:6.2f} s, ratio {took / bare:.1f}")


if __name__ == "__main__":
    in_a_house(measure)
