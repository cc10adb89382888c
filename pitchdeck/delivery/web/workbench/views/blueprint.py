"""Where the workbench's pages are connected."""

from flask import Blueprint

bp = Blueprint("workbench", __name__)
