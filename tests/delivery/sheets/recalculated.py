"""A workbook in another engine's hands: nothing of ours computes here."""

from pathlib import Path
from typing import Any

import ironcalc

from pitchdeck.delivery.sheets.workbook.figure_rows import FIRST_FIGURE, ORDER
from pitchdeck.features.projection import Figure, Projection

INPUTS, FIGURES = "Inputs", "Figures"


class Recalculated:
    """The sheets as IronCalc computes them; the values that we wrote beside the formulas are thrown away."""

    def __init__(self, content: bytes, folder: Path) -> None:
        place = folder / "book.xlsx"
        place.write_bytes(content)
        self._model = ironcalc.load_from_xlsx(str(place), "en", "UTC")
        sheets = self._model.get_worksheets_properties()
        self._sheets = {sheet["name"]: number for number, sheet in enumerate(sheets)}
        self._model.evaluate()

    @property
    def names(self) -> list[str]:
        return list(self._sheets)

    def value(self, sheet: str, row: int, column: int) -> Any:
        return self._model.get_cell_value(self._sheets[sheet], row, column)

    def figures(self) -> dict[str, Any]:
        return {key: self.value(FIGURES, FIRST_FIGURE + place, 2) for place, key in enumerate(ORDER)}

    def change(self, line: str, term: str, value: Any) -> None:
        """Write another value over a term, as a person would."""
        sheet = self._sheets[INPUTS]
        row = next(
            row
            for row in range(4, 2000)
            if (self.value(INPUTS, row, 1) or "", self.value(INPUTS, row, 3)) == (line, term)
        )
        if isinstance(value, bool):
            self._model.update_cell_with_bool(sheet, row, 5, value)
        elif isinstance(value, str):
            self._model.update_cell_with_text(sheet, row, 5, value)
        else:
            self._model.update_cell_with_number(sheet, row, 5, value)
        self._model.evaluate()


def differing(found: dict[str, Any], projection: Projection) -> dict[str, tuple[Any, Any]]:
    """The figures that are not the engine's, each with both values."""
    engine = {key: wanted(projection.figures[key]) for key in ORDER if key in projection.figures}
    return {key: (found[key], value) for key, value in engine.items() if not agree(found[key], value)}


def wanted(figure: Figure) -> float | str:
    return (figure.reason or "").replace("_", " ") if figure.value is None else figure.value


def agree(found: Any, value: float | str) -> bool:
    if isinstance(value, str) or isinstance(found, str):
        return bool(found == value)
    return bool(abs(found - value) <= 1e-6 * max(abs(value), 1e-3))
