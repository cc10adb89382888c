"""Files are named for what a finance person knows, and a feature has only the rooms of the house."""

import ast
from pathlib import Path

import pytest

from tests.structure.tree import clean, files, findings

NOT_A_NOUN = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "manager",
    "managers",
    "handler",
    "handlers",
} | {
    "service",
    "services",
}
ROOMS = {"__init__", "figures", "models", "policy", "workflow", "queries", "notices", "actions"}
OWN_ROOMS = {"allocation": ROOMS | {"rules"}}
NAMES_ITS_OWN = {"projection"}
SHARED = {"forms"}
AREA_ROOMS = {"__init__", "views", "forms"}
PARTS_OF_A_FEATURE, PARTS_OF_AN_AREA = 4, 5


def empty_name(path: Path) -> str:
    """The part of a path that names nothing, if there is one."""
    words = {word for part in path.with_suffix("").parts for word in part.split("_")}
    return ", ".join(sorted(words & NOT_A_NOUN))


def strange_room(path: Path) -> bool:
    """Whether a feature's file or package is none of the house's."""
    if path.parts[:2] != ("pitchdeck", "features") or len(path.parts) < PARTS_OF_A_FEATURE:
        return False
    feature, room = path.parts[2], Path(path.parts[3]).stem
    return feature not in NAMES_ITS_OWN and room not in OWN_ROOMS.get(feature, ROOMS)


def strange_area_file(path: Path) -> bool:
    """Whether an area of the web holds more than its views and its fields."""
    if path.parts[:3] != ("pitchdeck", "delivery", "web") or len(path.parts) < PARTS_OF_AN_AREA:
        return False
    area, room = path.parts[3], Path(path.parts[4]).stem
    return area not in SHARED and room not in AREA_ROOMS


def speaks(source: str, path: str) -> list[str]:
    """An area's `__init__.py` with more than a docstring: the import contract does not look through it."""
    parts = Path(path).parts
    if parts[:3] != ("pitchdeck", "delivery", "web") or len(parts) != PARTS_OF_AN_AREA or parts[3] in SHARED:
        return []
    tree = ast.parse(source)
    return [] if len(tree.body) == bool(ast.get_docstring(tree)) else ["holds more than a docstring"]


def test_every_name_says_something() -> None:
    named = [*files(".py"), *files(".html", under="templates/"), *files(under="bin/")]
    assert clean([f"{path}: {name}" for path in named if (name := empty_name(path))])


def test_features_have_the_rooms_of_the_house() -> None:
    assert clean([str(path) for path in files(".py") if strange_room(path)])


def test_areas_of_the_web_hold_views_and_fields() -> None:
    assert clean([str(path) for path in files(".py") if strange_area_file(path)])


def test_areas_of_the_web_are_empty_at_the_door() -> None:
    assert clean(findings(speaks, [path for path in files(".py") if path.name == "__init__.py"]))


def test_an_area_that_speaks_at_the_door_is_found() -> None:
    door = "pitchdeck/delivery/web/pitches/__init__.py"
    assert len(speaks("from .views import bp\n", door)) == 1
    assert len(speaks('"""Pitches."""\nfrom .views import bp\n', door)) == 1
    assert speaks('"""Pitches."""\n', door) == speaks("", door) == []


@pytest.mark.parametrize(
    "path",
    [
        "pitchdeck/base/utils.py",
        "pitchdeck/delivery/common/x.py",
        "tests/date_helpers.py",
        "templates/misc/a.html",
    ],
)
def test_an_empty_name_is_found(path: str) -> None:
    assert empty_name(Path(path))


def test_a_telling_name_is_allowed() -> None:
    assert not empty_name(Path("pitchdeck/features/sourcing/models.py"))


def test_a_strange_room_is_found() -> None:
    assert strange_room(Path("pitchdeck/features/pitches/totals.py"))
    assert strange_room(Path("pitchdeck/features/pitches/rules/order.py"))
    assert strange_area_file(Path("pitchdeck/delivery/web/pitches/presenters.py"))


def test_the_rooms_of_the_house_are_allowed() -> None:
    assert not strange_room(Path("pitchdeck/features/__init__.py"))
    assert not strange_room(Path("pitchdeck/features/pitches/actions/submit.py"))
    assert not strange_room(Path("pitchdeck/features/allocation/rules/ranked.py"))
    assert not strange_room(Path("pitchdeck/features/projection/flows.py"))
    assert not strange_area_file(Path("pitchdeck/delivery/web/access.py"))
    assert not strange_area_file(Path("pitchdeck/delivery/web/pitches/forms/cost.py"))
    assert not strange_area_file(Path("pitchdeck/delivery/web/rounds/views/plans.py"))
