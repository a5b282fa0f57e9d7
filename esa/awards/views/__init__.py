"""The pages of award runs, and of accounts taken over from an earlier system."""

from esa.awards.views.runs import blueprint as run_pages
from esa.awards.views.taking_over import blueprint as takeover_pages

BLUEPRINTS = (run_pages, takeover_pages)
