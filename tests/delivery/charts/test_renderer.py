import subprocess
import sys
from pathlib import Path

import pytest

from pitchdeck.delivery.charts import Charts, ChartUnavailable
from pitchdeck.delivery.charts.renderer import polished

SPEC = {
    "data": {"values": [{"a": 1}]},
    "mark": "point",
    "encoding": {"x": {"field": "a", "type": "quantitative"}},
}


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    charts = Charts(tmp_path)
    drawn = charts.svg(SPEC)
    monkeypatch.setattr(charts, "_drawn", lambda _: pytest.fail("drawn twice"))
    assert charts.svg(SPEC) == drawn
    charts.close()


def test_two_processes_draw_the_same_bytes(tmp_path: Path) -> None:
    pictures = set()
    for name in ("one", "two"):
        charts = Charts(tmp_path / name)
        pictures.add(charts.svg(SPEC))
        charts.close()
    assert len(pictures) == 1


def test_a_slow_picture_is_ended_in_words(tmp_path: Path) -> None:
    charts = Charts(tmp_path, timeout_s=0.01)
    with pytest.raises(ChartUnavailable, match=r"longer than 0\.01 seconds"):
        charts.svg(SPEC)
    charts.close()


def test_a_wrong_specification_is_refused_and_not_kept(tmp_path: Path, charts: Charts) -> None:
    with pytest.raises(ChartUnavailable):
        charts.svg({"mark": "no such mark"})
    assert charts.svg(SPEC)
    assert not list(tmp_path.iterdir())


def test_a_specification_cannot_load_from_anywhere(charts: Charts) -> None:
    for address in ("file:///etc/passwd", "http://localhost:1/x.json"):
        spec = {**SPEC, "data": {"url": address}}
        try:
            svg = charts.svg(spec)
        except ChartUnavailable:
            continue
        assert "root:" not in svg


@pytest.mark.parametrize(
    "inside", ["<script>", "<image/>", '<a xlink:href="x"/>', '<g style="x"/>', '<g onload="x"/>']
)
def test_nothing_active_leaves_the_engine(inside: str) -> None:
    with pytest.raises(ChartUnavailable):
        polished(f'<svg class="marks">{inside}</svg>')


def test_the_engine_is_not_imported_with_the_package() -> None:
    code = "import sys, pitchdeck.delivery.charts; print('vl_convert' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
