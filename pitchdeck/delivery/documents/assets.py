"""The files that a document may load: a short list of our own, by name, and nothing else in the world."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pitchdeck
from pitchdeck.delivery import charts
from pitchdeck.delivery.documents.brand import printable, style_of

TEMPLATES = Path(pitchdeck.__file__).parents[1] / "templates" / "documents"
FONTS = Path(charts.__file__).parent / "fonts"
ADDRESS = "asset://documents/"

_FILES = {
    "one_pager.css": (TEMPLATES / "one_pager.css", "text/css"),
    "statement.css": (TEMPLATES / "statement.css", "text/css"),
    "Inter-Regular.ttf": (FONTS / "Inter-Regular.ttf", "font/ttf"),
    "Inter-SemiBold.ttf": (FONTS / "Inter-SemiBold.ttf", "font/ttf"),
}
NAMES = tuple(_FILES)
_LOOK = re.compile(r"look-([0-9a-f]{6})\.css")


@dataclass(frozen=True, slots=True)
class Asset:
    """The content of one file and its media type."""

    content: bytes
    media_type: str


class AssetRefused(ValueError):
    """The address is not one of ours."""


def asset(name: str) -> Asset:
    """A file by its plain name, a look's style sheet by its colour.  Raises AssetRefused."""
    look = _LOOK.fullmatch(name)
    if look and printable(f"#{look[1]}"):
        return Asset(style_of(f"#{look[1]}").encode(), "text/css")
    if name not in _FILES:
        raise AssetRefused(f"not an asset of documents: {name[:80]!r}")
    path, media_type = _FILES[name]
    return Asset(path.read_bytes(), media_type)


def asset_at(address: str, pictures: Mapping[str, bytes]) -> Asset:
    """A file, or one of the document's own PNGs, by its address.  Raises AssetRefused for every other one."""
    if not address.startswith(ADDRESS):
        raise AssetRefused(f"a document loads nothing from outside: {address[:80]!r}")
    name = address.removeprefix(ADDRESS)
    return Asset(pictures[name], "image/png") if name in pictures else asset(name)
