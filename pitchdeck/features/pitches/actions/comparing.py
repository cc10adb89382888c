"""Using a comparison: the chosen model's lines take the place of those that they replace."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions.drafting import replace_costs
from pitchdeck.features.pitches.figures import CostRow, frozen_comparison, model_names
from pitchdeck.features.sourcing.figures import Scope


def use_comparison(
    session: Session,
    key: str,
    scope: Scope,
    chosen: str,
    *,
    replaces: Iterable[int],
    version: int,
    by: Actor,
    at: datetime,
    today: date,
) -> tuple[CostRow, ...]:
    """Write a model's lines and the comparison into the draft, and return the lines that they replaced.

    `replaces` are places in the draft's lines of cost; all others stay. Conflict when the draft was saved
    since `version`, Invalid when the model has no price.
    """
    pitch = queries.pitch_to_change(session, key)
    policy.require("pitch:edit", by, queries.pitch_of_id(session, pitch.id).facts)
    draft = queries.draft_to_change(session, pitch.id)
    if draft.version != version:
        raise Conflict("This draft was saved since you compared. Look at the lines again, then use it.")
    found = queries.comparison_of(session, scope)
    way = found.way(chosen)
    if way is None or not way.lines:
        why = way.why_not if way else "Choose one of the models."
        raise Invalid({"use": f"{model_names().get(chosen, 'This')} has no price. {why}"})
    costs = queries.draft_of(session, pitch.id).content.costs
    gone = frozenset(replaces)
    replaced = tuple(line for place, line in enumerate(costs) if place in gone)
    kept = tuple(line for place, line in enumerate(costs) if place not in gone)
    draft.engagement = chosen
    draft.comparison = frozen_comparison(found, chosen, replaced, used_on=today.isoformat())
    draft.version, draft.saved_at, pitch.changed_at = version + 1, at, at
    session.flush()
    replace_costs(session, pitch.id, (*kept, *way.lines))
    detail = {"engagement": chosen, "replaced": [line.label for line in replaced]}
    history.record(session, ("pitch", pitch.key), "comparison_used", by=by, at=at, detail=detail)
    return replaced
