"""The WSGI entry point: any server runs `wsgi:app`."""

from config import Config
from pitchdeck.app import create_app
from pitchdeck.base import logs

logs.to_stderr()
app = create_app(Config.from_env())
