"""Questions about people, units, mandates and sign-in sessions."""

from pitchdeck.features.people.queries.members import (
    MandateRow,
    OrganisationRow,
    PersonRow,
    UnitRow,
    actor_of,
    mandate_to_change,
    mandates,
    names_of,
    organisation,
    people,
    people_with,
    roles_held,
    units,
    units_under,
)
from pitchdeck.features.people.queries.sign_in import Credentials, credentials, failures, signed_in

__all__ = [
    "Credentials",
    "MandateRow",
    "OrganisationRow",
    "PersonRow",
    "UnitRow",
    "actor_of",
    "credentials",
    "failures",
    "mandate_to_change",
    "mandates",
    "names_of",
    "organisation",
    "people",
    "people_with",
    "roles_held",
    "signed_in",
    "units",
    "units_under",
]
