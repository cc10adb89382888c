"""Founding the organisation, adding people, granting mandates, signing in and out."""

from pitchdeck.features.people.actions.inbox import (
    add_webhook,
    choose_ways,
    close_feed,
    end_webhook,
    mark_told,
    notify,
    open_feed,
)
from pitchdeck.features.people.actions.members import (
    add_person,
    add_unit,
    confirm_mandate,
    found_organisation,
    grant,
)
from pitchdeck.features.people.actions.sign_in import (
    SESSION_LASTS,
    end_session,
    record_failure,
    rehash,
    start_session,
    token_hash,
    who_hash,
)

__all__ = [
    "SESSION_LASTS",
    "add_person",
    "add_unit",
    "add_webhook",
    "choose_ways",
    "close_feed",
    "confirm_mandate",
    "end_session",
    "end_webhook",
    "found_organisation",
    "grant",
    "mark_told",
    "notify",
    "open_feed",
    "record_failure",
    "rehash",
    "start_session",
    "token_hash",
    "who_hash",
]
