"""The second factor: set up, asked before a session exists, never replayed, switched off again."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select, text, update

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Invalid, NotAllowed
from pitchdeck.base.history import History
from pitchdeck.features.people import actions, figures
from pitchdeck.features.people.models import RecoveryCode, SecondFactor
from tests.client import PolicingClient, text_of
from tests.delivery.web.account.conftest import Open
from tests.factories.cast import Cast

Enter = Callable[[str], PolicingClient]
PAGE = "/account/second-factor"


def code_at(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30 * steps))


def set_up(client: PolicingClient) -> tuple[str, list[str]]:
    """Switch it on: the secret and the recovery codes; not in the last seconds of a code."""
    if time.time() % 30 > 25:
        time.sleep(30 - time.time() % 30)
    assert client.send(PAGE, {}, page=PAGE).status_code == 303
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", client.get(PAGE).get_data(as_text=True))
    assert secret
    shown = client.send(f"{PAGE}/confirmation", {"code": code_at(secret.group(1), -1)}, page=PAGE)
    assert shown.status_code == 200
    codes = re.findall(r"<code>([a-z2-9-]{19})</code>", shown.get_data(as_text=True))
    assert len(set(codes)) == 10
    return secret.group(1), codes


def second(client: PolicingClient, code: str) -> tuple[int, str | None]:
    answer = client.send("/sign-in/code", {"code": code}, page="/sign-in/code")
    return answer.status_code, answer.location


def half(browser_of: Open, cast: Cast, name: str = "lead") -> PolicingClient:
    """A browser that has given the password and not the code."""
    client = browser_of()
    answer = client.enter(cast.email(name), cast.password)
    assert (answer.status_code, answer.location) == (303, "/sign-in/code")
    return client


def test_the_code_is_asked_before_there_is_a_session(
    entered: Enter, browser_of: Open, cast: Cast, database: Database
) -> None:
    secret, _codes = set_up(entered("lead"))
    client = half(browser_of, cast)
    assert client.get("/account").status_code == 302
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM sign_in WHERE ended_at IS NULL")).scalar_one() == 1
    assert second(client, "000000")[0] == 422
    assert client.get("/account").status_code == 302
    assert second(client, code_at(secret)) == (303, "/")
    assert client.get("/account").status_code == 200


def test_the_way_back_is_kept_over_the_second_page_and_stays_ours(
    entered: Enter, browser_of: Open, cast: Cast
) -> None:
    secret, _codes = set_up(entered("lead"))
    for asked, led in (("/goals", "/goals"), ("https://evil.example", "/")):
        client = browser_of()
        sent = {"email": cast.email("lead"), "password": cast.password, "next": asked}
        client.send("/sign-in", sent, page="/sign-in")
        steps = 0 if led == "/goals" else 1
        assert second(client, code_at(secret, steps)) == (303, led)


def test_a_code_works_once(entered: Enter, browser_of: Open, cast: Cast) -> None:
    secret, _codes = set_up(entered("lead"))
    code = code_at(secret)
    assert second(half(browser_of, cast), code)[0] == 303
    assert second(half(browser_of, cast), code)[0] == 422
    assert second(half(browser_of, cast), code_at(secret, -1))[0] == 422, "nor an earlier one"


def test_the_code_of_the_set_up_cannot_sign_in(entered: Enter, browser_of: Open, cast: Cast) -> None:
    client = entered("lead")
    client.send(PAGE, {}, page=PAGE)
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", client.get(PAGE).get_data(as_text=True))
    assert secret
    code = code_at(secret.group(1))
    assert client.send(f"{PAGE}/confirmation", {"code": code}, page=PAGE).status_code == 200
    assert second(half(browser_of, cast), code)[0] == 422


def test_a_recovery_code_works_once_and_only_for_its_person(
    entered: Enter, browser_of: Open, cast: Cast, database: Database
) -> None:
    _secret, codes = set_up(entered("lead"))
    set_up(entered("chair"))
    assert second(half(browser_of, cast, "chair"), codes[0])[0] == 422
    assert second(half(browser_of, cast), codes[0].upper().replace("-", " "))[0] == 303
    assert second(half(browser_of, cast), codes[0])[0] == 422
    with database.reading() as session:
        kept = session.execute(select(RecoveryCode.code_hash)).scalars().all()
    assert len(kept) == 20
    assert not {code.replace("-", "") for code in codes} & set(kept)


def test_a_finished_second_step_cannot_be_taken_again(entered: Enter, browser_of: Open, cast: Cast) -> None:
    """A copy of the cookie from between password and code is worth nothing once the code was given."""
    _secret, codes = set_up(entered("lead"))
    client = half(browser_of, cast)
    cookie = client.get_cookie("pitchdeck")
    assert cookie is not None
    assert second(client, codes[0])[0] == 303
    thief = browser_of()
    thief.set_cookie("pitchdeck", cookie.value)
    assert thief.get("/sign-in/code").status_code == 302


def test_the_second_step_runs_out(entered: Enter, browser_of: Open, cast: Cast, database: Database) -> None:
    set_up(entered("lead"))
    client = half(browser_of, cast)
    with database.writing() as act:
        act.session.execute(text("UPDATE sign_in_pass SET ends_at = made_at"))
    assert client.get("/sign-in/code").location == "/sign-in"


def test_codes_are_throttled_with_the_account(entered: Enter, browser_of: Open, cast: Cast) -> None:
    secret, _codes = set_up(entered("lead"))
    client = half(browser_of, cast)
    assert [second(client, "000000")[0] for _ in range(11)] == [422] * 10 + [429]
    assert second(client, code_at(secret))[0] == 429
    assert browser_of().enter(cast.email("lead"), cast.password).status_code == 429


@pytest.mark.parametrize("code", ["", "²³²³²³", "１２３４５６", "12345", "abc\u202edef", "x" * 4000, "\x00"])
def test_a_code_that_is_none_is_refused_in_words(
    entered: Enter, browser_of: Open, cast: Cast, code: str
) -> None:
    set_up(entered("lead"))
    assert second(half(browser_of, cast), code)[0] == 422


def test_the_picture_is_shown_until_it_is_confirmed(entered: Enter) -> None:
    client = entered("lead")
    assert client.get(f"{PAGE}/qr.svg").status_code == 404
    client.send(PAGE, {}, page=PAGE)
    picture = client.get(f"{PAGE}/qr.svg")
    assert picture.mimetype == "image/svg+xml"
    assert picture.get_data().startswith(b"<svg")
    assert b"style" not in picture.get_data()
    client = entered("chair")
    set_up(client)
    assert client.get(f"{PAGE}/qr.svg").status_code == 404
    assert client.send(PAGE, {}, page=PAGE).status_code == 409


def test_the_password_switches_it_off_and_renews_the_codes(
    entered: Enter, browser_of: Open, cast: Cast, database: Database
) -> None:
    client = entered("lead")
    _secret, codes = set_up(client)
    for act in ("recovery-codes", "removal"):
        refused = client.send(f"{PAGE}/{act}", {"password": "wrong"}, page=PAGE)
        assert (refused.status_code, "not your password" in refused.get_data(as_text=True)) == (422, True)
    renewed = client.send(f"{PAGE}/recovery-codes", {"password": cast.password}, page=PAGE)
    fresh = re.findall(r"<code>([a-z2-9-]{19})</code>", renewed.get_data(as_text=True))
    assert len(fresh) == 10
    assert second(half(browser_of, cast), codes[1])[0] == 422
    assert second(half(browser_of, cast), fresh[1])[0] == 303
    off = client.send(f"{PAGE}/removal", {"password": cast.password}, page=PAGE)
    assert off.status_code == 303
    assert browser_of().enter(cast.email("lead"), cast.password).location == "/"
    with database.reading() as session:
        told = session.execute(select(History.verb).where(History.by_id == cast.lead.id)).scalars().all()
        assert session.execute(select(RecoveryCode)).all() == []
    assert [verb for verb in told if "factor" in verb or "codes" in verb] == [
        "second_factor_on",
        "recovery_codes_renewed",
        "second_factor_off",
    ]


def test_the_secret_lies_sealed_in_the_database(entered: Enter, database: Database) -> None:
    secret, _codes = set_up(entered("lead"))
    with database.reading() as session:
        (row,) = session.execute(select(SecondFactor)).scalars()
    assert secret not in row.sealed_secret


def test_after_a_change_of_the_secret_key_a_recovery_code_still_helps(
    entered: Enter, browser_of: Open, cast: Cast, database: Database
) -> None:
    secret, codes = set_up(entered("lead"))
    with database.writing() as act:
        act.session.execute(update(SecondFactor).values(sealed_secret="sealed with another key"))
    client = half(browser_of, cast)
    assert second(client, code_at(secret))[0] == 422
    assert second(client, codes[0])[0] == 303


def test_a_role_can_be_kept_from_whoever_has_no_second_factor(
    entered: Enter, cast: Cast, database: Database
) -> None:
    inside, other = entered("finance"), entered("presenter")
    with database.writing() as act:
        actions.require_second_factor(act.session, frozenset({"finance"}), by=cast.admin, at=act.at)
    assert inside.get("/goals").location == PAGE
    assert inside.send("/goals", {}, page=PAGE).location == PAGE
    page = text_of(inside.get(PAGE).get_data(as_text=True))
    assert "asks everybody with the role finance" in page
    assert other.get("/goals").status_code == 200
    set_up(inside)
    assert inside.get("/goals").status_code == 200


def test_only_an_administrator_sets_for_which_roles(cast: Cast, database: Database) -> None:
    for by, roles, refusal in (
        (cast.finance, {"finance"}, NotAllowed),
        (cast.admin, {"emperor"}, Invalid),
    ):
        with pytest.raises(refusal), database.writing() as act:
            actions.require_second_factor(act.session, frozenset(roles), by=by, at=act.at)


SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of the examples in RFC 6238, appendix B."""


@pytest.mark.parametrize(
    ("second_", "code"),
    [
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_codes_are_those_of_the_standard(second_: int, code: str) -> None:
    at = datetime.fromtimestamp(second_, UTC)
    assert figures.step_of_code(SECRET, code, at) == second_ // 30
    assert figures.step_of_code(SECRET, code, at + timedelta(seconds=30)) == second_ // 30
    assert figures.step_of_code(SECRET, code, at + timedelta(seconds=60)) is None
    assert figures.step_of_code(SECRET, code, at - timedelta(seconds=60)) is None
