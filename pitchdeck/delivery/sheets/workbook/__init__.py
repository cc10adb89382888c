"""The workbook of a pitch: its inputs, every month as formulas over them, and the figures again."""

from pitchdeck.delivery.sheets.workbook.book import About, workbook

__all__ = ["About", "workbook"]
