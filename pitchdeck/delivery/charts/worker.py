"""The chart engine's own process: `python -m pitchdeck.delivery.charts.worker`.

vl-convert reserves tens of gigabytes of address space that it never touches, so RLIMIT_DATA is the limit
that means something here.
"""

from pathlib import Path
from typing import Any

from pitchdeck.delivery.charts.serving import Answer, limit_memory, serve

MEMORY_MIB = 1024
FONTS = Path(__file__).parent / "fonts"


def draw(question: dict[str, Any], _body: bytes) -> Answer:
    """A Vega-Lite specification as SVG; no address may be loaded from inside it."""
    import vl_convert  # noqa: PLC0415  # only this process carries the engine, after its limit is set

    if not draw_state["fonts"]:
        vl_convert.register_font_directory(str(FONTS))
        draw_state["fonts"] = True
    svg: str = vl_convert.vegalite_to_svg(question["spec"], allowed_base_urls=[])
    return {}, svg.encode()


draw_state = {"fonts": False}

if __name__ == "__main__":
    limit_memory("data", MEMORY_MIB)
    serve(draw)
