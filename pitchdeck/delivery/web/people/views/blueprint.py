"""The area into which every page of it enters itself."""

from flask import Blueprint

bp = Blueprint("people", __name__)
