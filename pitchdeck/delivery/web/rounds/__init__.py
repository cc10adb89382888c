"""Rounds: the calls, their stages, and the shortlist."""

from flask import Blueprint

bp = Blueprint("rounds", __name__)
