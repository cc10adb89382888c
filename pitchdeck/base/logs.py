"""Structured logs: one JSON object per line on standard error, and nothing in it that is not on the list.

What a person typed, a name, an address or a query string must never reach a log. So the fields that may
be written are listed, a message of another library is written as its template without what was filled in,
and an error is written as its kind and its places in the code, without its words.
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict

FIELDS = frozenset(
    {
        "at", "level", "logger", "event",
        # a request
        "request_id", "actor", "place", "method", "route", "status", "duration_ms", "statements",
        # a slow statement
        "statement",
        # a job
        "kind", "owed", "attempt", "why",
        # an error, a process
        "error", "trace", "code", "again_in_s", "pid", "version",
    }
)  # fmt: skip
"""Every field that a line may have; each holds a number, a public key, or words of the program itself."""
DEEPEST = 12
"""Places in the code that are named for one error, the innermost ones."""
LONGEST = 2_000
"""Letters of one value; a statement with a long list in it is cut."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def logger(name: str) -> Any:
    """A structured logger: `log.info("what happened", field=…)`."""
    return structlog.stdlib.get_logger(name)


def to_stderr(stream: TextIO | None = None) -> None:
    """Send every log of this process, other libraries' too, to standard error; once is enough."""
    chain: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
    ]
    structlog.configure(
        processors=[*chain, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*chain, structlog.stdlib.ExtraAdder(FIELDS)],
            processors=[
                _template_alone,
                _error_without_words,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                listed_alone,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=_named),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)  # other libraries tell much that nobody reads
    logging.getLogger("pitchdeck").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


def _template_alone(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """A foreign line keeps its template: what was filled in may be anybody's."""
    record = cast("logging.LogRecord | None", event.get("_record"))
    if record is not None and not event.get("_from_structlog"):
        event["event"] = str(record.msg)
        if record.name == "py.warnings":
            event["event"] = "a warning of the interpreter"
    return event


def _error_without_words(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """An error as its kind and its places: its words may hold a row's values."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        event["error"] = info[0].__name__
        event["trace"] = _places(info)
    return event


def _places(info: ExcInfo) -> list[str]:
    frames = traceback.extract_tb(info[2])[-DEEPEST:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def listed_alone(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Only the fields of the list, in its sense: no value longer than a statement may be."""
    return {
        name: value[:LONGEST] if isinstance(value, str) else value
        for name, value in event.items()
        if name in FIELDS and value is not None
    }


def _named(value: Any) -> str:
    return type(value).__name__
