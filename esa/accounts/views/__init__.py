"""The pages of scholarship accounts."""

from esa.accounts.views import following
from esa.accounts.views.alerts import blueprint as alert_pages
from esa.accounts.views.asking import blueprint as expense_pages
from esa.accounts.views.eao import blueprint as eao_pages
from esa.accounts.views.enrolment import blueprint as enrolment_pages
from esa.accounts.views.expense_queue import blueprint as queue_pages
from esa.accounts.views.happenings import blueprint as happening_pages
from esa.accounts.views.refunds import blueprint as refund_pages
from esa.accounts.views.spending_rules import blueprint as rule_pages
from esa.accounts.views.statements import blueprint as statement_pages

__all__ = ["BLUEPRINTS", "following"]

BLUEPRINTS = (
    eao_pages, enrolment_pages, happening_pages, statement_pages, refund_pages, expense_pages, queue_pages, rule_pages,
    alert_pages,
)  # fmt: skip
