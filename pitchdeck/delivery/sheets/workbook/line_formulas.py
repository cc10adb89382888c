"""The formulas of one line: from when to when, how much each month, and what falls into each month."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pitchdeck.delivery.sheets.workbook.input_rows import SECOND, Place
from pitchdeck.features.projection import REALISATION_BY_KIND

MONTH = "$A{row}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the months. `{c}` is its letter, `{row}` the row of a month, `{H}` the horizon's cell.

    `flag` is 1 for budget cost and for what is cashable; `each` is what falls into one month.
    """

    line: str
    name: str
    flag: str
    first: str
    end: str
    amount: str
    each: str


EACH = "=IF(AND($A{row}>={c}$5,$A{row}<{c}$6),{c}$7,0)"


def cost_columns(line: str, kind: str, name: str, at: Place) -> tuple[Column, ...]:
    """The columns of a cost line: one, or two where it is budget cost and people's time at once."""
    if kind == "staff_aug":
        return _staff_aug(line, name, at)
    flag = f"=IF({at.value('cash')},1,0)"
    amount, spread = _AMOUNTS[kind]
    first = "=0" if kind == "msp_fixed" else f"={at.value('month')}"
    end = _spread_end(at) if spread else "={H}+1" if kind == "msp_fixed" else "=MIN({c}$5+1,{H}+1)"
    return (Column(line, name, flag, first, end, f"={amount(at)}", _each(kind, at)),)


def _spread_end(at: Place) -> str:
    months = at.cell("months")
    return f'=MIN(IF({months}="",{{H}},{{c}}$5+{months}),{{H}}+1)'


def _each(kind: str, at: Place) -> str:
    if kind == "msp_fixed":
        months, amounts = at.block("milestones"), at.block("milestones", SECOND)
        return f"=IF($A{{row}}<={{H}},SUMIF({months},$A{{row}},{amounts})*{{c}}$7,0)"
    if kind == "msp_retainer":
        used, place = at.block("hours_used"), "$A{row}-{c}$5"
        hours = f"IF({place}<ROWS({used}),INDEX({used},{place}+1),0)"
        overage = f"MAX(0,{hours}-{at.cell('hours_included')})*{at.cell('overage_rate')}"
        return f"=IF(AND($A{{row}}>={{c}}$5,$A{{row}}<{{c}}$6),{{c}}$7+{overage},0)"
    return EACH


def _staff_aug(line: str, name: str, at: Place) -> tuple[Column, ...]:
    first, end = f"={at.value('month')}", _spread_end(at)
    paid = f"={at.cell('fte')}*{at.cell('day_rate')}*{at.cell('days_per_month')}"
    time = f"={at.cell('supervision_hours')}*{at.cell('supervisor_rate')}"
    return (
        Column(line, name, "=1", first, end, paid, EACH),
        Column(line, f"{name} (supervision)", "=0", first, end, time, EACH),
    )


def _product(*terms: str) -> Callable[[Place], str]:
    return lambda at: "*".join(at.value(term) for term in terms)


def _participant_time(at: Place) -> str:
    return f"{_product('people', 'hours', 'wage')(at)}*(1+{at.cell('burden')})"


def _prorated(at: Place) -> str:
    return f"{at.cell('amount')}*{at.cell('used')}/{at.cell('expected_users')}"


def _time_and_materials(at: Place) -> str:
    cap, months = at.cell("cap"), at.cell("months")
    work = f"SUMPRODUCT({at.block('roles')},{at.block('roles', SECOND)})*(1+{at.cell('expenses')})"
    covered = f'IF({months}="",{{H}}-{{c}}$5,{months})'
    return f'IF({covered}>0,IF({cap}="",{work},MIN({cap},{work}))/{covered},0)'


_AMOUNTS: dict[str, tuple[Callable[[Place], str], bool]] = {
    "one_off": (_product("amount"), False),
    "recurring": (_product("amount"), True),
    "participant_time": (_participant_time, False),
    "development": (_product("finished_hours", "ratio", "rate"), False),
    "prorated": (_prorated, False),
    "msp_fixed": (lambda at: f"1+{at.cell('contingency')}", False),
    "msp_tm": (_time_and_materials, True),
    "msp_retainer": (_product("fee"), True),
}
"""For each kind of cost line the amount that falls each month, and whether it is spread over months."""


def benefit_column(line: str, kind: str, name: str, at: Place, launch: str) -> Column:
    """The column of a benefit line; its month t falls at index t + 1, in arrears."""
    start, months, per = at.cell("start"), at.cell("months"), at.value("per")
    realised = f'IF({at.cell("realisation")}="","{REALISATION_BY_KIND[kind]}",{at.cell("realisation")})'
    begins = f'IF({start}="",{launch}+{at.cell("lag")},{start})'
    ends = f'MIN({{H}},IF({per}="once",{{c}}$5+1,IF({months}="",{{H}},{{c}}$5+{months})))'
    # A prepared line that nobody filled is none: it neither earns nor opens the headline's window.
    return Column(
        line=line,
        name=name,
        flag=f'=IF({realised}="cashable",1,0)',
        first=f'=IF({at.filled}=0,"",{begins})',
        end=f'=IF({{c}}$5="",0,{ends})',
        amount=f"=IF({at.filled}=0,0,{_steady(at)})",
        each=_faded(at),
    )


def _steady(at: Place) -> str:
    per = at.value("per")
    monthly = f'IF({per}="week",52/12,IF({per}="quarter",1/3,IF({per}="year",1/12,1)))'
    applied = f'IF({at.value("applies_to")}="average",1,{at.value("adoption")})'
    factors: list[Any] = [at.value("units"), applied, at.value("delta"), monthly, at.value("value")]
    factors += [f'IF({at.cell(term)}="",1,{at.cell(term)})' for term in ("margin", "redeployed")]
    return "*".join((*factors, at.value("isolation"), at.value("confidence")))


def _faded(at: Place) -> str:
    own = "($A{row}-1-{c}$5)"  # the line's own month, 0 the first
    leave, ramp, half = at.cell("attrition"), at.cell("ramp"), at.cell("half_life")
    survival = f"IF({leave}>=1,IF({own}=0,1,0),(1-{leave})^({own}/12))"
    ramped = f"IF({ramp}>0,MIN(1,({own}+1)/{ramp}),1)"
    decay = f'IF({half}="",1,0.5^(MAX(0,{own}-{at.cell("hold")})/{half}))'
    within = "AND($A{row}-1>={c}$5,$A{row}-1<{c}$6)"
    return f"=IF({{c}}$7=0,0,IF({within},{{c}}$7*{survival}*{ramped}*{decay},0))"
