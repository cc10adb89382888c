"""What ran before pitchdeck: entered for a confirmed fund, confirmed by a second person without a part."""

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.standing_in import named

_CONFIRMED = (
    "EXISTS (SELECT 1 FROM opening_programme g JOIN opening_answer a ON a.opening_id = g.opening_id"
    " WHERE g.id = NEW.programme_id AND a.verdict = 'confirmed')"
)


def entries() -> Trigger:
    """Programmes are entered for a fund that holds money."""
    return refuse(
        "opening_allowed",
        "opening",
        "INSERT",
        (
            named(("NEW.by_id", "NEW.deputy_id"), money=True),
            (
                "EXISTS (SELECT 1 FROM fund f WHERE f.id = NEW.fund_id AND f.confirmed_at IS NULL)",
                "programmes are entered once their fund is confirmed",
            ),
        ),
    )


def programmes() -> Trigger:
    """Nothing joins an opening that has its answer."""
    return refuse(
        "opening_programme_allowed",
        "opening_programme",
        "INSERT",
        (
            (
                "EXISTS (SELECT 1 FROM opening_answer a WHERE a.opening_id = NEW.opening_id)",
                "nothing is added to an opening that was answered",
            ),
        ),
        lock="FROM fund f JOIN opening o ON o.fund_id = f.id WHERE o.id = NEW.opening_id"
        " FOR NO KEY UPDATE OF f",
    )


def answers() -> Trigger:
    """Another person answers, and nobody confirms what they present, sponsor or pay for."""
    tied = (
        "EXISTS (SELECT 1 FROM opening_programme g JOIN measure m ON m.id = g.measure_id"
        " WHERE g.opening_id = NEW.opening_id AND NEW.by_id IN (g.presenter_id, m.owner_id))"
        " OR EXISTS (SELECT 1 FROM opening o JOIN fund f ON f.id = o.fund_id"
        " WHERE o.id = NEW.opening_id AND f.owner_id = NEW.by_id)"
    )
    return refuse(
        "opening_answered",
        "opening_answer",
        "INSERT",
        (
            (
                "EXISTS (SELECT 1 FROM opening o WHERE o.id = NEW.opening_id"
                " AND NEW.by_id IN (o.by_id, COALESCE(o.deputy_id, o.by_id)))",
                "a second person confirms an opening",
            ),
            (
                f"NEW.verdict = 'confirmed' AND ({tied})",
                "nobody confirms an opening of what they present, sponsor or pay for",
            ),
        ),
        lock="FROM fund f JOIN opening o ON o.fund_id = f.id WHERE o.id = NEW.opening_id"
        " FOR NO KEY UPDATE OF f",
    )


def pitches() -> Trigger:
    """A programme becomes the pitch of its own title once it is confirmed, in a round that stands for it."""
    return refuse(
        "opening_pitch_allowed",
        "opening_pitch",
        "INSERT",
        (
            (f"NOT {_CONFIRMED}", "a programme becomes a pitch once it is confirmed"),
            (
                "NOT EXISTS (SELECT 1 FROM pitch p JOIN opening_round r ON r.round_id = p.round_id"
                " WHERE p.id = NEW.pitch_id AND p.state = 'in_funding')",
                "what ran before stands in a round of its own",
            ),
        ),
    )


def rounds() -> Trigger:
    """Such a round begins empty: no pitch of another round is passed by its stages."""
    return refuse(
        "opening_round_allowed",
        "opening_round",
        "INSERT",
        (
            (
                "EXISTS (SELECT 1 FROM pitch p WHERE p.round_id = NEW.round_id)"
                " OR EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id)",
                "a round that was called does not stand for what ran before",
            ),
        ),
    )


OPENINGS = (
    *(
        append_only(table)
        for table in ("opening", "opening_programme", "opening_answer", "opening_pitch", "opening_round")
    ),
    entries(),
    programmes(),
    answers(),
    pitches(),
    rounds(),
)
