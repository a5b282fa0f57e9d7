"""The pages of tax credits: donors with an account or by a signed link, EAOs, the Treasurer's desk."""

from esa.credits.views import by_post, give_more, how_much, pay, state
from esa.credits.views.claims import blueprint as claims_pages
from esa.credits.views.letters import blueprint as letter_pages
from esa.credits.views.own import blueprint as own_pages
from esa.credits.views.papers import blueprint as paper_pages

BLUEPRINTS = (
    own_pages,
    claims_pages,
    give_more.BLUEPRINT,
    how_much.blueprint,
    letter_pages,
    pay.blueprint,
    by_post.BLUEPRINTS[1],
    state.BLUEPRINT,
    paper_pages,
)
# Sent by programs without a session: there is no cookie whose power could be borrowed.
WITHOUT_SESSION = (claims_pages,)
