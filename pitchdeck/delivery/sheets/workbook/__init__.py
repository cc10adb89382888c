"""The workbook of a pitch: its inputs, every month as formulas over them, and the figures again."""

from pitchdeck.delivery.sheets.workbook.book import About, Approval, BudgetYear, workbook
from pitchdeck.delivery.sheets.workbook.template import template

__all__ = ["About", "Approval", "BudgetYear", "template", "workbook"]
