"""Invariants of time agreements: what was approved was agreed to, and what needed it was asked for."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pitchdeck.features.pitches.figures import above
from pitchdeck.features.pitches.models import Pitch, Revision, RevisionHours, TimeAgreement, TimeQuarter
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant
from pitchdeck.features.sourcing.figures import month_after, quarter_of

NEAR = 0.05
_SAID = """(SELECT answer.verdict FROM time_answer AS answer WHERE answer.agreement_id = {of}
ORDER BY answer.id DESC LIMIT 1)"""
_STANDS = f"COALESCE({_SAID.format(of='agreement.id')}, {_SAID.format(of='agreement.rests_on_id')}, 'open')"
_WROTE = """(pitch.presenter_id = {who} OR EXISTS (SELECT 1 FROM co_author
WHERE co_author.pitch_id = pitch.id AND co_author.person_id = {who}))"""

HOURS = (
    Invariant(
        "approved_hours_were_agreed",
        "an approved revision that asked a unit's head for hours has the agreement",
        f"""SELECT 'pitch ' || pitch.ref || ', hours ' || agreement.key || ': ' || {_STANDS}
        FROM time_agreement AS agreement JOIN pitch ON pitch.id = agreement.pitch_id
        WHERE EXISTS (SELECT 1 FROM review WHERE review.revision_id = agreement.revision_id
            AND review.verdict = 'approved') AND {_STANDS} <> 'agreed' ORDER BY agreement.id""",
    ),
    Invariant(
        "hours_are_agreed_by_who_was_named",
        "hours are answered by somebody who was named a unit's head and did not write the pitch",
        f"""SELECT 'hours ' || agreement.key || ': answered by person ' || answered.by_id
        FROM time_answer AS answered JOIN time_agreement AS agreement ON agreement.id = answered.agreement_id
        JOIN pitch ON pitch.id = agreement.pitch_id
        WHERE {_WROTE.format(who="answered.by_id")} OR {_WROTE.format(who="answered.deputy_id")}
        OR NOT EXISTS (SELECT 1 FROM unit_head WHERE unit_head.person_id = answered.by_id
            AND unit_head.at <= answered.at) ORDER BY answered.id""",
    ),
)

_REVISIONS = (
    select(Revision.id, Pitch.ref, Revision.number, Revision.content)
    .join(Pitch, Pitch.id == Revision.pitch_id)
    .order_by(Revision.id)
)
_NEEDED = (
    select(RevisionHours.revision_id, RevisionHours.start_on, RevisionHours.month_no, RevisionHours.hours)
    .where(RevisionHours.team == "participants")
    .order_by(RevisionHours.revision_id, RevisionHours.month_no, RevisionHours.id)
)
_ASKED = (
    select(TimeAgreement.revision_id, TimeQuarter.quarter_on, TimeQuarter.hours)
    .join(TimeQuarter, TimeQuarter.agreement_id == TimeAgreement.id)
    .order_by(TimeQuarter.id)
)


def other_hours(session: Session) -> Iterator[str]:
    """Revisions that need hours above the limit that was frozen with them and did not ask for just those."""
    needed: dict[int, dict[date, float]] = defaultdict(dict)
    for row in session.execute(_NEEDED):
        of_revision, quarter = needed[row.revision_id], quarter_of(month_after(row.start_on, row.month_no))
        of_revision[quarter] = of_revision.get(quarter, 0.0) + row.hours
    asked: dict[int, dict[date, float]] = defaultdict(dict)
    for revision_id, quarter_on, hours in session.execute(_ASKED):
        asked[revision_id][quarter_on] = hours
    for each in session.execute(_REVISIONS).yield_per(200):
        limit = each.content["facts"].get("settings", {}).get("unit_hours")
        due = needed[each.id] if limit is not None and above(needed[each.id], limit) else {}
        for quarter in sorted(due.keys() | asked[each.id].keys()):
            needs, asks = due.get(quarter, 0.0), asked[each.id].get(quarter, 0.0)
            if abs(needs - asks) > NEAR:
                name = f"pitch {each.ref} revision {each.number}, quarter from {quarter}"
                yield f"{name}: needs {needs:g} hours, the head was asked for {asks:g}"


HOURS_COMPUTED = (
    (
        Invariant(
            "hours_above_the_limit_were_asked_for",
            "a revision that needs more of a unit's time than its limit asked the head for just that",
            "",
        ),
        other_hours,
    ),
)
