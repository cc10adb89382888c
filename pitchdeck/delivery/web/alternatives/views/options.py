"""Options of a draft."""

from dataclasses import replace
from typing import Any

from pitchdeck.delivery.web.access import requires
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.alternatives.forms import OptionsForm
from pitchdeck.delivery.web.alternatives.views.blueprint import bp
from pitchdeck.delivery.web.alternatives.views.desk import Answer, Desk, back, desk, only_looks, shown
from pitchdeck.features.pitches import actions
from pitchdeck.features.pitches.figures import OptionRow, misplaced_range, unreadable


@bp.get("/pitches/<handle>/options")
@requires("pitch:edit")
def options(handle: str) -> str:
    """Doing nothing, the pitch, and other ways in one table."""
    at = desk(handle)
    return _page(at, OptionsForm.of(at.content, version=at.version))


@bp.post("/pitches/<handle>/options")
@requires("pitch:edit")
def save_options(handle: str) -> Answer:
    """Save the options."""
    at = desk(handle)
    form = OptionsForm()
    if only_looks(form):
        form.validate()
        return _page(at, form)

    def do(act: Acting) -> str:
        given: dict[str, Any] = {"version": form.version.data or 0, "by": act.by, "at": act.at}
        actions.save_options(act.session, at.pitch.key, form.rows(), **given)
        act.location = back(at)
        return "Saved. The options stand beside the pitch wherever it is read."

    return answer_form(form, lambda: _page(at, form), do)


def _page(at: Desk, form: OptionsForm) -> str:
    readable = tuple(row for row in form.rows() if row.label and not _refused(row, at))
    return shown("options", at, form, replace(at.content, options=readable))


def _refused(row: OptionRow, at: Desk) -> str:
    return misplaced_range(row, at.settings.currency) or unreadable(row, at.settings)
