"""One update of the live figures of a 20-line pitch with ranges against an empty page, in server CPU.

Both through the whole application without a network, interleaved; CPU of this process, the server's own.
The empty page is one of the smallest that a signed-in person opens: the inbox of somebody without messages.
"""

import gc
import statistics
import sys
import time
from dataclasses import replace
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from pitchdeck.app import create_app
from pitchdeck.base.db import Database
from pitchdeck.features.pitches.figures import BenefitRow, CostRow
from tests import databases
from tests.client import PolicingClient
from tests.delivery.web.drafts import every_kind
from tests.delivery.web.drafts.desk import fields_of
from tests.factories import pitches as made
from tests.factories.cast import Cast
from tests.factories.settings import settings

RUNS, WARM, MOST = 40, 5, 10.0
COSTS, BENEFITS = 14, 6
EMPTY = "/inbox"


def written(database: Database, cast: Cast) -> str:
    """The key of a draft of 14 lines of cost of every kind and 6 of benefit, each with its ranges."""
    ranged = [line for line in every_kind.COSTS if "overrun_range" in line.terms]
    costs: list[CostRow] = [ranged[place % len(ranged)] for place in range(COSTS)]
    with database.writing() as turn:
        made.rates(turn.session, cast)
        measure = made.measure(turn.session, cast).id
        alone = BenefitRow("time_saved", "Another team", every_kind.FULL | every_kind.RANGES, "Controlling")
        together = replace(alone, label="Less rework", terms={**alone.terms, "independent": ""})
        benefits = (alone, *(together,) * (BENEFITS - 1))
        return made.draft(turn.session, cast, measure, costs=tuple(costs), benefits=benefits).key


def signed_in(app: Flask, cast: Cast) -> FlaskClient:
    """A client of the presenter that looks at no page: what a test polices is not the server's work."""
    policing = PolicingClient(app, app.response_class, use_cookies=True)
    policing.enter(cast.email("presenter"), cast.password)
    client = FlaskClient(app, app.response_class, use_cookies=True)
    client._cookies = policing._cookies  # the same person
    return client


def cpu(act: Any) -> float:
    began = time.process_time()
    answer = act()
    taken = time.process_time() - began
    assert answer.status_code == 200, answer.status
    return taken


def compare(step: str, database: Database, cast: Cast, key: str) -> float:
    """The median of the ratios of pairs of requests."""
    app = create_app(settings(database, databases.folder() / "data", testing=True), database)
    client = signed_in(app, cast)
    url = f"/pitches/{key}/draft/{step}"
    page = client.get(url).get_data(as_text=True)
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    fields = {
        **fields_of(page),
        "csrf_token": token,
        "idempotency_key": str(uuid4()),
    }
    live, empty = [], []
    for run in range(RUNS + WARM):
        gc.collect()
        pair = (
            cpu(lambda: client.get(EMPTY)),
            cpu(lambda: client.post(f"/pitches/{key}/figures?step={step}", data=fields)),
        )
        if run >= WARM:
            empty.append(pair[0])
            live.append(pair[1])
    ratio = statistics.median(after / before for before, after in zip(empty, live, strict=True))
    sys.stdout.write(
        f"{step}: {ratio:.1f} times an empty page "
        f"({statistics.median(live) * 1e3:.1f} and {statistics.median(empty) * 1e3:.1f} ms of CPU), "
        f"at most {MOST:.0f}\n"
    )
    return ratio


if __name__ == "__main__":
    with databases.sqlite(peopled=True) as opened:
        people = databases.house_of(opened)
        draft = written(opened, people)
        ratios = [compare(step, opened, people, draft) for step in ("cost", "benefit")]
    sys.exit(max(ratios) > MOST)
