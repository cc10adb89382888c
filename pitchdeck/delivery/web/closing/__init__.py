"""The end of a fiscal year, per fund: preview, statement, and re-opening by two people."""
