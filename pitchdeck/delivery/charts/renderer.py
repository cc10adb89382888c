"""Specification → SVG, drawn once per content and kept by its hash."""

import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from pitchdeck.delivery.charts.chart import ChartUnavailable
from pitchdeck.delivery.charts.child import Child, ChildDied, ChildRefused, ChildTimedOut
from pitchdeck.delivery.charts.store import ContentStore, content_key

RENDERING = 1  # raise it when `polished` or the fonts change: what is kept is then drawn anew
DEFAULT_TIMEOUT_S = 20.0
FORBIDDEN = re.compile(r"<script|<foreignObject|<image|\sstyle=|\son[a-z]+=|href=", re.IGNORECASE)


class Charts:
    """Draws charts in a process of its own and keeps each picture in `place`."""

    def __init__(self, place: Path | str, *, timeout_s: float = DEFAULT_TIMEOUT_S) -> None:
        self._kept = ContentStore(place, ".svg")
        self._timeout_s = timeout_s
        self._engine = Child("pitchdeck.delivery.charts.worker")

    def svg(self, spec: Mapping[str, Any]) -> str:
        """The picture of a Vega-Lite specification.  Raises ChartUnavailable with the reason in words."""
        return self._kept.get_or_make(_key(spec), lambda: self._drawn(spec)).decode()

    def kept(self, spec: Mapping[str, Any]) -> str | None:
        """The picture of a specification if it was drawn before; nothing is drawn here."""
        found = self._kept.get(_key(spec))
        return None if found is None else found.decode()

    def close(self) -> None:
        """End the engine's process."""
        self._engine.close()

    def _drawn(self, spec: Mapping[str, Any]) -> bytes:
        try:
            _, svg = self._engine.ask({"spec": spec}, timeout_s=self._timeout_s)
        except ChildTimedOut as late:
            raise ChartUnavailable(f"The chart took longer than {self._timeout_s:g} seconds.") from late
        except (ChildDied, ChildRefused) as failed:
            raise ChartUnavailable("The chart could not be drawn.") from failed
        return polished(svg.decode()).encode()


def _key(spec: Mapping[str, Any]) -> str:
    return content_key("chart", RENDERING, version("vl-convert-python"), spec)


def polished(svg: str) -> str:
    """Vega's SVG as pages want it: hidden from screen readers (`alt` speaks), nothing active in it."""
    if FORBIDDEN.search(svg.replace("xmlns:xlink=", "")):
        raise ChartUnavailable("The chart could not be drawn.")
    svg = re.sub(r' xmlns:xlink="[^"]*"| version="1.1"', "", svg, count=2)
    return re.sub(r'^<svg ([^>]*)class="marks"', r'<svg \1class="chart" aria-hidden="true"', svg, count=1)


def load_spec(name: str) -> dict[str, Any]:
    """A chart's specification with the house style merged in."""
    return {**_read("style"), **_read(name)}


def layers_of_words() -> list[dict[str, Any]]:
    """The layers that print labels at their pixels, above whatever the chart draws."""
    words = _read("words")
    return [layer | {"encoding": words["encoding"]} for layer in words["layer"]]


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (files("pitchdeck.delivery.charts") / "specs" / f"{name}.json").read_text()
    )
    return found
