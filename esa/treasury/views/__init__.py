"""The Treasurer's pages, and the EAO's page that asks the Treasurer for a disqualification."""

from esa.treasury.views.desk import blueprint as desk_pages
from esa.treasury.views.disqualifying import blueprint as case_pages
from esa.treasury.views.state_money import blueprint as state_money_pages

BLUEPRINTS = (desk_pages, case_pages, state_money_pages)
