"""Search: one box over everything that a person may see."""
