"""A round in scoring with its pitches, and scorecards on them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.rounds.queries import criteria
from pitchdeck.features.scoring import actions
from pitchdeck.features.scoring.actions import Given
from tests.factories.cast import Cast
from tests.factories.pitches import AT, measure, open_round, rates, submitted

SCORING = AT + timedelta(days=31)
"""After the deadline for pitches, before that for scores."""
DELIBERATION = AT + timedelta(days=46)


@dataclass(frozen=True)
class Known:
    """A round or a pitch by its names, good beyond the session that made it."""

    id: int
    key: str
    ref: str
    round_id: int


def in_scoring(
    session: Session,
    cast: Cast,
    titles: tuple[str, ...] = ("Solve it in the first call",),
    *,
    silent: tuple[str, ...] = (),
    at: datetime = AT,
) -> tuple[Known, list[Known]]:
    """A round in scoring and its pitches, each on a measure of its own; the sponsor is silent on the last.

    The round was opened at `at`; scoring opened 31 days later and stays open for another 14.
    """
    rates(session, cast, at=at)
    round_ = open_round(session, cast, at=at)
    found = []
    for title in (*titles, *silent):
        own = measure(session, cast, goal=f"Goal of {title}", name=f"Rework, {title}", at=at)
        pitch = submitted(session, cast, own.id, title=title, yes=title not in silent, at=at)
        pitches.screen(session, pitch.key, round_key=round_.key, by=cast.lead, at=at)
        found.append(Known(pitch.id, pitch.key, pitch.ref or "", round_.id))
    pitches.open_scoring(session, round_.key, by=cast.chair, at=at + timedelta(days=31))
    return Known(round_.id, round_.key, "", round_.id), found


def give(
    session: Session,
    pitch: Known,
    values: tuple[int, ...] | int,
    *,
    by: Actor,
    at: datetime = SCORING,
    sentence: str = "Worth a try in one team.",
) -> None:
    """A scorecard with these scores in the order of the criteria, a reason on each 1 and 5."""
    asked = criteria(session, pitch.round_id)
    wanted = (values,) * len(asked) if isinstance(values, int) else values
    scores = {
        criterion.id: Given(value, "Because of the pilot." if value in {1, 5} else "")
        for criterion, value in zip(asked, wanted, strict=True)
    }
    actions.score(session, pitch.key, scores=scores, sentence=sentence, by=by, at=at)
