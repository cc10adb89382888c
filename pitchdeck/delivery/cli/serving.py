"""Runs the web application under granian."""

from granian import Granian
from granian.constants import Interfaces

THREADS = 8
"""Blocking threads per worker, the size of the connection pool; granian's own default is 512."""


def run(host: str, port: int, workers: int) -> None:
    """Serve until stopped; all settings come from the environment."""
    server = Granian(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_access=False,
    )
    print(f"pitchdeck is open at http://{host}:{port} (stop with Ctrl+C)", flush=True)
    server.serve()
