"""The Treasurer's pages, and the EAO's page that asks the Treasurer for a disqualification."""

from esa.treasury.views.desk import blueprint as desk_pages
from esa.treasury.views.disqualifying import blueprint as case_pages

BLUEPRINTS = (desk_pages, case_pages)
