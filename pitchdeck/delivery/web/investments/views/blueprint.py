"""What every page of investments is entered into."""

from flask import Blueprint

bp = Blueprint("investments", __name__)
