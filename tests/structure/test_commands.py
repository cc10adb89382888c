"""The commands of the README: they parse, they set up once, and they say in words what they cannot do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.structure.tree import ROOT

COMMANDS = ["bin/run", "bin/test", "bin/bench", ".ci/run"]
BASH = shutil.which("bash") or "bash"


def bash(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a script after the shared set-up's functions, with an environment of its own to set up."""
    return subprocess.run(
        [BASH, "-uc", f"source '{ROOT}/bin/prepare'; VENV='{folder}'; {script}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_parses_and_may_be_started(command: str) -> None:
    assert os.access(ROOT / command, os.X_OK)
    subprocess.run([BASH, "-n", ROOT / command], check=True)


def test_an_unknown_argument_is_refused_before_anything_is_set_up() -> None:
    refused = subprocess.run(
        [ROOT / "bin/test", "--depe"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert refused.stderr == "bin/test knows --deep and --quick, not --depe.\n"
    assert refused.stdout == ""


def test_a_step_runs_once_per_lock_and_again_when_the_lock_changes(tmp_path: Path) -> None:
    done = bash("for lock in a a b; do once_per packages $lock echo installed $lock; done", tmp_path)
    assert done.stdout == "installed a\ninstalled b\n"


def test_a_step_that_failed_is_tried_again(tmp_path: Path) -> None:
    done = bash("once_per packages a false || once_per packages a echo again", tmp_path)
    assert done.stdout == "again\n"


def test_an_environment_that_was_moved_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for name, target in (("python", sys.executable), ("pip", "/bin/true")):
        (tmp_path / "bin" / name).symlink_to(target)
    assert bash("is_usable_environment", tmp_path).returncode == 0
    (tmp_path / ".pitchdeck-folder").write_text("/elsewhere/.venv\n")
    assert bash("is_usable_environment", tmp_path).returncode == 1


def test_missing_packages_without_rights_are_named_with_their_command(tmp_path: Path) -> None:
    done = bash("may_install() { return 1; }; apt_install libpango-1.0-0 python3-venv", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "Not installed, and installing needs administrator rights: libpango-1.0-0 python3-venv. "
        "Run: sudo apt-get install -y libpango-1.0-0 python3-venv\n"
    )


def test_the_set_up_goes_on_without_pango(tmp_path: Path) -> None:
    done = bash("may_install() { return 1; }; has_pango() { return 1; }; ensure_pango", tmp_path)
    assert done.returncode == 0
    assert "everything works except PDF" in done.stderr


NEW_MACHINE = '[ -e "$VENV/lists" ] || { [ "$2" = update ] && touch "$VENV/lists"; }'


@pytest.mark.parametrize(
    ("answer", "calls"), [("true", "install\n"), (NEW_MACHINE, "install\nupdate\ninstall\n")]
)
def test_package_lists_are_refreshed_only_when_installing_failed(
    answer: str, calls: str, tmp_path: Path
) -> None:
    pretend = f'may_install() {{ return 0; }}; as_root() {{ echo "$2" >>"$VENV/calls"; {answer}; }}'
    assert bash(f"{pretend}; apt_install chromium", tmp_path).returncode == 0
    assert (tmp_path / "calls").read_text() == calls


def test_a_python_without_environments_is_passed_over(tmp_path: Path) -> None:
    bare = tmp_path / "bare-python"
    bare.write_text("#!/bin/sh\nexit 1\n")
    bare.chmod(0o755)
    found = bash(f"PITCHDECK_PYTHON='{bare}' find_python", tmp_path)
    assert found.returncode == 0
    assert found.stdout.strip() != str(bare)
