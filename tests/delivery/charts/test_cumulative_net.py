import re
from xml.etree import ElementTree as ET

import pytest

from pitchdeck.delivery.charts import Charts, NetSeries, Size, cumulative_net
from pitchdeck.delivery.charts.cumulative_net import Band, spec

RISING = tuple(-7_500_000 + month * 300_000 for month in range(37))
SERIES = {
    "typical": NetSeries(RISING, "EUR", 25.0),
    "all negative": NetSeries(tuple(-100_000 - month for month in range(37)), "EUR"),
    "all zero": NetSeries((0,) * 37, "EUR"),
    "tiny": NetSeries((-3, -1, 2), "EUR", 1.3),
    "huge": NetSeries(tuple(-(9 * 10**17) + month * 5 * 10**16 for month in range(37)), "EUR", 18.0),
    "one month": NetSeries((-500,), "EUR"),
    "ten years": NetSeries(tuple(-1000 + month * 20 for month in range(121)), "JPY", 50.0),
}


def numbers(svg: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e[+-]?\d+)?", svg)]


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("size", [Size(), Size(236, 92), Size(250, 24, sparkline=True)], ids=str)
def test_every_series_is_drawn_inside_its_box(charts: Charts, name: str, size: Size) -> None:
    svg = cumulative_net(SERIES[name], charts, size).svg
    root = ET.fromstring(svg)  # noqa: S314  # our own engine's
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    for path in re.findall(r' d="(M[^"]+)"', svg):
        assert "NaN" not in path
        assert all(-width <= number <= width * 2 for number in numbers(path)), path
    assert width < size.width + 260
    assert height <= size.height + 50


def test_the_svg_is_fit_for_a_strict_page_in_light_and_dark(charts: Charts) -> None:
    svg = cumulative_net(SERIES["typical"], charts).svg
    assert " style=" not in svg
    assert "<script" not in svg
    assert "href" not in svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {
        "none",
        "currentColor",
        "#1f7ab8",
        "transparent",
    }
    assert set(re.findall(r'font-family="([^"]+)"', svg)) == {"Inter"}


def test_the_line_is_labelled_where_it_ends_and_where_it_pays_back(charts: Charts) -> None:
    svg = cumulative_net(SERIES["typical"], charts).svg
    assert "€33K" in svg
    assert "paid back after 25.0 months" in svg


def test_a_line_that_never_pays_back_says_so(charts: Charts) -> None:
    assert "not paid back within 36 months" in cumulative_net(SERIES["all negative"], charts).svg


def test_text_and_table_say_what_the_picture_shows(charts: Charts) -> None:
    chart = cumulative_net(SERIES["typical"], charts)
    assert (
        chart.alt == "Cumulative net over 36 months ends at €33,000, after a low of −€75,000 in month 0. "
        "Paid back after 25.0 months."
    )
    assert chart.table[0] == ("Month after approval", "Cumulative net")
    assert chart.table[1] == ("0", "−€75,000")
    assert chart.table[-1] == ("36", "€33,000")


def test_payback_words_stand_where_the_curve_is_not() -> None:
    early = spec(NetSeries(RISING, "EUR", 4.0), Size())["datasets"]
    late = spec(NetSeries(RISING, "EUR", 25.0), Size())["datasets"]
    assert [row["text"] for row in early["bold_left"]] == ["paid back after 4.0 months", "€33K"]
    assert early["bold_right"] == []
    assert [row["text"] for row in late["bold_right"]] == ["paid back after 25.0 months"]


def test_the_band_is_drawn_named_and_told(charts: Charts) -> None:
    around = Band(*(tuple(round(net * by) for net in RISING) for by in (0.9, 1.0, 1.3)))
    chart = cumulative_net(NetSeries(RISING, "EUR", 25.0, band=around), charts)
    assert [word for word in ("P90 €42.9K", "P50 €33K", "P10 €29.7K", "plan €33K") if word in chart.svg] == [
        "P90 €42.9K",
        "P50 €33K",
        "P10 €29.7K",
        "plan €33K",
    ]
    assert chart.alt.endswith(
        "In 8 of 10 draws it ends between €29,700 and €42,900, in half of them above €33,000."
    )
    assert chart.table[0] == ("Month after approval", "Cumulative net", "P10", "P50", "P90")
    assert chart.table[-1] == ("36", "€33,000", "€29,700", "€33,000", "€42,900")


def test_a_band_of_other_months_is_refused() -> None:
    with pytest.raises(ValueError, match="months of the series"):
        NetSeries(RISING, "EUR", band=Band(RISING, RISING, RISING[:-1]))


def test_an_empty_series_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        NetSeries((), "EUR")
