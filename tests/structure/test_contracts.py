"""The import contracts hold, cover every feature, and bite: each is shown a module that breaks it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.structure.tree import ROOT, clean

LINT = Path(sys.executable).with_name("lint-imports")
BROKEN, KEPT = 1, 0


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    return subprocess.run(
        [LINT, "--no-logo", "--no-cache", *chosen],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def _but_modules(folder: str, names: list[str]) -> list[str]:
    files = [name for name in names if Path(folder, name).is_file() and not name.endswith(".py")]
    return [*files, "__pycache__"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package's modules and the contracts, in a folder where they may be broken."""
    shutil.copytree(ROOT / "pitchdeck", tmp_path / "pitchdeck", ignore=_but_modules)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    plant(tmp_path, "pitchdeck.features.projection", "")
    return tmp_path


def plant(folder: Path, module: str, source: str) -> None:
    """Adds a line to a module; makes it, and the packages that it lies in, where they do not exist yet."""
    path = folder.joinpath(*module.split("."))
    for package in [*path.parents, path]:
        if package.is_relative_to(folder / "pitchdeck") and (package != path or path.is_dir()):
            package.mkdir(parents=True, exist_ok=True)
            (package / "__init__.py").touch()
    file = path / "planted.py" if path.is_dir() else path.with_suffix(".py")
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"\n{source}\n")


def folders_without_init(package: Path) -> list[str]:
    """Folders with modules that no contract sees, because they are no packages."""
    folders = {path.parent for path in package.rglob("*.py")}
    return sorted(
        str(folder.relative_to(package)) for folder in folders if not (folder / "__init__.py").exists()
    )


def test_the_tree_keeps_its_contracts() -> None:
    found = lint(ROOT)
    assert found.returncode == KEPT, found.stdout + found.stderr


def test_the_contracts_see_every_folder() -> None:
    assert clean(folders_without_init(ROOT / "pitchdeck"))


def test_a_folder_that_no_contract_sees_is_found(copy: Path) -> None:
    plant(copy, "pitchdeck.features.rounds.actions.open", "")
    (copy / "pitchdeck" / "features" / "rounds" / "actions" / "__init__.py").unlink()
    assert "features/rounds/actions" in folders_without_init(copy / "pitchdeck")


PROJECTION = "pitchdeck.features.projection.planted"
PITCH_VIEWS = "import pitchdeck.delivery.web.pitches.views"


@pytest.mark.parametrize(
    ("contract", "module", "source"),
    [
        ("packages", "pitchdeck.base.errors", "import pitchdeck.features"),
        ("packages", "pitchdeck.features.rounds.actions", "import pitchdeck.delivery"),
        ("packages", "pitchdeck.somewhere", ""),
        ("features", "pitchdeck.features.people.queries", "import pitchdeck.features.strategy.models"),
        ("features", "pitchdeck.features.scoring.actions", "import pitchdeck.features.funding.actions"),
        ("features", "pitchdeck.features.sourcing.queries", "import pitchdeck.features.projection"),
        ("features", "pitchdeck.features.marketing.models", ""),
        ("files", "pitchdeck.features.rounds.models", "import pitchdeck.features.rounds.actions"),
        ("files", "pitchdeck.features.rounds.queries", "import pitchdeck.features.rounds.notices"),
        ("files", "pitchdeck.features.rounds.figures", "import pitchdeck.features.rounds.models"),
        ("delivery", "pitchdeck.delivery.charts.chart", "import pitchdeck.delivery.documents"),
        ("delivery", "pitchdeck.delivery.web.errors", "import pitchdeck.delivery.cli"),
        ("delivery", "pitchdeck.delivery.post", ""),
        ("business-knows-no-delivery", "pitchdeck.features.rounds.actions", "from flask import g"),
        ("business-knows-no-delivery", "pitchdeck.base.errors", "import wtforms"),
        ("arithmetic-knows-no-database", "pitchdeck.features.rounds.figures", "import sqlalchemy"),
        ("arithmetic-knows-no-database", PROJECTION, "import pitchdeck.base.db"),
        ("projection-stands-alone", PROJECTION, "import pitchdeck.base.errors"),
        (
            "projection-stands-alone",
            PROJECTION,
            "import pitchdeck.features.strategy.models",
        ),
        (
            "areas-of-the-web",
            "pitchdeck.delivery.web.rounds.views",
            PITCH_VIEWS,
        ),
        ("areas-of-the-web", "pitchdeck.delivery.web.errors", PITCH_VIEWS),
        ("areas-of-the-web", "pitchdeck.delivery.web.anything", PITCH_VIEWS),
        ("areas-of-the-web", "pitchdeck.delivery.web.forms.planted", PITCH_VIEWS),
        ("modules-of-the-api", "pitchdeck.delivery.api.rounds", "import pitchdeck.delivery.api.pitches"),
    ],
)
def test_a_forbidden_import_is_found(copy: Path, contract: str, module: str, source: str) -> None:
    if source.startswith("import pitchdeck"):
        plant(copy, source.removeprefix("import "), "")
    plant(copy, module, source)
    found = lint(copy, contract)
    assert found.returncode == BROKEN, found.stdout + found.stderr
    assert "BROKEN" in found.stdout, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("contract", "module", "source"),
    [
        ("projection-stands-alone", PROJECTION, "import pitchdeck.base.money"),
        ("areas-of-the-web", "pitchdeck.delivery.web.rounds.views", "import pitchdeck.delivery.web.access"),
        ("areas-of-the-web", "pitchdeck.delivery.web.rounds.views", "import pitchdeck.delivery.web.anything"),
        ("areas-of-the-web", "pitchdeck.delivery.web.areas", PITCH_VIEWS),
        ("features", "pitchdeck.features.funding.actions", "import pitchdeck.features.scoring.queries"),
    ],
)
def test_a_wanted_import_is_allowed(copy: Path, contract: str, module: str, source: str) -> None:
    plant(copy, source.removeprefix("import "), "")
    plant(copy, module, source)
    found = lint(copy, contract)
    assert found.returncode == KEPT, found.stdout + found.stderr
