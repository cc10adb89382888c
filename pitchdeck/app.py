"""The composition root: wiring and nothing else."""

from typing import Any

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from config import HERE, Config
from pitchdeck.base.db import Database
from pitchdeck.base.envelope import Envelope
from pitchdeck.base.passwords import Passwords
from pitchdeck.delivery.web import access, errors, filters, gate
from pitchdeck.delivery.web.areas import areas
from pitchdeck.features.people.figures import rules_of
from pitchdeck.features.people.models import ROLES


def create_app(config: Config, database: Database | None = None) -> Flask:
    """The web application on one database.

    RuntimeError when a view declares no permission, ValueError for rules on claims that are none.
    """
    rules_of(config.oidc.mandates if config.oidc else "", ROLES)
    app = Flask(
        "pitchdeck",
        template_folder=str(HERE / "templates"),
        static_folder=str(HERE / "pitchdeck" / "delivery" / "web" / "static"),
    )
    app.config.update(_flask_settings(config))
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    app.extensions["pitchdeck.config"] = config
    app.extensions["pitchdeck.database"] = database or Database(config.database_url)
    app.extensions["pitchdeck.passwords"] = Passwords(
        time_cost=config.password_cost, memory_kib=config.password_memory_kib
    )
    app.extensions["pitchdeck.envelope"] = Envelope(config.secret_key)
    protection = CSRFProtect(app)
    gate.install(app)
    access.install(app)
    errors.install(app)
    filters.register(app)
    for area in areas():
        app.register_blueprint(area)
    app.view_functions["static"] = access.public(app.view_functions["static"])
    for view in app.view_functions.values():
        if getattr(view, "one_click", False):
            protection.exempt(view)
    access.seal(app)
    return app


def _flask_settings(config: Config) -> dict[str, Any]:
    return {
        "TESTING": config.testing,
        "SECRET_KEY": config.secret_key,
        "MAX_CONTENT_LENGTH": config.largest_body,
        "MAX_FORM_MEMORY_SIZE": config.largest_body,
        "MAX_FORM_PARTS": 2_000,
        "SESSION_COOKIE_SECURE": config.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "pitchdeck",
        "WTF_CSRF_TIME_LIMIT": None,  # the session's own end is the limit
        **config.extra,
    }
