"""The WSGI entry point: any server runs `wsgi:app`."""

from config import Config
from pitchdeck.app import create_app

app = create_app(Config.from_env())
