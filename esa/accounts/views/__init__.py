"""The pages of scholarship accounts."""

from esa.accounts.views.eao import blueprint as eao_pages

BLUEPRINTS = (eao_pages,)
