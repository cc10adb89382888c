"""Vendors and what they charge."""
