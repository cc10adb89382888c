"""The sheet as an executive gets it: one page, in order, with the facts' own figures."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.documents import Addresses, DocumentStore, one_pager_pdf, print_view_html
from pitchdeck.delivery.documents.one_pager import Figure, More, OnePager
from tests.delivery.documents.sheets import funded, minimal, transoft, turnover, worst

pytestmark = pytest.mark.pango
A4 = (595, 842)


def with_more(base: OnePager, amount: int) -> OnePager:
    """The sheet of an investment that finance approved more money for, four times."""
    more = More(amount, amount, 4, date(2026, 9, 30), amount)
    return replace(base, decision=replace(base.decision, more=more))


SHEETS = {
    "transoft": transoft(),
    "turnover": turnover(),
    "minimal": minimal(),
    "funded": funded(),
    "worst": worst(),
    "worst funded": funded(worst()),
    "funded with more": with_more(funded(), 4_000_000),
    "worst funded with more": with_more(funded(worst()), 123456789012345),
    "wide words": worst("Wörter "),
}


@cache
def drawn(name: str, charts: Charts) -> bytes:
    return one_pager_pdf(SHEETS[name], charts=charts)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text: str = document[0].get_textpage().get_text_range()
    return " ".join(text.replace("\u00a0", " ").split())


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    return [(round(page.get_width()), round(page.get_height())) for page in document]


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_exactly_one_a4_page(charts: Charts, name: str) -> None:
    assert pages_of(drawn(name, charts)) == [A4]


def test_the_ask_says_how_the_units_head_stands_to_the_hours(charts: Charts) -> None:
    assert "not funded; agreed by Marta Quintero" in text_of(drawn("transoft", charts))
    assert "not funded;" not in text_of(drawn("minimal", charts))


def test_the_capital_part_stands_beside_the_operating_part_where_there_is_one(charts: Charts) -> None:
    plain = transoft()
    first, second = plain.cost_years
    parted = replace(plain, cost_years=(replace(first, capex=900000), second))
    told = text_of(one_pager_pdf(parted, charts=charts))
    assert "Capital budget $9,000 FY 2026 $9,000" in told
    assert "Operating budget $7,925 FY 2026 $3,725 · FY 2027 $4,200" in told
    assert "Capital budget" not in text_of(drawn("transoft", charts))


def test_the_widest_amounts_in_parts_are_one_page(charts: Charts) -> None:
    plain = worst()
    years = tuple(replace(year, capex=year.budget - 1) for year in plain.cost_years)
    assert pages_of(one_pager_pdf(replace(plain, cost_years=years), charts=charts)) == [A4]


@pytest.mark.parametrize("letter", ["漢", "ش", "👩‍👩‍👧", "ǅ"])
def test_the_worst_of_every_script_is_one_page(charts: Charts, letter: str) -> None:
    assert pages_of(one_pager_pdf(worst(letter), charts=charts)) == [A4]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=400),
    title=st.text(min_size=1, max_size=120),
    net=st.lists(st.integers(-(10**15), 10**15), min_size=1, max_size=61),
)
def test_whatever_is_typed_is_one_page(charts: Charts, text: str, title: str, net: list[int]) -> None:
    base = turnover()
    facts = replace(
        base,
        heading=replace(base.heading, title=title),
        problem=replace(base.problem, text=text),
        solution=replace(base.solution, text=text),
        curve=replace(base.curve, cumulative=tuple(net)) if base.curve else None,
    )
    assert pages_of(one_pager_pdf(facts, charts=charts)) == [A4]


def in_order(text: str, parts: list[str]) -> None:
    places = [text.find(part) for part in parts]
    assert -1 not in places, [part for part, place in zip(parts, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_the_parts_stand_in_the_order_of_reading(charts: Charts) -> None:
    in_order(
        text_of(drawn("transoft", charts)),
        [
            "Mobile sales learning",
            "19,200 → 23,000 USD by 31 Dec 2027",
            "Learning’s share 100 %",
            "agreed by Marta Quintero, VP Sales, 9 Nov 2026",
            "THE ASK",
            "ROI, first 12 months",
            "Payback from approval",
            "NPV",
            "PROBLEM",
            "Doing nothing costs",
            "SOLUTION",
            "WHERE THE VALUE COMES FROM",
            "COST",
            "CUMULATIVE NET",
            "RISK AND ASSUMPTIONS",
            "PROOF",
            "Stop rule",
            "DECISION",
            "Asked",
            "17 checks passed",
            "P-2026-0042",
        ],
    )


def test_a_funded_sheet_leads_with_the_gate_and_what_is_asked(charts: Charts) -> None:
    text = text_of(drawn("funded", charts))
    in_order(
        text,
        [
            "NEXT GATE",
            "Pilot evidence · due 15 Jun 2027",
            "ASKED OF YOU",
            "● green",
            "plan to date",
            "measured",
            "$14,550",
            "forecast",
            "▲ amber",
            "Evidenced 87 %",
            "PROBLEM",
            "DECISION",
        ],
    )
    assert "THE ASK" not in text


@pytest.mark.parametrize("place", ["cost", "benefit", "roi_pct", "measure"])
def test_nothing_due_yet_stands_on_one_line_in_every_tile(charts: Charts, place: str) -> None:
    facts = funded()
    assert facts.tracking
    nothing = Figure(reason="no_plan_to_date")
    tile = replace(getattr(facts.tracking, place), plan=nothing, measured=nothing, forecast=nothing)
    pdf = one_pager_pdf(replace(facts, tracking=replace(facts.tracking, **{place: tile})), charts=charts)
    words = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    for said in ("nothing due yet", "nothing\u00a0due\u00a0yet"):
        found, heights = words.search(said), []
        while (at := found.get_next()) is not None:
            boxes = [words.get_charbox(at[0] + place) for place in (0, at[1] - 1)]
            heights.append(abs(boxes[0][1] - boxes[1][1]))
        if heights:
            break
    assert len(heights) == 3
    assert max(heights) < 4


def test_the_printed_figures_are_the_facts(charts: Charts) -> None:
    text = text_of(drawn("turnover", charts))
    for figure in (
        "$170,000",  # budget
        "8,000 h",
        "worth $280,000",
        "0.7 %",  # ROI, two thirds of a per cent
        "cashable only: 166 %",
        "8 in 10: −38 % to 52 %",
        "13.9 months",
        "$170K → $453K",
        "even if only 99 % of the benefit",
        "NPV $361,205 at 8 % over 36 months",
        "benefit/cost ratio 1.01",
        "$108,531.25 a month",
        "$450,000",
        "03ab77e19cd2",
        "revision 1",
        "printed 24 Nov 2026",
    ):
        assert figure in text, figure


def ranged() -> OnePager:
    """The turnover case with a band around its curve, three points of its ROI and the outside view."""
    base = turnover()
    assert base.curve
    low, high = (
        tuple(round(amount * by) for amount in base.curve.cumulative) for by in (Decimal("0.6"), Decimal(2))
    )
    points: dict[str, Any] = {
        "roi_low_pct": Decimal(-38),
        "roi_middle_pct": Decimal(4),
        "roi_high_pct": Decimal(52),
    }
    return replace(
        base,
        returns=replace(base.returns, **points, outside_roi_pct=Decimal("-12.3")),
        curve=replace(base.curve, band=(low, base.curve.cumulative, high)),
    )


def test_ranges_stand_in_the_first_tile_and_around_the_curve_on_one_page(charts: Charts) -> None:
    pdf = one_pager_pdf(ranged(), charts=charts)
    assert pages_of(pdf) == [A4]
    text = text_of(pdf)
    told = [
        "0.7 %",
        "cashable only",
        "8 in 10: −38 % to 52 %",
        "half of them above 4 %",
        "outside view: −12 %",
    ]
    in_order(text, [*told, "objective 25 %", "13.9 months"])
    for label in ("P90", "P50", "P10", "plan"):
        assert label in text
    without = text_of(drawn("transoft", charts))
    assert "8 in 10" not in without
    assert "P90" not in without


def test_figures_without_a_value_say_why(charts: Charts) -> None:
    text = text_of(drawn("minimal", charts))
    assert "no benefit claimed" in text
    assert "not agreed yet" in text
    assert "if each of 40 people saves 6 minutes a week" in text
    for nonsense in ("None", "nan", "inf"):
        assert not re.search(rf"\b{nonsense}\b", text)


def test_tiers_stand_side_by_side_under_the_ask(charts: Charts) -> None:
    text = text_of(drawn("transoft", charts))
    assert "Minimum $9,000 · requested $16,925 · stretch $24,500" in text
    assert "Do nothing: $228,000 of profit stays away" in text


def test_the_ledger_and_its_signatures_are_in_the_box(charts: Charts) -> None:
    text = text_of(drawn("transoft", charts))
    box = text[text.index("DECISION") :]
    in_order(box, ["Asked $16,925", "Reserved $9,000", "Committed $0", "Released $0"])
    in_order(box, ["Chair", "Shortlisted", "Finance", "name, date", "Sponsor", "Agreed"])


def test_what_was_approved_more_is_never_cut(charts: Charts) -> None:
    assert "Approved $40,000 + $40,000 more in 4 approvals, the last on" in text_of(
        drawn("funded with more", charts)
    )
    assert "more in 4 approvals, the last on 30 Sept 2026" in text_of(drawn("worst funded with more", charts))
    assert "approvals, the last" not in text_of(drawn("funded", charts))


def test_what_is_never_cut_survives_the_worst(charts: Charts) -> None:
    text = text_of(drawn("wide words", charts))
    for kept in (
        "THE ASK",
        "−123,457 %",
        "35.9 months",
        "Stop rule",
        "DECISION",
        "revision 999",
        "FY 2029/30",
    ):
        assert kept in text, kept


def test_markup_in_texts_is_text(charts: Charts) -> None:
    hostile = '<script>alert(1)</script><img src="file:///etc/passwd">{{ 7 * 7 }}&amp;'
    base = transoft()
    facts = replace(
        base, organisation=hostile, problem=replace(base.problem, text=hostile), risk=None, assumptions=()
    )
    assert "<script>alert(1)</script>" in text_of(one_pager_pdf(facts, charts=charts))
    page = print_view_html(facts, charts=charts, addresses=Addresses("/documents/one_pager.css"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<img" not in page
    assert " style=" not in page


def test_the_same_facts_are_drawn_once(
    charts: Charts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DocumentStore(tmp_path)
    first = one_pager_pdf(minimal(), charts=charts, store=store)
    monkeypatch.setattr("pitchdeck.delivery.documents.pages.fit", lambda _: pytest.fail("drawn twice"))
    assert one_pager_pdf(minimal(), charts=charts, store=store) == first


def test_without_charts_the_curve_is_told_and_not_kept(tmp_path: Path) -> None:
    dead = Charts(tmp_path / "charts", timeout_s=0.001)
    pdf = one_pager_pdf(transoft(), charts=dead, store=DocumentStore(tmp_path / "pdf"))
    dead.close()
    assert "Cumulative net over 36 months ends at $622,775" in text_of(pdf)
    assert not (tmp_path / "pdf").exists()


def test_changed_facts_are_another_document(tmp_path: Path) -> None:
    store, base = DocumentStore(tmp_path), minimal()
    store.put("one-pager", base, b"kept")
    changed: OnePager = replace(base, returns=replace(base.returns, bcr=Figure(Decimal("0.10"))))
    assert store.get("one-pager", base) == b"kept"
    assert store.get("one-pager", changed) is None
