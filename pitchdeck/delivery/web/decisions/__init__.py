"""Decisions: finance's reviews, the chair's acts on a round's money, and the letters."""
