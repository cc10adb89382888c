"""The organisation, its units and people, their mandates, and how they sign in."""

from pitchdeck.features.people.models.inbox import FLAVOURS, WAYS, Feed, Notice, Preference, Webhook
from pitchdeck.features.people.models.look import Logo
from pitchdeck.features.people.models.mandate import Deputy, DeputyEnd, MandateChange, MandateEnd
from pitchdeck.features.people.models.organisation import Organisation, Unit, UnitHead
from pitchdeck.features.people.models.person import CARRIED, MONEY_ROLES, ROLES, Mandate, Person
from pitchdeck.features.people.models.personal import PersonalFile
from pitchdeck.features.people.models.saved_view import SavedView
from pitchdeck.features.people.models.setting import SettingAnswer, SettingChange
from pitchdeck.features.people.models.setup_code import SetupCode
from pitchdeck.features.people.models.sign_in import METHODS, SignIn, SignInFailure
from pitchdeck.features.people.models.sign_in_factor import RecoveryCode, SecondFactor
from pitchdeck.features.people.models.sign_in_identity import ClaimGrant, SignInIdentity
from pitchdeck.features.people.models.sign_in_pass import PASSES, SignInPass

__all__ = [
    "CARRIED",
    "FLAVOURS",
    "METHODS",
    "MONEY_ROLES",
    "PASSES",
    "ROLES",
    "WAYS",
    "ClaimGrant",
    "Deputy",
    "DeputyEnd",
    "Feed",
    "Logo",
    "Mandate",
    "MandateChange",
    "MandateEnd",
    "Notice",
    "Organisation",
    "Person",
    "PersonalFile",
    "Preference",
    "RecoveryCode",
    "SavedView",
    "SecondFactor",
    "SettingAnswer",
    "SettingChange",
    "SetupCode",
    "SignIn",
    "SignInFailure",
    "SignInIdentity",
    "SignInPass",
    "Unit",
    "UnitHead",
    "Webhook",
]
