"""docs/generated/ says what the program does; PITCHDECK_SNAPSHOTS=write renews it."""

import os

import pytest
from flask import Flask

from tests.structure.generated import FOLDER, documents


@pytest.mark.parametrize("name", ["states.md", "tables.md", "routes.md", "worked-example.md"])
def test_generated_documents_are_current(app: Flask, name: str) -> None:
    found = documents(app)[name]
    if os.environ.get("PITCHDECK_SNAPSHOTS") == "write":
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(found)
    assert (FOLDER / name).read_text() == found, (
        "Run the tests once with PITCHDECK_SNAPSHOTS=write and read the diff."
    )
