"""In front of the application: until its database is prepared, every request hears what is to be done."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pitchdeck.base.db import Database

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WATCHED = ("/healthz", "/readyz")
"""What watches the process and the database has its own answers."""


class Preparation:
    """A WSGI application in front of another: 503 with one sentence before `pitchdeck init`, then nothing."""

    def __init__(self, app: "WSGIApplication", database: Database) -> None:
        self._app, self._database, self._prepared = app, database, False

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The other's answer once the database was found prepared; until then it is asked at each request."""
        if self._prepared or environ.get("PATH_INFO") in WATCHED:
            return self._app(environ, start_response)
        from pitchdeck.base.schema import unprepared  # noqa: PLC0415  # Alembic is heavy, and pages need it not

        wrong = unprepared(self._database)
        if not wrong:
            self._prepared = True
            return self._app(environ, start_response)
        body = f"{wrong}\n".encode()
        length, kind = str(len(body)), "text/plain; charset=utf-8"
        told = [("Content-Type", kind), ("Content-Length", length), ("Cache-Control", "no-store")]
        start_response("503 Service Unavailable", [*told, ("Retry-After", "30")])
        return [body]
