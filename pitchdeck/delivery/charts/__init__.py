"""Figures as pictures: the same SVG on the page and in the PDF, with words and a table beside it."""

from pitchdeck.delivery.charts.chart import Chart, ChartUnavailable, Drawing, Size, Table
from pitchdeck.delivery.charts.cumulative_net import NetSeries, cumulative_net
from pitchdeck.delivery.charts.plan_actual import PlanActual, plan_actual
from pitchdeck.delivery.charts.renderer import Charts

__all__ = [
    "Chart",
    "ChartUnavailable",
    "Charts",
    "Drawing",
    "NetSeries",
    "PlanActual",
    "Size",
    "Table",
    "cumulative_net",
    "plan_actual",
]
