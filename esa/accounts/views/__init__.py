"""The pages of scholarship accounts."""

from esa.accounts.views.eao import blueprint as eao_pages
from esa.accounts.views.enrolment import blueprint as enrolment_pages
from esa.accounts.views.happenings import blueprint as happening_pages
from esa.accounts.views.refunds import blueprint as refund_pages
from esa.accounts.views.statements import blueprint as statement_pages

BLUEPRINTS = (eao_pages, enrolment_pages, happening_pages, statement_pages, refund_pages)
