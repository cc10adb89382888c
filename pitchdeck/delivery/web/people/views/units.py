"""Units: the tree, adding, naming anew, moving, and who heads them."""

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import page, reading, requires
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.people.forms import HeadForm, NamesForm, PlaceForm, UnitForm
from pitchdeck.delivery.web.people.views.blueprint import bp
from pitchdeck.features.people import actions, queries
from pitchdeck.features.pitches import actions as pitches

Answer = Response | str | tuple[str, int]


@bp.get("/units")
@requires("unit:list")
def units() -> str:
    """The tree, and the form for the next unit."""
    return _tree(UnitForm())


def _tree(form: UnitForm) -> str:
    with reading() as session:
        tree = _offer(session, form)
    return page("people/units.html", tree=tree, form=form)


def _offer(session: Session, form: UnitForm | PlaceForm, but: str = "") -> tuple[queries.Branch, ...]:
    """Fill in the places of the tree that are open to a unit: none below itself."""
    tree = queries.unit_tree(session)
    own = next((unit for unit in tree if unit.key == but), None)
    below = (*own.path, own.name) if own else ()
    open_ = [unit for unit in tree if not own or (*unit.path, unit.name)[: len(below)] != below]
    form.parent.options = [(unit.key, unit.full_name) for unit in open_]
    return tree


@bp.post("/units")
@requires("unit:add")
def add_unit() -> Answer:
    """Add a unit."""
    form = UnitForm()
    with reading() as session:
        _offer(session, form)

    def do(act: Acting) -> str:
        values = {"parent_key": form.parent.data or "", "erp_code": form.erp_code.data or ""}
        actions.create_unit(act.session, name=form.name.data or "", **values, by=act.by, at=act.at)
        act.location = url_for("people.units")
        return f"{form.name.data} is part of the tree."

    return answer_form(form, lambda: _tree(form), do)


@bp.get("/units/<key>")
@requires("unit:change")
def unit(key: str) -> str:
    """A unit's names and place."""
    return _unit(key)


def _unit(
    key: str,
    names: NamesForm | None = None,
    place: PlaceForm | None = None,
    head: HeadForm | None = None,
) -> str:
    move, heads = place or PlaceForm(formdata=None), head or HeadForm(formdata=None)
    with reading() as session:
        tree = _offer(session, move, but=key)
        _offer_people(session, heads)
    row = next((one for one in tree if one.key == key), None)
    if row is None:
        raise NotFound
    if place is None:
        move.parent.data = next((one.key for one in tree if one.id == row.parent_id), None)
    if head is None:
        heads.head.data = row.head_key or ""
    told = {"name": row.name, "erp_code": row.erp_code or ""}
    form = names or NamesForm(formdata=None, data=told)
    return page("people/unit.html", row=row, form=form, move=move, heads=heads)


def _offer_people(session: Session, form: HeadForm) -> None:
    people = queries.people(session)
    form.head.options = [(one.key, f"{one.name}, {one.title}" if one.title else one.name) for one in people]


@bp.post("/units/<key>/names")
@requires("unit:change")
def rename_unit(key: str) -> Answer:
    """Give a unit another name or code."""
    form = NamesForm()

    def do(act: Acting) -> str:
        values = {"name": form.name.data or "", "erp_code": form.erp_code.data or ""}
        actions.change_unit(act.session, key, **values, by=act.by, at=act.at)
        act.location = url_for("people.units")
        return "Changed."

    return answer_form(form, lambda: _unit(key, names=form), do)


@bp.post("/units/<key>/place")
@requires("unit:change")
def move_unit(key: str) -> Answer:
    """Put a unit below another."""
    form = PlaceForm()
    with reading() as session:
        form.parent.options = [(one.key, one.full_name) for one in queries.unit_tree(session)]

    def do(act: Acting) -> str:
        actions.move_unit(act.session, key, parent_key=form.parent.data or "", by=act.by, at=act.at)
        act.location = url_for("people.units")
        return "Moved. Mandates on the units above it cover it from now on."

    return answer_form(form, lambda: _unit(key, place=form), do)


@bp.post("/units/<key>/head")
@requires("unit:change")
def name_head(key: str) -> Answer:
    """Say who heads a unit."""
    form = HeadForm()
    with reading() as session:
        _offer_people(session, form)

    def do(act: Acting) -> str:
        pitches.name_head(act.session, key, person_key=form.head.data or "", by=act.by, at=act.at)
        act.location = url_for("people.units")
        return "Changed. Whoever heads a unit is asked when a pitch needs more of its people's time."

    return answer_form(form, lambda: _unit(key, head=form), do)
