"""Rounds: the calls, their stages, and the shortlist."""
