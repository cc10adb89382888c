"""What a reader of the workbook must know."""

from typing import Protocol

from pitchdeck.delivery.sheets.workbook.kinds import KINDS_OF_BENEFIT, KINDS_OF_COST


class Version(Protocol):
    """Which version of a pitch the workbook holds."""

    @property
    def title(self) -> str: ...
    @property
    def handle(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def hash(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def organisation(self) -> str: ...


def conventions(about: Version) -> tuple[tuple[str, str], ...]:
    """Name and sentence, in the order of reading."""
    if not about.handle:
        return (
            *_OF_TEMPLATE,
            ("Organisation", about.organisation),
            ("Currency", about.currency),
            *CONVENTIONS,
            *_kinds(),
        )
    version = f"revision {about.revision}" if about.revision else "the draft, as it was saved last"
    return (
        ("Pitch", f"{about.title} ({about.handle}), {version}"),
        ("Organisation", about.organisation),
        ("Hash of the inputs", about.hash or "a draft has none"),
        ("Currency", about.currency),
        *CONVENTIONS,
        *_kinds(),
    )


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{side} {kind}", words)
        for side, of_side in (("Cost", KINDS_OF_COST), ("Benefit", KINDS_OF_BENEFIT))
        for kind, words in of_side.items()
    )


_OF_TEMPLATE = (
    (
        "Template",
        "Fill the yellow cells of Inputs. A line whose cells all stay empty is not read, so leave what you "
        "do not need. Other kinds of line are on Kinds.",
    ),
    (
        "Then",
        "Start a pitch with its title alone, and choose this file under “Fill the draft from a file”. Words, "
        "people and measures are written in pitchdeck.",
    ),
)

CONVENTIONS = (
    (
        "Months",
        "Index 0 is the month of the planned approval. Costs of month t fall at index t, in advance; "
        "benefits of month t at index t + 1, in arrears.",
    ),
    ("Discounting", "(1 + rate)^(−index/12), a nominal annual rate before tax."),
    (
        "Headline",
        "From the first benefit on for the window: benefits inside it, all cost up to its end. ROI is always "
        "100 · (benefit − cost) / cost; the ratio of the two is never called ROI.",
    ),
    (
        "Budget and time",
        "Budget cost leaves a budget and is asked for; people's time is never asked for. ROI counts both.",
    ),
    (
        "Benefit of a month",
        "units · survival · adoption · delta · value · margin · learning's share · confidence · redeployed · "
        "ramp · decay",
    ),
    (
        "Ranges",
        "One-in-ten bad and good values stand beside the likely one. The figures here are of the likely "
        "values; the simulation is pitchdeck's.",
    ),
    (
        "Change",
        "Yellow cells on Inputs may be changed, and everything follows. A line's kind is fixed here: its "
        "formulas belong to it.",
    ),
    (
        "Upload",
        "This file can be uploaded from the last step of a draft: all of Inputs is taken, or nothing. New "
        "lines are copied from Kinds; their formulas come with the next download.",
    ),
)
"""What the sheets rest on."""
