"""Runs the web application under granian, with a worker beside it where that is wanted."""

import os

from granian import Granian
from granian.constants import Interfaces

from config import Config
from pitchdeck.base import watch
from pitchdeck.delivery.cli import keeping

THREADS = 8
"""Blocking threads per worker, the size of the connection pool; granian's own default is 512."""
FAREWELL_S = 30
"""A request that is under way when the server is told to stop may take so long; then its process is ended."""


def _meter_all_processes() -> None:
    """Give the processes of this server one folder for their figures, if a token opens them."""
    config = Config.from_env()
    if not config.metrics_token:
        return
    folder = config.data_dir / "metrics"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(folder))
    watch.sweep(folder)


def run(host: str, port: int, workers: int, *, with_worker: bool = False) -> None:
    """Serve until stopped; all settings come from the environment."""
    _meter_all_processes()
    server = Granian(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=FAREWELL_S,
    )
    keeper = keeping.beside() if with_worker else None
    print(f"pitchdeck is open at http://{host}:{port} (stop with Ctrl+C)", flush=True)
    try:
        server.serve()
    finally:
        if keeper is not None:
            keeping.end(keeper)
