"""The blueprint of money in."""

from flask import Blueprint

eao_pages = Blueprint("money_in", __name__, url_prefix="/eao/payments")
