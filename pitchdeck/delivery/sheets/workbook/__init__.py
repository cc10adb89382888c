"""The workbook of a pitch: its inputs, every month as formulas over them, and the figures again."""

from pitchdeck.delivery.sheets.workbook.book import About, BudgetYear, workbook
from pitchdeck.delivery.sheets.workbook.template import template

__all__ = ["About", "BudgetYear", "template", "workbook"]
