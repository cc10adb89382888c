"""What the pages behind "Add …" share: the draft on the desk, and how an answer leads back to it."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, page, reading
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import Content, Settings
from pitchdeck.features.pitches.queries import PitchRow, compared_draft

Answer = Response | tuple[str, int] | str


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft with what its projections stand on."""

    pitch: PitchRow
    version: int
    content: Content
    settings: Settings


def desk(handle: str) -> Desk:
    """The draft of a pitch that this person writes; NotFound or NotAllowed otherwise."""
    with reading() as session:
        pitch = queries.pitch_for(session, handle, actor())
        policy.require("pitch:edit", actor(), pitch.facts)
        draft = queries.draft_of(session, pitch.id)
        settings = queries.settings(session)
    return Desk(pitch, draft.version, draft.content, settings)


def only_looks(form: Any) -> bool:
    """Whether a form was sent to see it in another order or with its figures, and saves nothing."""
    return bool(form.rearranged) or "recalculate" in request.form


def shown(name: str, at: Desk, form: Any, content: Content, **more: Any) -> str:
    """A page with the comparison of what is typed now; after a refusal the next save is of the newest."""
    if form.refusals:
        form.version.data = desk(at.pitch.handle).version
    compared = compared_draft(content, at.settings, alone=name == "options")
    given = {"pitch": at.pitch, "form": form, "compared": compared, "url": request.path}
    return page(f"alternatives/{name}.html", **given, **more)


def back(at: Desk) -> str:
    """Where a save leads: the last step of the draft."""
    return url_for("drafts.step", handle=at.pitch.handle, step="send")
