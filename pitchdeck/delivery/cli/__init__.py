"""The `pitchdeck` command: each command calls an action or a query."""
