"""Pitches to read, to screen and to withdraw."""
