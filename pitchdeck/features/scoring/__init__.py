"""Judgement: scorecards, recusals, the ranking."""
