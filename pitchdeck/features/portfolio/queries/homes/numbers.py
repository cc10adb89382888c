"""Large pitches whose numbers wait for a person of finance."""

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.queries import WaitingNumbers, waiting_for
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.portfolio.queries.homes.task import Moment, Task


def numbers_to_check(session: Session, me: Actor, now: Moment) -> list[Task]:
    """A task for each, by the end of the call. Four statements."""
    above = the_organisation(session).quote_above
    return [_task(row, now) for row in waiting_for(session, me, quote_above=above)]


def _task(row: WaitingNumbers, now: Moment) -> Task:
    due, lines = now.day(row.closes_at), len(row.numbers.lines)
    return Task(
        "numbers",
        row.handle,
        row.title,
        5,
        due,
        late=due < now.today,
        amount=row.ask_minor,
        count=lines,
        note=row.round_name,
    )
