"""What every page of rounds is entered into."""

from flask import Blueprint

bp = Blueprint("rounds", __name__)
