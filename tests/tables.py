"""Imports every module that has tables, so that no answer depends on which test ran first."""

from importlib import import_module
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pitchdeck"

for _models in sorted((PACKAGE / "features").glob("*/models*")):
    import_module(f"pitchdeck.features.{_models.parent.name}.models")
for _base in ("history", "idempotency", "outbox", "refs", "sealing", "seen"):
    import_module(f"pitchdeck.base.{_base}")
