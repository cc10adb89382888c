"""Channels of units."""
