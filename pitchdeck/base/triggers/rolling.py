"""A rolling round has no stages, and only into one does a pitch come to its money without a shortlist."""

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.refusal import refuse

_STEPS = ("draft>funding", "funding>closed")
_ROLLS = "SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.kind = 'rolling' AND r.state = 'funding'"


def round_rolls() -> Trigger:
    """A rolling round opens and closes; any other goes from stage to stage."""
    step = "OLD.state || '>' || NEW.state"
    own = ", ".join(f"'{each}'" for each in _STEPS)
    return refuse(
        "round_rolls",
        "round",
        "UPDATE OF state",
        (
            (
                f"NEW.state <> OLD.state AND NEW.kind = 'rolling'"
                f" AND {step} NOT IN ({own}, 'draft>cancelled')",
                "a rolling round has no stages",
            ),
            (
                f"NEW.state <> OLD.state AND NEW.kind <> 'rolling' AND {step} IN ({own})",
                "a round with stages takes one after the other",
            ),
        ),
    )


def pitch_rolls() -> Trigger:
    """Without a shortlist a pitch looks for money in an open rolling round alone; the round is locked."""
    return refuse(
        "pitch_rolls",
        "pitch",
        "UPDATE OF state",
        (
            (
                "OLD.state IN ('screened', 'waitlisted') AND NEW.state = 'in_funding'"
                f" AND NOT EXISTS ({_ROLLS})",
                "a pitch that is not shortlisted looks for money in an open rolling round",
            ),
        ),
        lock="FROM round r WHERE r.id = NEW.round_id FOR SHARE",
    )


ROLLING = (round_rolls(), pitch_rolls())
