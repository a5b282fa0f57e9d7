"""The pages of tax credits: donors with an account or by a signed link, EAOs, the Treasurer's desk."""

from esa.credits.views import give_more, pay
from esa.credits.views.desk import blueprint as desk
from esa.credits.views.eao import blueprint as eao
from esa.credits.views.own import blueprint as own

BLUEPRINTS = (own, give_more.BLUEPRINT, pay.blueprint, eao, desk)
