"""The organisation's settings → how its documents look."""

from sqlalchemy.orm import Session

from pitchdeck.delivery.documents.brand import Brand, printable
from pitchdeck.features.people.queries import OrganisationRow, logo


def brand_of(session: Session, organisation: OrganisationRow) -> Brand:
    """The organisation's brand; a colour that cannot be read on white paper is left out."""
    kept = logo(session, organisation.logo) if organisation.logo else None
    accent = organisation.accent if organisation.accent and printable(organisation.accent) else ""
    return Brand(accent, kept.digest, kept.png) if kept else Brand(accent)
