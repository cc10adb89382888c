"""A draft held against everything that submitting asks of it: figures, claim, gaps and checks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base.money import in_words
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches.figures import (
    FIRST_YEAR,
    Claimed,
    Content,
    Gap,
    Missing,
    Option,
    Projected,
    Settings,
    Tier,
    TimeNeed,
    asks_of,
    beyond_record,
    claim_sentence,
    claimed,
    intangibles_valued,
    is_large,
    keeping_tiers,
    missing,
    of_tier,
    options_of,
    out_of_order,
    own_check,
    populations_differ,
    projected,
    size_check,
    tiers_of,
    time_check,
)
from pitchdeck.features.pitches.queries.agreements import time_needed
from pitchdeck.features.pitches.queries.claims import claim_total
from pitchdeck.features.pitches.queries.drafts import DraftRow, draft_of, settings
from pitchdeck.features.pitches.queries.windows import WindowRow, asked_window
from pitchdeck.features.projection import (
    Check,
    CheckContext,
    OutsideView,
    Simulation,
    TrackRecord,
    check,
    outside_view,
    simulate,
)
from pitchdeck.features.strategy import queries as strategy
from pitchdeck.features.strategy.queries import ClaimRow, MeasureRow


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What a draft comes to now. `claims` is the sum of all open claims on its measure, its own included;
    `sentence` is what the sponsor is asked, empty where nothing is claimed; `time` is what the unit's head is
    asked, None where nobody is; `window` what finance was asked where the headline counts more than a year.

    All but `content`, `tiers` and `options` is of the requested tier.
    """

    version: int
    content: Content
    settings: Settings
    measure: MeasureRow | None
    claimed: Claimed | None
    sentence: str
    claims: Decimal
    asked: ClaimRow | None
    asked_is_current: bool
    projected: Projected
    asks: Mapping[int, int]
    missing: tuple[Missing, ...]
    checks: tuple[Check, ...]
    tiers: tuple[Tier, ...]
    options: tuple[Option, ...]
    time: TimeNeed | None = None
    window: WindowRow | None = None
    simulation: Simulation | None = None
    outside: OutsideView | None = None

    @property
    def ask_minor(self) -> int:
        """The whole ask, in minor units."""
        return sum(self.asks.values())


def gap_of(measure: MeasureRow) -> Gap:
    """The measure as the claim's arithmetic sees it."""
    return Gap(measure.name, measure.unit_of_measure, measure.baseline, measure.target)


def appraise(
    session: Session,
    pitch_id: int,
    pitch_key: str,
    typed: Content | None = None,
    *,
    draft: DraftRow | None = None,
    record: TrackRecord | None = None,
) -> Appraisal:
    """The draft of a pitch appraised as it is saved, or with what was typed since in its place.

    `draft` is the saved one, where it has been read already. The track record of finished investments comes
    from above; without it nothing is held against it.
    """
    draft = draft or draft_of(session, pitch_id)
    content = _kept(typed, draft.content) if typed else draft.content
    requested = of_tier(content, "requested")
    organisation = people.the_organisation(session)
    set_up = settings(session, organisation)
    asked = strategy.claim_of(session, pitch_key)
    measure = claim = None
    claims, sentence = Decimal(0), ""
    if content.measure_id is not None:
        measure = strategy.measure_row(session, content.measure_id)
        claim = claimed(requested, gap_of(measure))
        claims = claim_total(session, measure.id, without=pitch_key) + claim.share
        sentence = claim_sentence(claim, gap_of(measure), organisation.locale) if claim else ""
    current = asked is not None and _is_current(measure, claim, asked)
    found = projected(requested, set_up)
    asks = asks_of(requested, set_up, found.projection)
    learning = found.projection.hours_by_team.get("participants", ())
    months = requested.headline_months
    window = asked_window(session, pitch_id, months) if months != FIRST_YEAR else None
    time = time_needed(session, pitch_id, requested.start_on, learning, set_up.unit_hours)
    context = replace(
        _context(requested, measure, asked, claims, current=current),
        **_depth(requested, found, measure, record or TrackRecord()),
        large=is_large(asks, set_up),
        long_term_agreed=window is not None and window.accepted,
    )
    return Appraisal(
        version=draft.version,
        content=content,
        settings=set_up,
        measure=measure,
        claimed=claim,
        sentence=sentence,
        claims=claims,
        asked=asked,
        asked_is_current=current,
        projected=found,
        asks=asks,
        missing=missing(content),
        checks=(
            *check(found.inputs, context),
            size_check(requested, asks, set_up),
            own_check(requested, set_up, measure.value_minor if measure else None),
            time_check(time, set_up.unit_hours),
        ),
        tiers=tiers_of(content, set_up, found),
        options=options_of(content, set_up),
        time=time,
        window=window,
        simulation=simulate(found.inputs),
        outside=outside_view(found.projection, record) if record else None,
    )


def _kept(typed: Content, saved: Content) -> Content:
    """What was typed on a step, with the tiers that its lines have and the step does not show."""
    return replace(
        typed,
        costs=keeping_tiers(typed.costs, saved.costs),
        benefits=keeping_tiers(typed.benefits, saved.benefits),
    )


def _is_current(measure: MeasureRow | None, claim: Claimed | None, asked: ClaimRow) -> bool:
    if measure is None or claim is None or asked.measure_id != measure.id:
        return False
    return (claim.delta, claim.share) == (Decimal(repr(asked.delta)), Decimal(repr(asked.share)))


def _context(
    content: Content, measure: MeasureRow | None, asked: ClaimRow | None, claims: Decimal, *, current: bool
) -> CheckContext:
    levels = {1: content.level_1, 2: content.level_2, 3: content.level_3, 4: measure}
    on_measure = [line for line in content.benefits if line.measure_id == content.measure_id]
    return CheckContext(
        goal_linked=measure is not None,
        measure_agreed=measure is not None and measure.agreed_at is not None,
        sponsor_asked=current,
        sponsor_accepted=current and asked is not None and asked.verdict == "yes",
        measure_is_revenue=measure is not None and measure.revenue,
        nothing_else=content.nothing_else,
        recipients_set=measure is not None,
        intangibles_valued=bool(intangibles_valued(content.intangibles)),
        one_measure_in_several_lines=measure is not None and len(on_measure) > 1,
        populations_differ=populations_differ(on_measure),
        claims_on_measure=float(claims),
        claims_apportioned=current and asked is not None and asked.verdict == "yes" and asked.reason != "",
        objective_levels=frozenset(level for level, text in levels.items() if text),
    )


def _depth(
    content: Content, found: Projected, measure: MeasureRow | None, record: TrackRecord
) -> dict[str, Any]:
    """What the checks learn from the lines left out, the other options and finished investments."""
    return {
        "uncounted": found.uncounted,
        "options_compared": bool(content.options),
        "beyond_record": beyond_record(content, gap_of(measure), record) if measure else (),
        "controlled_result_attached": measure is not None and measure.id in record.controlled,
    }


_SAID_BY = {"goal": "measure", "cost_categories": "nothing_else", "isolation_method": "isolation_plan"}
"""Checks that a missing field says already, and more plainly."""


def blockers(appraisal: Appraisal) -> dict[str, str]:
    """What keeps a draft from being submitted, by field or check, in the words that its presenter reads."""
    found = {one.field: one.sentence for one in appraisal.missing}
    for place, words in enumerate(appraisal.projected.uncounted):
        if not any(field.startswith(("lines", "costs")) for field in found):
            found[f"uncounted-{place}"] = words
    found |= {
        one.key: one.sentence
        for one in appraisal.checks
        if one.level == "block" and one.key != "counted" and _SAID_BY.get(one.key) not in found
    }
    found |= _of_claim(appraisal)
    minimum = appraisal.content.minimum_minor
    if minimum is not None and minimum > appraisal.ask_minor:
        found["minimum_minor"] = "The minimum is more than the ask. Lower it, or leave it empty."
    return found | _of_tiers(appraisal)


def _of_tiers(appraisal: Appraisal) -> dict[str, str]:
    """Tiers that have come out of order since they were written: lines change on other pages, too."""
    currency = appraisal.settings.currency
    wrong = out_of_order(appraisal.tiers, lambda minor: in_words(minor, currency))
    return {f"tier_{name}": words for name, words in wrong.items()}


def _of_claim(appraisal: Appraisal) -> dict[str, str]:
    asked, measure = appraisal.asked, appraisal.measure
    if not appraisal.content.benefits:
        return {}
    if asked is None or measure is None:
        return {"sponsor_asked": "Ask the sponsor to agree to the claim."}
    if not appraisal.asked_is_current:
        return {"sponsor_asked": f"The claim has changed since {measure.owner_name} was asked. Ask again."}
    if asked.verdict == "no":
        return {
            "sponsor_asked": f"{measure.owner_name} said no: “{asked.reason}” Change the claim and ask again."
        }
    return {}
