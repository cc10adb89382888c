"""The area's blueprint."""

from flask import Blueprint

bp = Blueprint("alternatives", __name__)
