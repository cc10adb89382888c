"""`python -m pitchdeck.delivery.cli`: the command where no entry point is installed, and for our own processes."""

from pitchdeck.delivery.cli.commands import main

main(prog_name="pitchdeck")
