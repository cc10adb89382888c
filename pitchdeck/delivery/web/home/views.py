"""The home: each task becomes a sentence with one button."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, url_for

import pitchdeck.features.portfolio.policy  # noqa: F401  # declares home:see
from pitchdeck.delivery.web.access import actor, organisation, page, requires, snapshot
from pitchdeck.delivery.web.filters import day, money, words
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


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of task reads: its sentence, its button, and the page that the button opens."""

    sentence: Callable[[Task], str]
    button: str
    url: Callable[[Task], str]


def _to(endpoint: str, name: str = "key") -> Callable[[Task], str]:
    def url(task: Task) -> str:
        values: dict[str, Any] = {name: task.key}
        return url_for(endpoint, **values)

    return url


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count)


_PITCH = _to("pitches.show", "handle")
_DRAFT = _to("drafts.first", "handle")
_ROUND = _to("rounds.show")
_MONEY = _to("decisions.round_money")
WORDINGS: dict[str, Wording] = {
    "sent_back": Wording(lambda task: f"{task.title} was sent back", "Rework it", _DRAFT),
    "review_sent_back": Wording(lambda task: f"Finance asks about {task.title}", "Answer", _PITCH),
    "claim_refused": Wording(lambda task: f"The sponsor said no to {task.title}", "Rework it", _PITCH),
    "sponsor_silent": Wording(lambda task: f"The sponsor of {task.title} has not answered", "Look", _PITCH),
    "draft": Wording(
        lambda task: f"{task.title}: {_plural(task.count, 'one thing is', '{} things are')} missing",
        "Go on",
        _DRAFT,
    ),
    "draft_ready": Wording(
        lambda task: f"{task.title} is complete",
        "Send it",
        lambda task: url_for("drafts.step", handle=task.key, step="send"),
    ),
    "reading_due": Wording(lambda task: f"Reading of {task.title}", "Record it", _to("investments.readings")),
    "measure_agree": Wording(
        lambda task: f"Agree the measure {task.title}",
        "Agree",
        _to("goals.measure"),
    ),
    "claim": Wording(
        lambda task: f"{task.title} claims on your measure; {task.count}% of its gap are claimed in all",
        "Say yes or no",
        _to("claims.show"),
    ),
    "attest": Wording(
        lambda task: f"Reading of {task.title}: {money(task.amount)}", "Attest", _to("investments.reading")
    ),
    "score": Wording(
        lambda task: f"{task.count} to score in {task.title}", "Score", _to("scoring.show", "handle")
    ),
    "commit": Wording(
        lambda task: (
            f"{_plural(task.count, 'One pitch looks', '{} pitches look')} for money in {task.title}; "
            f"{money(task.amount)} of yours is free"
        ),
        "Commit",
        _MONEY,
    ),
    "review": Wording(
        lambda task: f"Review {task.title}: {money(task.amount)}", "Review", _to("decisions.review", "handle")
    ),
    "release": Wording(
        lambda task: f"Release tranche {task.count} of {task.title}: {money(task.amount)}",
        "Release",
        _to("investments.tranche"),
    ),
    "actual": Wording(
        lambda task: f"Confirm {money(task.amount)} spent for {task.title}",
        "Confirm",
        _to("investments.actual"),
    ),
    "fund_confirm": Wording(
        lambda task: f"Confirm the fund {task.title}: {money(task.amount)}",
        "Confirm",
        _to("funding.fund"),
    ),
    "allot": Wording(
        lambda task: f"{money(task.amount)} of {task.title} is in no purse",
        "Allot",
        _to("funding.fund"),
    ),
    "mandates": Wording(
        lambda task: _plural(task.count, "One mandate waits", "{} mandates wait") + " for a second person",
        "Confirm",
        lambda _task: url_for("people.index"),
    ),
    "screen": Wording(lambda task: f"Screen {task.title}", "Screen", _to("pitches.screening", "handle")),
    "sponsor_waited_for": Wording(lambda task: f"{task.title} waits for its sponsor's yes", "Look", _PITCH),
    "reading_waited_for": Wording(
        lambda task: f"{task.title} has no reading", "Look", _to("investments.show")
    ),
    "round_open": Wording(lambda task: f"{task.title}: close the call, open scoring", "Open scoring", _ROUND),
    "round_scoring": Wording(lambda task: f"{task.title}: close scoring", "Close scoring", _ROUND),
    "round_deliberation": Wording(
        lambda task: f"{task.title}: choose the shortlist, open funding", "Deliberate", _ROUND
    ),
    "round_funding": Wording(lambda task: f"{task.title}: close funding", "Close funding", _MONEY),
    "round_finance_review": Wording(
        lambda task: f"{task.title}: finance has given every verdict", "Decide", _MONEY
    ),
    "round_decided": Wording(lambda task: f"{task.title}: publish the decision", "Publish", _MONEY),
    "people_without": Wording(
        lambda task: _plural(task.count, "One person has", "{} people have") + " no part yet",
        "Give mandates",
        lambda _task: url_for("people.index"),
    ),
    "role_empty": Wording(
        lambda task: f"Nobody can act as {words(task.title).lower()}",
        "Give a mandate",
        lambda _task: url_for("people.index"),
    ),
}


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
    how = WORDINGS[task.kind]
    waits = f"waits since {day(task.since)}" if task.since else ""
    note = " · ".join(part for part in (waits, task.note) if part)
    return Line(how.sentence(task), how.button, how.url(task), task.due, task.minutes, task.late, note)
