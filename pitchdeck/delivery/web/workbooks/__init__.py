"""A pitch as workbook and as JSON, and a draft filled from either."""
