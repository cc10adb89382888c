"""Sheets in and out: CSV and Excel."""
