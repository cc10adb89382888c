"""The home of a person: what awaits them, what changed, their figures; by every role that they hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.investments.queries import tracked_seen_by
from pitchdeck.features.people.policy import FOUNDERS
from pitchdeck.features.portfolio.queries.homes.admin import admins_home, founders_home
from pitchdeck.features.portfolio.queries.homes.auditor import auditors_home
from pitchdeck.features.portfolio.queries.homes.chair import chairs_home
from pitchdeck.features.portfolio.queries.homes.finance import finances_home
from pitchdeck.features.portfolio.queries.homes.funds import fund_owners_home
from pitchdeck.features.portfolio.queries.homes.head import heads_home
from pitchdeck.features.portfolio.queries.homes.investor import investors_home
from pitchdeck.features.portfolio.queries.homes.lead import leads_home
from pitchdeck.features.portfolio.queries.homes.presenter import presenters_home
from pitchdeck.features.portfolio.queries.homes.sponsor import sponsors_home
from pitchdeck.features.portfolio.queries.homes.task import Change, Moment, Part, Task
from pitchdeck.features.portfolio.queries.homes.viewer import viewers_home

__all__ = ["Change", "Home", "Moment", "Part", "Task", "home"]

SEES_PORTFOLIO = ("viewer", "lead", "finance", "fund_owner", "chair", "auditor")


@dataclass(frozen=True, slots=True)
class Home:
    """A person's home: tasks by date, changes newest first, and the parts whose figures are shown."""

    tasks: tuple[Task, ...]
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]


def home(session: Session, me: Actor, now: Moment) -> Home:
    """The home of this person. A fixed number of statements for each set of roles."""
    parts = _parts(session, me, now)
    tasks = sorted((task for part in parts for task in part.tasks), key=_when)
    changes = sorted(
        (change for part in parts for change in part.changes), key=lambda change: change.at, reverse=True
    )
    return Home(_once(tasks), tuple(changes), parts)


def _when(task: Task) -> tuple[date, int]:
    """By deadline, or by how long it waits; what is dateless comes last, the shortest first."""
    return task.due or task.since or date.max, task.minutes


def _once(tasks: list[Task]) -> tuple[Task, ...]:
    """Two roles of one person may be asked the same thing: it is shown once."""
    kept: dict[tuple[str, str], Task] = {}
    for task in tasks:
        kept.setdefault((task.kind, task.key), task)
    return tuple(kept.values())


def _parts(session: Session, me: Actor, now: Moment) -> tuple[Part, ...]:
    """Presenting, sponsoring and heading a unit follow from no mandate, so they are asked of everybody."""
    tracked = tracked_seen_by(session, me, today=now.today)
    parts = [
        presenters_home(session, me, tracked, now),
        sponsors_home(session, me, now),
        heads_home(session, me, now),
    ]
    by_role: dict[str, Callable[[], Part]] = {
        "investor": lambda: investors_home(session, me, tracked, now),
        "finance": lambda: finances_home(session, me, tracked, now),
        "fund_owner": lambda: fund_owners_home(session, me, now),
        "lead": lambda: leads_home(session, me, tracked, now),
        "chair": lambda: chairs_home(session, me, now),
        "auditor": lambda: auditors_home(session),
        "admin": lambda: admins_home(session, now.today),
    }
    parts += [load() for role, load in by_role.items() if me.holds(role)]
    if me.waiting & set(FOUNDERS):
        parts.append(founders_home(session, me, now.today))
    if any(me.holds(role) for role in SEES_PORTFOLIO):
        parts.append(viewers_home(session, tracked, now))
    return tuple(parts)
