"""What every page of money is entered into."""

from flask import Blueprint

bp = Blueprint("funding", __name__)
