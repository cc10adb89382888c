"""Charts on pages: the picture where a worker has drawn it, the table always."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from pitchdeck.delivery.charts import Drawing, Table
from pitchdeck.delivery.charts.of_pitch import drawings
from pitchdeck.delivery.web.access import organisation
from pitchdeck.delivery.web.press import press
from pitchdeck.features.pitches.queries import Shown


@dataclass(frozen=True, slots=True)
class Pictured:
    """A chart on a page; without a picture its table stands open. `narrow` is the picture for a phone."""

    name: str
    title: str
    svg: Markup | None
    narrow: Markup | None
    alt: str
    table: Table


def pictured(found: Iterable[Drawing]) -> tuple[Pictured, ...]:
    """The charts with the pictures that are kept; none is drawn while somebody waits for a page."""
    charts = press().charts
    return tuple(
        Pictured(
            one.name,
            one.title,
            _markup(charts.kept(one.spec)),
            _markup(charts.kept(one.narrow)),
            one.alt,
            one.table,
        )
        for one in found
    )


def pictures_of(shown: Shown) -> tuple[Pictured, ...]:
    """The charts of a pitch as a page shows them."""
    return pictured(drawings(shown, locale=organisation().locale))


def _markup(svg: str | None) -> Markup | None:
    return None if svg is None else Markup(svg)  # noqa: S704  # our own worker's
