"""The home: each task becomes a sentence with one button."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Blueprint

import pitchdeck.features.portfolio.policy  # noqa: F401  # declares home:see
from pitchdeck.delivery.notify.awaiting import WORDINGS, path_of, sentence_of
from pitchdeck.delivery.web.access import actor, organisation, page, requires, snapshot
from pitchdeck.delivery.web.filters import day, money
from pitchdeck.features.portfolio.queries.homes import Moment, Task, home

bp = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A task as the macro `tasks` shows it."""

    title: str
    button: str
    url: str
    due: date | None
    minutes: int
    late: bool
    note: str


@bp.get("/")
@requires("home:see")
def index() -> str:
    """What awaits me, what changed, my figures."""
    me, now = actor(), Moment(datetime.now(UTC), organisation().zone)
    with snapshot() as session:
        found = home(session, me, now)
    parts = {part.role: part.figures for part in found.parts}
    return page("home/index.html", lines=[_line(task) for task in found.tasks], home=found, parts=parts)


def _line(task: Task) -> Line:
    waits = f"waits since {day(task.since)}" if task.since else ""
    note = " · ".join(part for part in (waits, task.note) if part)
    return Line(
        sentence_of(task, money),
        WORDINGS[task.kind].button,
        path_of(task),
        task.due,
        task.minutes,
        task.late,
        note,
    )
