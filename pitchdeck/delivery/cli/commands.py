"""The commands by name; heavy parts are imported when a command needs them."""

# Each command imports what it needs when it runs, so that `pitchdeck --help` stays instant.
# ruff: noqa: PLC0415

import json
from pathlib import Path

import click

from pitchdeck.base.errors import Refusal

UNPREPARED = 2
"""The exit code that tells a service manager not to try again: the administrator has something to do."""


class Commands(click.Group):
    """A refusal is one sentence on standard error and exit code 1, never a trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refusal as refused:
            raise click.ClickException(str(refused)) from refused


@click.group(cls=Commands)
@click.version_option(package_name="pitchdeck")
def main() -> None:
    """Pitch, fund and follow learning programmes as investments."""


@main.command()
@click.option("--backup/--no-backup", default=True, show_default=True, help="Back up before migrating.")
def init(backup: bool) -> None:  # noqa: FBT001  click hands it over
    """Create the database, or bring it to the newest version after a backup."""
    from pitchdeck.delivery.cli.setup import prepare

    click.echo(prepare(backup=backup))


@main.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path | None) -> None:
    """Back up the database and the rendered documents while people work, and try the backup.

    Without FILE it goes to backups/ in the data folder, named for the time.
    """
    from config import Config
    from pitchdeck.delivery.cli.backup import back_up, usual_place

    config = Config.from_env()
    _told(*back_up(config, file or usual_place(config)))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace everything in a database that is not empty.")
def restore(file: Path, overwrite: bool) -> None:  # noqa: FBT001  click hands it over
    """Restore a backup into an empty database, check it against its manifest and verify it."""
    from config import Config
    from pitchdeck.delivery.cli.restoring import restore

    _told(*restore(Config.from_env(), file, overwrite=overwrite))


def _told(lines: list[str], well: bool) -> None:  # noqa: FBT001  what a command found
    click.echo("\n".join(lines))
    raise SystemExit(0 if well else 1)


@main.command()
def demo() -> None:
    """Fill an empty database with the demo organisation and print its sign-ins."""
    from pitchdeck.delivery.cli.setup import prepare_demo

    click.echo(prepare_demo())


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--with-worker", is_flag=True, help="Run a worker beside the server, for as long as it lives.")
def serve(host: str, port: int, workers: int, with_worker: bool) -> None:  # noqa: FBT001  click hands it over
    """Serve the web application."""
    from pitchdeck.delivery.cli.serving import run

    _require_prepared()
    run(host, port, workers, with_worker=with_worker)


def _require_prepared() -> None:
    """End with status 2 and one sentence while the configured database waits for its migrations."""
    from config import Config
    from pitchdeck.base.db import Database
    from pitchdeck.base.schema import unprepared

    database = Database(Config.from_env().database_url)
    wrong = unprepared(database)
    database.dispose()
    if wrong:
        click.echo(f"Error: {wrong}", err=True)
        raise SystemExit(UNPREPARED)


@main.command()
@click.option(
    "--attached", is_flag=True, hidden=True, help="End when the process that started this one ends."
)
def worker(attached: bool) -> None:  # noqa: FBT001  click hands it over
    """Do what is owed to the world (mails, documents, what the clock asks for) until stopped."""
    from pitchdeck.delivery.cli.working import run

    _require_prepared()
    run(attached=attached)


@main.command()
def doctor() -> None:
    """Say what is missing, the command that mends it, and which acts nobody can do."""
    from pitchdeck.delivery.cli.diagnosis import diagnose

    lines, well = diagnose()
    click.echo("\n".join(lines))
    raise SystemExit(0 if well else 1)


@main.command("break-glass")
@click.argument("email")
def break_glass(email: str) -> None:
    """Print a link that signs an administrator in once, within 15 minutes, past every other door."""
    from pitchdeck.delivery.cli.break_glass import link_for

    click.echo(link_for(email))


@main.command()
def verify() -> None:
    """Check every money and history invariant of the live database; name the rows that break one."""
    from pitchdeck.delivery.cli.verification import verified

    lines, clean = verified()
    click.echo("\n".join(lines))
    raise SystemExit(0 if clean else 1)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def project(file: Path) -> None:
    """Print the figures of a projection file as JSON: each {"value": …} or {"reason": …}."""
    from pitchdeck.delivery.cli.projecting import figures_of

    click.echo(json.dumps(figures_of(file), indent=1, ensure_ascii=False))


@main.command("one-pager")
@click.argument("ref")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def one_pager(ref: str, output: Path) -> None:
    """Write the one-pager of a submitted pitch as PDF."""
    from pitchdeck.delivery.cli.printing import write_one_pager

    click.echo(write_one_pager(ref, output))
