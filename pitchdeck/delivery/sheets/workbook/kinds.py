"""The sheet of kinds: each kind of line once with all its terms, ready to be copied into the inputs."""

from pitchdeck.delivery.sheets.workbook.input_rows import InputRow
from pitchdeck.delivery.sheets.workbook.terms import LISTS, PAIRS, terms_of_benefit, terms_of_cost
from pitchdeck.features.projection import REALISATION_BY_KIND
from pitchdeck.features.projection.costs import KINDS


def kind_rows() -> tuple[InputRow, ...]:
    """One row for each term, two for a term of several rows; the line's number is for the person to give."""
    rows = [
        InputRow("C", kind, term)
        for kind in KINDS
        for term in terms_of_cost(kind)
        for _ in range(2 if term.name in PAIRS or term.name in LISTS else 1)
    ]
    rows += [InputRow("B", kind, term) for kind in REALISATION_BY_KIND for term in terms_of_benefit()]
    return tuple(rows)
