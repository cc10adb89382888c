"""Across all: read-only questions for homes and reports."""
