"""Changes by one person's word: what they would move is shown before they are saved, and what they were."""

from collections.abc import Callable, Iterable

from flask import request
from sqlalchemy.orm import Session

from pitchdeck.base.history import Entry
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.forms import BaseForm
from pitchdeck.delivery.web.settings.views.changes import Answer, print_of
from pitchdeck.delivery.web.settings.views.words import Change
from pitchdeck.features.people import queries

Preview = tuple[list[Change], list[str], str]
"""Each change in words, what it moves and what it leaves, and the fingerprint of exactly this change."""
Acts = list[tuple[Entry, str, list[Change]]]


def preview(changes: list[Change], effects: list[str]) -> Preview:
    """A change as its page shows it first."""
    return changes, effects, print_of({label: (before, after) for label, before, after in changes})


def unseen(shown: Preview) -> bool:
    """Whether a change is still to be shown: nothing was, or something else."""
    return request.form.get("seen") != "yes" or request.form.get("shown") != shown[2]


def save_seen(
    form: BaseForm,
    look: Callable[[], Preview],
    show: Callable[[Preview | None], str],
    do: Callable[[Acting], str],
) -> Answer:
    """Show what a valid form would change; once exactly that was seen, save it. Nothing to show: save it."""
    if form.validate_on_submit():
        shown = look()
        if shown[0] and unseen(shown):
            return show(shown)
    return answer_form(form, lambda: show(None), do)


def told_of(session: Session, entries: Iterable[tuple[Entry, list[Change]]]) -> Acts:
    """Entries of the history as pages print them: the entry, who it was, what changed."""
    told = list(entries)
    people = queries.names_of(session, {each for entry, _changes in told for each in entry.people})
    return [(entry, entry.who(people), changes) for entry, changes in told]
