"""Afterwards: investments, actuals, readings."""
