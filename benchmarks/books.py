"""The books at 100,000 entries: posted by COPY, written out for hledger and beancount, checked against themselves.

Run: .venv/bin/python benchmarks/books.py [NUMBER]
"""

from datetime import date, timedelta

from house import an_eao, in_a_house, timed

from esa.kernel.actors import SYSTEM
from esa.kernel.money import Money
from esa.ledger import service as ledger
from esa.ledger.domain.chart import Source, bank, fund
from esa.ledger.domain.entry import Entry, credit, debit


def entries(owner, number):
    for place in range(number):
        source, amount = list(Source)[place % 4], Money(1 + place % 99_999)
        yield Entry(
            organization_id=owner, on=date(2025, 7, 1) + timedelta(days=place % 360), kind="gift",
            narrative=f"Gift {place}", key=f"gift:{place:08d}",
            lines=(debit(bank(source), amount), credit(fund(source), amount)),
        )  # fmt: skip


def post(house, actor, number):
    with house.begin(actor) as work:
        ledger.ensure_accounts(work, actor.organization_id)
        ledger.post_many(work, entries(actor.organization_id, number))


def export(house, form, path):
    with house.begin(SYSTEM, read_only=True) as work, path.open("w", encoding="utf-8") as file:
        file.writelines(ledger.export(work, form))


def check(house):
    with house.begin(SYSTEM, read_only=True) as work:
        assert ledger.self_check(work).is_sound


def measure(house, folder, number):
    actor = an_eao(house)
    took, _ = timed(post, house, actor, number)
    print(f"post {number:,} entries  {took:6.2f} s")
    for form in ("hledger", "beancount"):
        took, _ = timed(export, house, form, folder / form)
        text = (folder / form).read_text(encoding="utf-8")
        plain, _ = timed((folder / "plain").write_text, text, encoding="utf-8")
        print(f"export {form:10}     {took:6.2f} s, {len(text) / 1e6:.1f} MB, plain write {plain:.3f} s")
    took, _ = timed(check, house)
    print(f"self-check            {took:6.2f} s")


if __name__ == "__main__":
    in_a_house(measure)
