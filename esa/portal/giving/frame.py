"""The blueprints of giving: the donor's pages and those of EAO finance."""

from flask import Blueprint

donor_pages = Blueprint("paying", __name__, url_prefix="/donor")
eao_pages = Blueprint("money_in", __name__, url_prefix="/eao/payments")
