"""Investments: plan beside actual, releases, actuals, hours and readings."""
