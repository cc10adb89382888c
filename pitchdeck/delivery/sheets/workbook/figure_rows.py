"""The sheet of figures: each one a formula over the months, with what pitchdeck itself computed beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pitchdeck.delivery.sheets.workbook.months import TOP, Months
from pitchdeck.features.projection import Figure

MONEY, NUMBER, PERCENT, SHARE = "#,##0.00", "0.00", '0.0" %"', "0.0%"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure: its name, its formula, how it is shown, and how it is computed in words."""

    key: str
    name: str
    formula: str
    shown_as: str
    words: str


def reason_words(figure: Figure) -> str:
    """Why there is no value, as the sheet writes it."""
    return (figure.reason or "").replace("_", " ")


def figure_rows(
    months: Months, launch: str, window: str, known: Mapping[str, Figure]
) -> tuple[FigureRow, ...]:
    """Every figure, after the two cells of the window's first and last index."""
    return (*_window(months, launch, window), *_headline(months), *_returns(months, known))


def cell_of(key: str) -> str:
    """The cell of a figure on its own sheet."""
    return f"$B${FIRST_FIGURE + ORDER.index(key)}"


FIRST_FIGURE = 4
ORDER = (
    *("window_first", "window_last", "headline_cost", "headline_budget_cost", "headline_benefit"),
    *("cashable_benefit", "net", "bcr", "roi_net_pct", "cashable_roi_net_pct", "payback_months"),
    *("discounted_payback_months", "cashable_payback_months", "npv", "pi", "irr", "mirr"),
    *("total_cost", "total_benefit"),
)


def _window(months: Months, launch: str, window: str) -> tuple[FigureRow, ...]:
    starts = months.row_of_benefits(5)
    first = f"=IF(COUNT({starts})=0,{launch},MIN({starts}))+1" if starts else f"={launch}+1"
    last = f"=MIN({cell_of('window_first')}+{window}-1,{months.horizon_cell})"
    return (
        FigureRow("window_first", "First month of the headline", first, "0", "first month of a benefit + 1"),
        FigureRow("window_last", "Last month of the headline", last, "0", "the window's end, or the horizon"),
    )


def _headline(months: Months) -> tuple[FigureRow, ...]:
    cost, benefit = cell_of("headline_cost"), cell_of("headline_benefit")
    budget, cashable = cell_of("headline_budget_cost"), cell_of("cashable_benefit")
    return (
        FigureRow("headline_cost", "Cost", _until(months, "cost"), MONEY, "all cost up to the window's end"),
        FigureRow(
            "headline_budget_cost", "of it budget cost", _until(months, "budget"), MONEY, "without time"
        ),
        FigureRow("headline_benefit", "Benefit", _within(months, "benefit"), MONEY, "inside the window"),
        FigureRow(
            "cashable_benefit", "of it cashable", _within(months, "cash_in"), MONEY, "inside the window"
        ),
        FigureRow("net", "Net", f"={benefit}-{cost}", MONEY, "benefit less cost"),
        FigureRow("bcr", "Benefit/cost ratio", _ratio(benefit, cost), NUMBER, "benefit over cost"),
        FigureRow("roi_net_pct", "ROI", _roi(benefit, cost), PERCENT, "100 · (benefit − cost) / cost"),
        FigureRow(
            "cashable_roi_net_pct",
            "Cashable ROI",
            _roi(cashable, budget),
            PERCENT,
            "cashable benefit, budget cost",
        ),
    )


def _returns(months: Months, known: Mapping[str, Figure]) -> tuple[FigureRow, ...]:
    paid = "start of the last stretch in which the sum stays at or above 0"
    factor = months.block("factor")
    worth = f"=SUMPRODUCT({months.block('net')},{factor})"
    gains, costs = (f"SUMPRODUCT({months.block(key)},{factor})" for key in ("benefit", "cost"))
    return (
        FigureRow("payback_months", "Payback, months", _payback(months, "net"), NUMBER, paid),
        FigureRow(
            "discounted_payback_months",
            "Discounted payback, months",
            _payback(months, "discounted"),
            NUMBER,
            paid,
        ),
        FigureRow(
            "cashable_payback_months", "Cashable payback, months", _payback(months, "cashable"), NUMBER, paid
        ),
        FigureRow("npv", "NPV", worth, MONEY, "net at each index times (1 + rate)^(−index/12)"),
        FigureRow(
            "pi", "Profitability index", _ratio(gains, costs), NUMBER, "present benefit over present cost"
        ),
        FigureRow("irr", "IRR", _irr(months, known), SHARE, "a year; only where there is exactly one"),
        FigureRow("mirr", "MIRR", _mirr(months), SHARE, "a year; financed and reinvested at the rate"),
        FigureRow("total_cost", "Cost, all months", f"=SUM({months.block('cost')})", MONEY, "to the horizon"),
        FigureRow(
            "total_benefit",
            "Benefit, all months",
            f"=SUM({months.block('benefit')})",
            MONEY,
            "to the horizon",
        ),
    )


def _until(months: Months, key: str) -> str:
    return f'=SUMIFS({months.block(key)},{months.index},"<="&{cell_of("window_last")})'


def _within(months: Months, key: str) -> str:
    return (
        f'=SUMIFS({months.block(key)},{months.index},">="&{cell_of("window_first")},'
        f'{months.index},"<="&{cell_of("window_last")})'
    )


def _ratio(above: str, below: str) -> str:
    return f'=IF({below}=0,"no cost",{above}/{below})'


def _roi(benefit: str, cost: str) -> str:
    return f'=IF({cost}=0,"no cost",100*({benefit}-{cost})/{cost})'


def _payback(months: Months, flow: str) -> str:
    """The index from which the sum stays at or above zero, linear inside the month."""
    last, added = f"MAX({months.block(f'{flow}_below')})", months.block(f"{flow}_sum")
    low, next_ = f"INDEX({added},{last})", f"INDEX({added},{last}+1)"
    none = f'COUNTIF({months.block(flow)},"<>0")=0'
    return (
        f'=IF({none},"no benefit",IF({last}=0,0,IF({last}>{months.horizon_cell},"never within horizon",'
        f"{last}-1-{low}/({next_}-{low}))))"
    )


def _irr(months: Months, known: Mapping[str, Figure]) -> str:
    """The spreadsheet's own IRR, started near the frozen root, where Descartes or Norstrom prove only one."""
    changes, turned = (f"SUM({months.block(f'{key}_change')})" for key in ("sign", "cum_sign"))
    letter = months.letters["net_sum"]
    end = f"Months!${letter}${TOP + months.horizon}"
    root_known = known["irr"].value if "irr" in known else None
    start = 0.01 if root_known is None else (1 + root_known) ** (1 / 12) - 1
    root = f'IFERROR((1+IRR({months.block("net")},{start:.9f}))^12-1,"out of range")'
    unique = f"OR({changes}=1,AND({turned}=1,{end}>0))"
    return f'=IF({changes}=0,"no sign change",IF({unique},{root},"not unique"))'


def _mirr(months: Months) -> str:
    net, factor = months.block("net"), months.block("factor")
    earned, paid = (f"SUMPRODUCT(({net}{sign}0)*{net},{factor})" for sign in (">", "<"))
    growth = f"(1+{months.rate_cell})*({earned}/-{paid})^(12/{months.horizon_cell})-1"
    return f'=IF(OR({earned}=0,{paid}=0),"no sign change",{growth})'
