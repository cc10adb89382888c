"""The WSGI entry point: any server runs `wsgi:app`."""

from config import Config
from pitchdeck.app import create_app
from pitchdeck.base import logs
from pitchdeck.delivery.web.preparation import Preparation

logs.to_stderr()
app = create_app(Config.from_env())
in_front = Preparation(app.wsgi_app, app.extensions["pitchdeck.database"])
app.wsgi_app = in_front  # type: ignore[method-assign]  # Flask's documented way
