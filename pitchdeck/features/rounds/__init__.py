"""When: rounds, their criteria, panel and calendar."""
