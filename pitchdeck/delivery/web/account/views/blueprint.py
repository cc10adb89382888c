"""What every page of the account is entered into."""

from flask import Blueprint

bp = Blueprint("account", __name__)
