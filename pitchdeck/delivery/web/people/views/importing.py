"""Importing people: a file, what it says and what is wrong with it, and only then the import."""

import re

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.delivery.sheets.csv_in import MOST_IN_A_CELL, Sheet, Unreadable, sheet_of, table_of
from pitchdeck.delivery.web.access import page, reading, requires, today
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.forms import sent_file
from pitchdeck.delivery.web.people.forms import ROLE_NAMES, ImportForm, UploadForm
from pitchdeck.delivery.web.people.views.blueprint import bp
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.queries import Candidate

Answer = Response | str | tuple[str, int]
COLUMNS = {
    "name": ("name", "full name"),
    "email": ("e-mail", "email", "mail", "e-mail address"),
    "title": ("title", "job title", "position"),
    "unit": ("unit", "department"),
    "roles": ("roles", "role"),
    "over": ("roles over", "role over", "over", "scope"),
}
_APART = re.compile(r"[|,;/]")


@bp.get("/people/import")
@requires("person:add")
def upload() -> str:
    """Where a file is chosen."""
    return page("people/upload.html", form=UploadForm(formdata=None))


@bp.post("/people/import")
@requires("person:add")
def preview() -> Answer:
    """What the file says, row by row, and what is wrong with it; nothing is written."""
    form = UploadForm()
    data = sent_file()
    try:
        if not form.validate_on_submit():
            return page("people/upload.html", form=form), 422
        return _preview(sheet_of(data))
    except Unreadable as why:
        form.refusals.append(str(why))
        return page("people/upload.html", form=form), 422


def _preview(sheet: Sheet, form: ImportForm | None = None) -> str:
    candidates = _candidates(sheet)
    with reading() as session:
        errors = queries.row_errors(session, candidates)
    wrong: dict[int, list[str]] = {}
    for error in errors:
        wrong.setdefault(error.row, []).append(f"{error.column}: {error.why}")
    form = form or ImportForm(formdata=None)
    form.sheet.data = _text_of(candidates)
    facts = {"sheet": sheet, "wrong": wrong, "errors": errors, "names": ROLE_NAMES}
    waits = queries.waiting_roles(candidates)
    return page("people/preview.html", candidates=candidates, waits=waits, form=form, **facts)


def _candidates(sheet: Sheet) -> tuple[Candidate, ...]:
    """The rows as people; Unreadable without the two columns that everybody needs."""
    places = {field: sheet.column(names) for field, names in COLUMNS.items()}
    missing = [COLUMNS[field][0] for field in ("name", "email") if places[field] is None]
    if missing:
        raise Unreadable(f"The first line names no column “{'” and “'.join(missing)}”. Add it and try again.")

    def cell(row: tuple[str, ...], field: str) -> str:
        place = places[field]
        return "" if place is None else row[place][:MOST_IN_A_CELL]

    return tuple(
        Candidate(
            number,
            cell(row, "name"),
            cell(row, "email").lower(),
            cell(row, "title"),
            cell(row, "unit"),
            tuple(_role(part) for part in _APART.split(cell(row, "roles")) if part.strip()),
            cell(row, "over"),
        )
        for number, row in sheet.rows
    )


def _role(typed: str) -> str:
    """A role as the database names it, from its name here or there."""
    word = typed.strip().casefold()
    known = {label.casefold(): key for key, label in ROLE_NAMES.items()}
    return known.get(word, word.replace(" ", "_"))


def _text_of(candidates: tuple[Candidate, ...]) -> str:
    """The list as the page sends it back: tabs and lines, which no cell holds."""
    rows = ["name\te-mail\ttitle\tunit\troles\troles over"]
    for one in candidates:
        cells = (one.name, one.email, one.title, one.unit, "|".join(one.roles), one.over)
        rows.append("\t".join(_flat(cell) for cell in cells))
    return "\n".join(rows)


def _flat(cell: str) -> str:
    return " ".join(cell.replace('"', "”").split())


@bp.post("/people/import/rows")
@requires("person:add")
def import_rows() -> Answer:
    """Import the list that was shown, all of it or nothing."""
    form = ImportForm()
    try:
        sheet = table_of(form.sheet.data or "", "UTF-8")
        candidates = _candidates(sheet)
    except Unreadable as why:
        again = UploadForm(formdata=None)
        again.refusals.append(str(why))
        return page("people/upload.html", form=again), 422

    def do(act: Acting) -> str:
        number = actions.import_people(act.session, candidates, by=act.by, at=act.at, today=today())
        act.location = url_for("people.index", state="invited")
        return f"{number} people are added and invited."

    return answer_form(form, lambda: _preview(sheet, form), do)
