"""The organisation, its units and people, their mandates and sign-in sessions."""

from pitchdeck.features.people.models.inbox import FLAVOURS, WAYS, Feed, Notice, Preference, Webhook
from pitchdeck.features.people.models.organisation import Organisation, Unit
from pitchdeck.features.people.models.person import MONEY_ROLES, ROLES, Mandate, Person
from pitchdeck.features.people.models.sign_in import SignIn, SignInFailure

__all__ = [
    "FLAVOURS",
    "MONEY_ROLES",
    "ROLES",
    "WAYS",
    "Feed",
    "Mandate",
    "Notice",
    "Organisation",
    "Person",
    "Preference",
    "SignIn",
    "SignInFailure",
    "Unit",
    "Webhook",
]
