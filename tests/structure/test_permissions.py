"""Access is denied by default: a view without a permission stops the start."""

import pytest
from flask import Flask

from pitchdeck.base import policy
from pitchdeck.delivery.web import access
from tests.client import PolicingClient
from tests.factories.cast import Cast


def test_every_view_declares_its_permission(app: Flask) -> None:
    declared = {name: getattr(view, "permission", "none") for name, view in app.view_functions.items()}
    assert all(key is None or key in policy.PERMISSIONS for key in declared.values()), declared
    assert {name for name, key in declared.items() if key is None} == {
        "account.ask_reset",
        "account.break_glass",
        "account.check_code",
        "account.code",
        "account.new_password",
        "account.oidc",
        "account.oidc_return",
        "account.oidc_sign_out",
        "account.reset",
        "account.set_password",
        "account.sign_in",
        "account.start",
        "account.use_break_glass",
        "documents.part",
        "inbox.calendar",
        "inbox.end_letters",
        "inbox.letter",
        "setup.door",
        "setup.found",
        "setup.organisation",
        "setup.unlock",
        "static",
        "watching.health",
        "watching.metrics",
        "watching.ready",
    }


@pytest.mark.parametrize("key", ["", "pitch:devour"])
def test_the_application_does_not_start_with_a_bare_view(app_apart: Flask, key: str) -> None:
    def naked() -> str:
        return ""

    if key:
        naked.permission = key  # type: ignore[attr-defined]  # as `requires` does
    app_apart.view_functions["naked"] = naked
    with pytest.raises(RuntimeError, match="naked"):
        access.seal(app_apart)


def test_a_view_that_forgets_to_ask_fails_its_test(app_apart: Flask, house: Cast) -> None:
    key = next(key for key, entry in policy.PERMISSIONS.items() if entry.rule.needs_facts and not entry.roles)
    app_apart.add_url_rule("/forgetful", "forgetful", access.requires(key)(lambda: "never asked"))
    client = app_apart.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(house.email("nobody"), house.password)
    with pytest.raises(AssertionError, match="without asking"):
        client.get("/forgetful")


def test_roles_of_permissions_are_roles(app: Flask) -> None:
    from pitchdeck.features.people.models import ROLES  # noqa: PLC0415  # beside its only use

    assert app
    assert all(entry.roles <= set(ROLES) for entry in policy.PERMISSIONS.values())
