"""Capacity of teams against what is needed of them."""
