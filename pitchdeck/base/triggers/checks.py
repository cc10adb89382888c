"""Finance's check of a pitch's numbers: before scoring, by who has no other part in it, never rewritten."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers.append_only import append_only
from pitchdeck.base.triggers.refusal import refuse
from pitchdeck.base.triggers.segregation import independent
from pitchdeck.base.triggers.standing_in import apart

_SCREENED = (
    "SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no"
    " WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id AND p.state = 'screened'"
)


def _line(table: str) -> str:
    return (
        f"SELECT 1 FROM {table} l JOIN revision v ON v.pitch_id = l.pitch_id AND v.number = l.revision_no"
        " WHERE v.id = NEW.revision_id AND l.position = NEW.position"
    )


CHECKS = (
    append_only("line_check"),
    refuse(
        "line_check_allowed",
        "line_check",
        "INSERT",
        (
            (
                f"NOT EXISTS ({_SCREENED})",
                "numbers are checked on the current revision, between screening and scoring",
            ),
            *(
                (
                    f"NEW.side = '{side}' AND NOT EXISTS ({_line(f'{side}_line')})",
                    "a check names a line of its revision",
                )
                for side in ("benefit", "cost")
            ),
            *independent("NEW.pitch_id", "NEW.by_id", "check its numbers"),
            *apart("NEW.pitch_id", "check its numbers"),
        ),
        lock="FROM pitch p WHERE p.id = NEW.pitch_id FOR SHARE",
    ),
)
