"""Copies of people's data, and names taken out: as jobs, with the request as their record."""

import json

from pitchdeck.base.db import Writing
from pitchdeck.delivery.jobs.tasks import Facts
from pitchdeck.features.people import actions, queries
from pitchdeck.features.portfolio.queries.personal import everything_about


def copy_data(turn: Writing, facts: Facts) -> None:
    """Make the copy that was asked for."""
    asked = queries.personal_file(turn.session, facts["file"])
    found = everything_about(turn.session, asked.person_id)
    text = json.dumps({"made_at": turn.at.isoformat(), **found}, ensure_ascii=False, indent=1)
    actions.keep_copy(turn.session, asked.key, text, at=turn.at)


def take_name_out(turn: Writing, facts: Facts) -> None:
    """Take the name out as it was asked."""
    actions.take_name_out(turn.session, facts["file"], at=turn.at)
