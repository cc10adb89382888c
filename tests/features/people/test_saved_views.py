"""Views that people keep: under a name of their own, one of them the default, and nobody else's."""

from dataclasses import replace
from typing import Any

import pytest

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.base.policy import Actor, Named
from pitchdeck.features.people import actions
from pitchdeck.features.people.actions.saved_views import MOST
from pitchdeck.features.people.queries import SavedRow, saved_views
from tests.factories.cast import Cast

PAGE = "workbench"


def act(database: Database, verb: str, *values: Any, by: Actor, **more: Any) -> Any:
    with database.writing() as turn:
        if verb == "keep_view":
            more |= {"at": turn.at}
        return getattr(actions, verb)(turn.session, *values, by=by, **more)


def keep(database: Database, name: str, by: Actor, **more: Any) -> str:
    key: str = act(database, "keep_view", PAGE, name, {"by": "unit"}, by=by, **more)
    return key


def kept(database: Database, by: Actor) -> tuple[SavedRow, ...]:
    with database.reading() as session:
        return saved_views(session, by.hand.id, PAGE)


def test_a_view_is_kept_renamed_opened_with_and_removed(database: Database, cast: Cast) -> None:
    first = keep(database, "  By   unit ", cast.finance, as_default=True)
    second = keep(database, "Also", cast.finance, as_default=True)
    assert [(row.name, row.is_default, row.asked) for row in kept(database, cast.finance)] == [
        ("Also", True, {"by": "unit"}),
        ("By unit", False, {"by": "unit"}),
    ]
    act(database, "rename_view", first, "Mine", by=cast.finance)
    act(database, "open_with", first, on=True, by=cast.finance)
    assert [row.name for row in kept(database, cast.finance) if row.is_default] == ["Mine"]
    act(database, "open_with", first, on=False, by=cast.finance)
    act(database, "drop_view", second, by=cast.finance)
    assert [(row.name, row.is_default) for row in kept(database, cast.finance)] == [("Mine", False)]


def test_a_name_is_one_s_own_and_free(database: Database, cast: Cast) -> None:
    key = keep(database, "Mine", cast.finance)
    keep(database, "Mine", cast.finance2)
    with pytest.raises(Invalid, match="You have a view “MINE” already"):
        keep(database, " MINE", cast.finance)
    for wrong in ("", "  ", "x" * 61):
        with pytest.raises(Invalid, match="a name of up to 60 characters"):
            keep(database, wrong, cast.finance)
    act(database, "rename_view", key, "mine", by=cast.finance)
    for number in range(MOST - 1):
        keep(database, f"View {number}", cast.finance)
    with pytest.raises(Invalid, match="30 views of this page already"):
        keep(database, "One more", cast.finance)


@pytest.mark.parametrize("verb", ["rename_view", "open_with", "drop_view"])
def test_another_s_view_is_not_there(database: Database, cast: Cast, verb: str) -> None:
    key = keep(database, "Mine", cast.finance)
    more: dict[str, Any] = {"on": True} if verb == "open_with" else {}
    values = ("Theirs",) if verb == "rename_view" else ()
    with pytest.raises(NotFound):
        act(database, verb, key, *values, by=cast.finance2, **more)
    with pytest.raises(NotAllowed):
        act(database, verb, key, *values, by=cast.presenter, **more)
    assert kept(database, cast.finance)[0].name == "Mine"
    assert kept(database, cast.finance2) == ()


def test_a_deputy_keeps_their_own(database: Database, cast: Cast) -> None:
    keep(database, "Mine", cast.finance)
    hand = cast.auditor
    deputy = replace(cast.finance, deputy=Named(hand.id, hand.key, hand.name))
    assert kept(database, deputy) == ()
    keep(database, "The deputy's", deputy)
    assert [row.name for row in kept(database, hand)] == ["The deputy's"]


def test_only_one_is_what_a_page_opens_with(database: Database, cast: Cast) -> None:
    for name in ("a", "b", "c"):
        keep(database, name, cast.finance, as_default=True)
    assert [row.name for row in kept(database, cast.finance) if row.is_default] == ["c"]
