"""Prometheus figures of all workers of this machine: labels are patterns and codes, never anything typed.

Each process writes its own files into PROMETHEUS_MULTIPROC_DIR and whoever is asked adds them up, so this
module is imported only after that is set, and only where a token opens /metrics.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, event

from pitchdeck.base import watch
from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.queries import pulse

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS = Counter(
    "pitchdeck_requests", "Requests by route pattern, method and status.", ("route", "method", "status")
)
DURATIONS = Histogram(
    "pitchdeck_request_seconds", "How long a request took, by route pattern.", ("route",), buckets=BUCKETS
)
STATEMENTS = Counter("pitchdeck_sql_statements", "SQL statements.")
SLOW = Counter("pitchdeck_sql_slow_statements", "SQL statements slower than PITCHDECK_SLOW_STATEMENT_MS.")
CONNECTIONS = Gauge(
    "pitchdeck_pool_connections_in_use",
    "Connections in use, by pool; a process works on 8 requests at a time.",
    ("pool",),
    multiprocess_mode="livesum",
)


def request_ended(route: str, method: str, status: int, seconds: float) -> None:
    """One request more."""
    REQUESTS.labels(route, method if method in METHODS else "other", str(status)).inc()
    DURATIONS.labels(route).observe(seconds)


def _statement(_seconds: float, slow: bool) -> None:  # noqa: FBT001  the observer's signature
    STATEMENTS.inc()
    if slow:
        SLOW.inc()


def install(database: Database) -> None:
    """Meter this process's statements and the pools of its database."""
    watch.observe(_statement)
    engines = database.engines
    for name, engine in (("read", engines.read), ("snapshot", engines.snapshot), ("write", engines.write)):
        if name != "snapshot" or engine is not engines.read:
            _meter_pool(name, engine)


def _meter_pool(name: str, engine: Engine) -> None:
    gauge = CONNECTIONS.labels(name)
    event.listen(engine, "checkout", lambda *_: gauge.inc())
    event.listen(engine, "checkin", lambda *_: gauge.dec())


class Pulse(Collector):
    """What the database itself knows: the same, whichever process is asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterable[Metric]:
        with self._database.reading() as session:
            found = pulse.pulse(session, now=datetime.now(UTC))
        yield GaugeMetricFamily("pitchdeck_outbox_open", "Things owed that are not done.", found.open)
        yield GaugeMetricFamily(
            "pitchdeck_outbox_oldest_seconds", "How long the oldest thing owed is due.", found.oldest_s
        )
        yield GaugeMetricFamily("pitchdeck_outbox_dead", "Things owed that were given up.", found.dead)
        yield GaugeMetricFamily(
            "pitchdeck_sign_in_failures_15m", "Failed sign-ins of the last 15 minutes.", found.failures
        )


def exposition(database: Database) -> bytes:
    """Everything in Prometheus's text format; the database's own figures are left out when it is away."""
    registry = CollectorRegistry()
    folder = os.environ.get(FOLDER)
    if folder:
        watch.sweep(Path(folder), "gauge_live*_*.db")
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library is half typed
    else:
        for meter in (REQUESTS, DURATIONS, STATEMENTS, SLOW, CONNECTIONS):
            registry.register(meter)
    figures = generate_latest(registry)
    own = CollectorRegistry()
    with suppress(Exception):
        own.register(Pulse(database))
        figures += generate_latest(own)
    return figures
