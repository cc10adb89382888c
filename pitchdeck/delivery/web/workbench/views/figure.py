"""What a figure of the workbench is made of: transfers, documents or programmes, with a way to each."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import request, url_for
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import organisation, page, requires, snapshot
from pitchdeck.delivery.web.workbench.views.asked import NAMES, Found, found_in, heads_of, quarter_named
from pitchdeck.delivery.web.workbench.views.blueprint import bp
from pitchdeck.features.portfolio.figures import Line, total
from pitchdeck.features.portfolio.queries import workbench as queries
from pitchdeck.features.portfolio.queries.behind import Behind, Cut, behind
from pitchdeck.features.portfolio.queries.movements import AMOUNTS_OF_TRANSFERS
from pitchdeck.features.portfolio.queries.outlook import Pace, added
from pitchdeck.features.portfolio.queries.vendors import VENDOR_AMOUNTS, Paper, papers

PAPERS = ("overrun",)
PACES = ("trend",)
LAST = datetime(9999, 1, 1, tzinfo=UTC)
"""Later than any line of the ledger."""
WAY_TO = {
    "actual": "investments.actual",
    "contract": "investments.contract",
    "credit": "investments.credit_note",
    "accrual": "investments.accrual",
}
PAPER_WORDS = {"actual": "Invoice", "contract": "Contract", "credit": "Credit note", "accrual": "Accrual"}


@dataclass(frozen=True, slots=True)
class Made:
    """What a figure is made of; `others` is what its parts have above it, since that is not the cut's."""

    line: Line
    figure: int
    moved: Behind | None = None
    papers: tuple[Paper, ...] = ()
    paces: tuple[tuple[Pace, int], ...] = ()
    others: int = 0


def leads(by: str) -> frozenset[str]:
    """The columns of a cut whose figures lead to what they are made of."""
    known = VENDOR_AMOUNTS if by == "vendor" else (*AMOUNTS_OF_TRANSFERS, *PAPERS, *PACES)
    return frozenset(known) & frozenset(queries.columns(by))


@bp.get("/workbench/figure")
@requires("workbench:see")
def figure() -> str:
    """Every transfer, document or programme that makes a figure."""
    with snapshot() as session:
        found, name, made = asked_figure(session)
    facts = {"made": made, "amount": name, "view": found.view, "cut": NAMES[found.view.by]}
    words = {"head": heads_of(found.view.by)[name], "way_to": WAY_TO, "paper_words": PAPER_WORDS}
    here = found.view.asked | {"of": made.line.address, "amount": name}
    return page("workbench/figure.html", here=here, **facts, **words, **_pages(made, here))


def asked_figure(session: Session) -> tuple[Found, str, Made]:
    """The cut, the name of the figure that the address asks for, and what makes it."""
    found = found_in(session)
    name = request.args.get("amount", "")
    if found.view.wrong or name not in leads(found.view.by):
        raise NotFound
    return found, name, _made(session, found, name)


def _pages(made: Made, here: dict[str, Any]) -> dict[str, str]:
    """The addresses of the newest lines and of those that follow these."""
    older = made.moved.older if made.moved else ""
    return {
        "older": url_for("workbench.figure", **here, before=older) if older else "",
        "newest": url_for("workbench.figure", **here) if request.args.get("before") else "",
    }


def _made(session: Session, found: Found, name: str) -> Made:
    line = _line(found)
    own = line.amounts.get(name, 0)
    if found.view.by == "vendor":
        kept = [paper for paper in found.papers if line.address in {"", paper.address}]
        return Made(line, own, papers=tuple(paper for paper in kept if paper.amounts.get(name)))
    if name in PAPERS:
        return _overrun(session, found, line, own)
    if name in PACES:
        return _trend(found, line, own)
    newest, skipped = _begins(request.args.get("before", ""))
    moved = behind(session, name, cut_of(found, line), newest=newest, skipped=skipped)
    return Made(line, own, moved, others=moved.amount - own)


def _line(found: Found) -> Line:
    """The line that is asked for, or all of them together."""
    of = request.args.get("of", "")
    if not of:
        return Line("", "Together", "", total(found.lines))
    line = next((line for line in found.lines if line.address == of), None)
    if line is None:
        raise NotFound
    return line


def cut_of(found: Found, line: Line) -> Cut:
    """Which transfers a line of the cut asks for."""
    view = found.view
    span = quarter_named(line.address, view) if view.by == "quarter" else None
    if view.by != "quarter":
        return Cut(view.by, line.address, view.fiscal_year, view.unit)
    zone = ZoneInfo(organisation().zone)
    spans = [quarter_named(each.address, view) for each in found.lines] if span is None else [span]
    known = [each for each in spans if each is not None]
    first, last = min(each.begins for each in known), max(each.ends for each in known)
    return Cut(
        "quarter",
        since=datetime.combine(first, time(), zone),
        until=datetime.combine(last, time(), zone),
    )


def _of_line(found: Found, line: Line) -> list[Any]:
    """The pieces of the line that have a programme."""
    by = "fund" if found.view.by == "outlook" else found.view.by
    view = found.view
    kept = queries.pieces_of(found.pieces, year=view.fiscal_year, unit=view.unit)
    return [
        piece
        for piece in kept
        if piece.pitch_id is not None
        and by in piece.groups
        and line.address in {"", piece.groups[by].address}
    ]


def _overrun(session: Session, found: Found, line: Line, own: int) -> Made:
    pitches = {piece.pitch_id for piece in _of_line(found, line)}
    known = papers(session, fiscal_year_start=organisation().fiscal_year_start)
    over = tuple(paper for paper in known if paper.amounts.get("overrun") and paper.pitch_id in pitches)
    return Made(line, own, papers=over, others=sum(paper.amounts["overrun"] for paper in over) - own)


def _trend(found: Found, line: Line, own: int) -> Made:
    of = {each.pitch_id: each for each in found.paces}
    adds: dict[int, int] = {}
    for piece in _of_line(found, line):
        if piece.pitch_id in of:
            adds[piece.pitch_id] = adds.get(piece.pitch_id, 0) + added(piece, of[piece.pitch_id])
    return Made(line, own, paces=tuple((of[each], amount) for each, amount in adds.items() if amount))


def _begins(before: str) -> tuple[datetime, int]:
    """Where a page begins; at the newest when the address says nothing that can be read."""
    instant, _, shown = before.partition("~")
    try:
        at = datetime.fromisoformat(instant.replace(" ", "+"))
    except ValueError:
        return LAST, 0
    if at.tzinfo is None or not shown.isdecimal():
        return LAST, 0
    return at, int(shown[:6])
