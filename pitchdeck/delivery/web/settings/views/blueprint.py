"""What every page of the settings is entered into."""

from flask import Blueprint

bp = Blueprint("settings", __name__)
