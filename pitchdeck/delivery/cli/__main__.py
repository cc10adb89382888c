"""`python -m pitchdeck.delivery.cli`: the command without an entry point, for processes of our own."""

from pitchdeck.delivery.cli.commands import main

main(prog_name="pitchdeck")
