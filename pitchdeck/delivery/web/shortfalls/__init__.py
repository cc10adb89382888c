"""Shortfalls: what a fund lacks, the ranked list of what is cut, and the two who confirm it."""
