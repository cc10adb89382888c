"""Why: goals, measures and the claims made on them."""
