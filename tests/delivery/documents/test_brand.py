"""The organisation's colour and logo on its documents: read, one page, the same bytes, drawn anew."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.outbox import Outbox
from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.documents import DocumentStore, one_pager_pdf
from pitchdeck.delivery.documents.brand import Brand, printable, style_of
from pitchdeck.delivery.documents.facts_of_look import brand_of
from pitchdeck.delivery.documents.facts_of_pitch import one_pager_of
from pitchdeck.delivery.documents.one_pager import OnePager
from pitchdeck.delivery.documents.pictures import Picture, logo_of
from pitchdeck.delivery.jobs import embedded, house
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.actions import Look
from pitchdeck.features.people.figures import LEAST, LIGHT, contrast, legible
from pitchdeck.features.pitches.queries import pitch_of_key
from tests.conftest import SignIn
from tests.delivery.documents.sheets import funded, minimal, transoft, worst
from tests.delivery.documents.test_one_pager import A4, pages_of
from tests.delivery.documents.test_pictures import picture
from tests.factories import pitches as made
from tests.factories.cast import Cast

SHEETS = {
    "transoft": transoft(),
    "minimal": minimal(),
    "funded": funded(),
    "worst": worst(),
    "worst funded": funded(worst()),
}
INK, GREY = "#16202b", "#4c5966"
SHAPES = {"wide": (2000, 120), "tall": (90, 900), "square": (500, 500), "tiny": (12, 8)}


@cache
def logo(shape: str) -> Picture:
    return logo_of(picture(size=SHAPES[shape]))


def branded(facts: OnePager, shape: str, accent: str = "#aa2200") -> OnePager:
    return replace(facts, brand=Brand(accent, logo(shape).digest, logo(shape).png))


def tops(pdf: bytes, kind: int) -> list[tuple[float, float]]:
    """(top edge, height) of each object of a kind, from the top of the paper in points."""
    page = pypdfium2.PdfDocument(pdf)[0]
    bounds = [found.get_bounds() for found in page.get_objects([kind])]
    return [(page.get_height() - top, top - bottom) for _left, bottom, _right, top in bounds]


@pytest.mark.pango
@pytest.mark.parametrize("shape", ["wide", "tall"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_with_a_logo_is_still_one_page(charts: Charts, name: str, shape: str) -> None:
    pdf = one_pager_pdf(branded(SHEETS[name], shape), charts=charts)
    assert pages_of(pdf) == [A4]
    ((top, high),) = tops(pdf, pdfium.FPDF_PAGEOBJ_IMAGE)
    assert top > 5 * 72 / 25.4, "printers leave 5 mm free"
    assert high <= 7.6 * 72 / 25.4


@pytest.mark.pango
@pytest.mark.parametrize("shape", SHAPES)
def test_a_logo_moves_nothing_beneath_it(charts: Charts, shape: str) -> None:
    plain = one_pager_pdf(transoft(), charts=charts)
    logoed = one_pager_pdf(branded(transoft(), shape), charts=charts)
    before, after = (tops(pdf, pdfium.FPDF_PAGEOBJ_TEXT) for pdf in (plain, logoed))
    assert len(after) == len(before)
    assert max(abs(one[0] - other[0]) for one, other in zip(before, after, strict=True)) < 0.5


@pytest.mark.pango
def test_one_look_gives_the_same_bytes_and_another_others(charts: Charts, tmp_path: Path) -> None:
    looks = [
        minimal(),
        branded(minimal(), "wide"),
        branded(minimal(), "square"),
        branded(minimal(), "wide", "#003366"),
        replace(minimal(), brand=Brand("#aa2200")),
    ]
    drawn = [one_pager_pdf(facts, charts=charts) for facts in looks]
    assert len(set(drawn)) == len(looks)
    assert one_pager_pdf(branded(minimal(), "wide"), charts=charts) == drawn[1]
    store = DocumentStore(tmp_path)
    for facts in looks:
        assert store.get("one-pager", facts) is None
        store.put("one-pager", facts, b"kept")


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_everything_on_the_tint_of_a_printable_colour_is_read(colour: str) -> None:
    accent = legible(colour, LIGHT).nearest
    assert printable(accent)
    found = re.search(r"--tint: (#[0-9a-f]{6});", style_of(accent))
    assert found
    assert min(contrast(each, found[1]) for each in (accent, INK, GREY)) >= LEAST


@pytest.mark.parametrize("colour", ["#ff8800", "#AA2200", "red", "#aa2200; } body { display: none", ""])
def test_what_cannot_be_read_or_is_no_colour_is_never_a_style(colour: str) -> None:
    assert not printable(colour)


def take(database: Database, cast: Cast, look: Look) -> None:
    kept = logo("wide")
    with database.writing() as turn:
        at, by = turn.at, cast.actors["admin"]
        actions.keep_logo(turn.session, kept.png, kept.digest, kept.size, by=by, at=at)
        actions.change_look(turn.session, look, reason="The new brand.", by=by, at=at)


def test_the_look_of_the_settings_is_a_fact_of_the_sheet(database: Database, cast: Cast) -> None:
    take(database, cast, Look("#aa2200", "#c56750", logo("wide").digest))
    with database.reading() as session:
        found = brand_of(session, queries.the_organisation(session))
        assert found == Brand("#aa2200", logo("wide").digest, logo("wide").png)
    with database.writing() as turn:  # a colour of an older or a foreign hand
        turn.session.execute(text("UPDATE organisation SET accent = '#ff8800'"))
    with database.reading() as session:
        assert brand_of(session, queries.the_organisation(session)).accent == ""


@pytest.mark.pango
def test_a_changed_look_has_its_sheets_drawn_ahead(database: Database, cast: Cast, tmp_path: Path) -> None:
    house.furnish()
    config = Config(database_url=database.url, secret_key="x", data_dir=tmp_path)
    shop = Shop(database, config)
    with database.writing() as turn:
        key = made.submitted(turn.session, cast, made.measure(turn.session, cast).id).key
        turn.session.execute(text("UPDATE outbox SET done_at = at"))
    take(database, cast, Look("#aa2200", "#c56750", logo("wide").digest))
    while embedded.one(shop):
        pass
    with database.snapshot() as session:
        kinds = session.scalars(select(Outbox.kind).where(Outbox.attempts > 0).order_by(Outbox.id)).all()
        organisation = queries.the_organisation(session)
        today = organisation.day(datetime.now(UTC))
        facts = one_pager_of(session, pitch_of_key(session, key), organisation, today=today)
    assert kinds == ["look_changed", "sheet"]
    kept = shop.tools["press"].store.get("one-pager", facts)
    shop.tools["press"].close()
    assert kept is not None
    assert len(tops(kept, pdfium.FPDF_PAGEOBJ_IMAGE)) == 1


def test_the_page_to_print_loads_the_look_from_our_own_addresses(
    sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    with sqlite.writing() as turn:
        key = made.submitted(turn.session, house, made.measure(turn.session, house).id).key
    client = sign_in("presenter")
    assert "look-" not in client.get(f"/pitches/{key}/one-pager").get_data(as_text=True)
    take(sqlite, house, Look("#aa2200", "#c56750", logo("wide").digest))
    page = client.get(f"/pitches/{key}/one-pager").get_data(as_text=True)
    assert f'src="/look/logos/{logo("wide").digest}.png"' in page
    css = client.get("/documents/look-aa2200.css")
    assert 'href="/documents/look-aa2200.css"' in page
    assert (css.mimetype, css.get_data(as_text=True)) == ("text/css", style_of("#aa2200"))
    assert client.get("/documents/look-ff8800.css").status_code == 404
