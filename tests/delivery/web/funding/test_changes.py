"""Changing a commitment over HTTP: beside the amount, in one press; a refusal keeps what was typed."""

from tests.client import text_of
from tests.conftest import SignIn
from tests.features.funding.stage import Stage

P1 = "P-2026-0001"
PITCH = f"/pitches/{P1}"


def test_the_amount_is_changed_where_it_stands(stage: Stage, sign_in: SignIn) -> None:
    url = f"/commitments/{stage.commit('investor1', P1, 12_000_00).key}/amount"
    client = sign_in("investor1")
    html = client.get(PITCH).get_data(as_text=True)
    assert f'action="{url}"' in html
    assert 'value="12,000"' in html
    assert client.send(url, {"amount": "15,000"}, page=PITCH).status_code == 303
    assert stage.total("reserved") == 15_000_00
    told = text_of(client.get("/money").get_data(as_text=True)).replace("\u00a0", " ")
    assert "Changed to €15,000. €35,000 of your purse is left." in told


def test_what_does_not_fit_stays_typed_and_others_find_nothing(stage: Stage, sign_in: SignIn) -> None:
    url = f"/commitments/{stage.commit('investor1', P1, 12_000_00).key}/amount"
    answer = sign_in("investor1").send(url, {"amount": "30,000.01"}, page=PITCH)
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert "still needs €30,000 for 2026" in text_of(html).replace("\u00a0", " ")
    assert 'value="30,000.01"' in html
    for name in ("investor2", "chair", "presenter"):
        assert sign_in(name).send(url, {"amount": "5"}, page="/goals").status_code == 404
    assert stage.total("reserved") == 12_000_00
