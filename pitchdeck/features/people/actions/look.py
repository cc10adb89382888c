"""How the organisation looks: its logo and its colours; one person changes them, with a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import notices, queries
from pitchdeck.features.people.figures import DARK, LEAST, LIGHT, Legible, colour_of, legible
from pitchdeck.features.people.models import Logo

NO_COLOUR = "Write a colour as #rrggbb, for example #3142c6."


@dataclass(frozen=True, slots=True)
class Look:
    """A colour on light pages, one on dark pages, and a logo by its hash; None is the house's own."""

    accent: str | None = None
    accent_dark: str | None = None
    logo: str | None = None


def keep_logo(
    session: Session, png: str, digest: str, size: tuple[int, int], *, by: Actor, at: datetime
) -> None:
    """Keep a picture that may become the logo; the same picture is kept once."""
    policy.require("setting:change", by)
    if queries.logo(session, digest) is None:
        row = Logo(digest=digest, png=png, width=size[0], height=size[1], by_id=by.id, at=at)
        session.add(row)
        session.flush()


def settled_look(light: str, dark: str, logo: str) -> Look:
    """A look as typed: with a light colour alone the dark one is the nearest that can be read.

    Raises Invalid with the contrast and the nearest colour that passes.
    """
    if not light.strip():
        if dark.strip():
            raise Invalid({"accent": "Enter the colour for light pages too, or leave both empty."})
        return Look(logo=logo or None)
    wrong: dict[str, str] = {}
    accent = _readable("accent", light, LIGHT, wrong)
    accent_dark = _readable("accent_dark", dark, DARK, wrong) if dark.strip() else None
    if wrong or accent is None:
        raise Invalid(wrong)
    return Look(accent, accent_dark or legible(accent, DARK).nearest, logo or None)


def _readable(field: str, typed: str, ground: str, wrong: dict[str, str]) -> str | None:
    colour = colour_of(typed)
    if colour is None:
        wrong[field] = NO_COLOUR
        return None
    found = legible(colour, ground)
    if not found.passes:
        wrong[field] = _sentence(found)
    return colour


def _sentence(found: Legible) -> str:
    pages = "light" if found.ground == LIGHT else "dark"
    return (
        f"{found.colour} has a contrast of {found.ratio:.2f} on {pages} pages; text needs {LEAST}. "
        f"The nearest that can be read is {found.nearest}."
    )


def change_look(session: Session, look: Look, *, reason: str, by: Actor, at: datetime) -> None:
    """Take these colours and this logo everywhere; Invalid when nothing changes or there is no such logo."""
    policy.require("setting:change", by)
    if look.logo is not None and queries.logo(session, look.logo) is None:
        raise Invalid({"logo": "This picture is not kept here. Upload it again."})
    house = queries.organisation_to_change(session)
    names = ("accent", "accent_dark", "logo")
    changes = {name: [getattr(house, name), getattr(look, name)] for name in names}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        raise Invalid({"accent": "Nothing is different from what it is now."})
    for name, pair in changes.items():
        setattr(house, name, pair[1])
    session.flush()
    history.record(session, ("organisation", "1"), "changed", by=by, at=at, why=reason, detail=changes)
    notices.look_changed(session, at=at)
