"""Scoring: what waits for a score, and the scorecard."""
