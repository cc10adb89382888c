"""Everybody's home: what awaits, what changed, my figures."""
