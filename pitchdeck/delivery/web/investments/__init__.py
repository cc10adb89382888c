"""Investments: plan beside actual, releases, actuals, hours and readings."""

from flask import Blueprint

bp = Blueprint("investments", __name__)
