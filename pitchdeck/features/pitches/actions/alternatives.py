"""What a draft has behind "Add …": tiers of its lines, options beside it, intangibles."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions.drafting import replace_benefits, replace_costs
from pitchdeck.features.pitches.figures import (
    MOST_OPTIONS,
    IntangibleRow,
    LineTiers,
    OptionRow,
    misplaced_range,
    out_of_order,
    tiers_of,
    unreadable,
    with_tiers,
)
from pitchdeck.features.pitches.models import Draft, Pitch

STALE = "Somebody saved this draft while you were writing. Both texts are kept: compare them."


def save_tiers(
    session: Session,
    key: str,
    costs: Sequence[LineTiers],
    benefits: Sequence[LineTiers],
    *,
    version: int,
    by: Actor,
    at: datetime,
) -> int:
    """Say for each line of the draft, in its order, how it differs by tier; returns the new version.

    A minimum made of lines replaces the one that is an amount. Conflict when the draft was saved since
    `version`; Invalid by tier when a lower tier asks more than a higher one, or is the same as it.
    """
    pitch, draft = _opened(session, key, version, by)
    before = queries.draft_of(session, pitch.id).content
    if len(costs) != len(before.costs) or len(benefits) != len(before.benefits):
        raise Conflict(STALE)
    content = with_tiers(before, costs, benefits)
    set_up = queries.settings(session)
    wrong = out_of_order(tiers_of(content, set_up), lambda minor: in_words(minor, set_up.currency))
    if wrong:
        raise Invalid({f"tier_{name}": words for name, words in wrong.items()})
    if "minimum" in content.tiers:
        draft.minimum_minor = None
    saved = _saved(session, pitch, draft, at)
    replace_costs(session, pitch.id, content.costs)
    replace_benefits(session, pitch.id, content.benefits)
    return saved


def save_options(
    session: Session, key: str, options: Sequence[OptionRow], *, version: int, by: Actor, at: datetime
) -> int:
    """Write the options beside doing nothing, which is always there; returns the draft's new version.

    Conflict when the draft was saved since `version`; Invalid for more than five, for one without
    a name, and for a range out of order.
    """
    pitch, draft = _opened(session, key, version, by)
    if len(options) > MOST_OPTIONS:
        words = f"There are {len(options)} options; at most {MOST_OPTIONS} fit. Remove some."
        raise Invalid({"options": words})
    set_up = queries.settings(session)
    for place, option in enumerate(options):
        if not option.label.strip():
            raise Invalid({f"options-{place}-label": "Give this option a name."})
        words = misplaced_range(option, set_up.currency)
        if words:
            raise Invalid({f"options-{place}-bad_minor": words})
        words = unreadable(option, set_up)
        if words:
            raise Invalid({f"options-{place}-label": f"This option cannot be computed: {words}."})
    draft.options = [asdict(replace(option, label=option.label.strip())) for option in options]
    return _saved(session, pitch, draft, at)


def save_intangibles(
    session: Session, key: str, rows: Sequence[IntangibleRow], *, version: int, by: Actor, at: datetime
) -> int:
    """List what is worth having and is not valued in money; returns the draft's new version.

    Conflict when the draft was saved since `version`; Invalid for one without a name or a rating of 1 to 5.
    """
    pitch, draft = _opened(session, key, version, by)
    for place, row in enumerate(rows):
        if not row.name.strip():
            raise Invalid({f"intangibles-{place}-name": "Say what it is: a rating needs a name."})
        if row.rating not in range(1, 6):
            raise Invalid({f"intangibles-{place}-rating": "Choose how much it matters, from 1 to 5."})
    draft.intangibles = [asdict(replace(row, name=row.name.strip())) for row in rows]
    return _saved(session, pitch, draft, at)


def _opened(session: Session, key: str, version: int, by: Actor) -> tuple[Pitch, Draft]:
    pitch = queries.pitch_to_change(session, key)
    policy.require("pitch:edit", by, queries.pitch_of_id(session, pitch.id).facts)
    draft = queries.draft_to_change(session, pitch.id)
    if draft.version != version:
        raise Conflict(STALE)
    return pitch, draft


def _saved(session: Session, pitch: Pitch, draft: Draft, at: datetime) -> int:
    draft.version += 1
    draft.saved_at = pitch.changed_at = at
    session.flush()
    return draft.version
