import pytest

from pitchdeck.delivery.documents import DocumentTooLong
from pitchdeck.delivery.documents.fit import CUTS, Cuts, fit
from pitchdeck.delivery.documents.renderer import Rendered
from pitchdeck.delivery.documents.sheet import sheet
from tests.delivery.documents.sheets import transoft, worst

ORDER = (
    "presenter",
    "levels",
    "options",
    "engagement",
    "benefits",
    "assumptions",
    "solution",
    "sparkline",
    "problem",
)


def test_the_order_of_cuts_is_the_written_one() -> None:
    assert CUTS[: len(ORDER)] == ORDER


@pytest.mark.parametrize("needed", range(len(CUTS) + 1))
def test_as_few_cuts_as_one_page_needs(needed: int) -> None:
    tried: list[int] = []

    def draw(cuts: Cuts) -> Rendered:
        tried.append(len(cuts))
        assert cuts == set(CUTS[: len(cuts)])
        one = len(cuts) >= needed
        return Rendered(str(len(cuts)).encode() if one else b"", 1 if one else 2)

    assert fit(draw) == str(needed).encode()
    assert len(tried) <= 5


def test_what_does_not_fit_at_all_is_too_long() -> None:
    with pytest.raises(DocumentTooLong, match="does not fit"):
        fit(lambda _: Rendered(b"", 2))


def view(*cuts: str) -> dict[str, object]:
    return sheet(transoft(), frozenset(cuts), None)


def test_each_cut_takes_its_own_part_only() -> None:
    whole = view()
    changed = {cut: {part for part, shown in view(cut).items() if shown != whole[part]} for cut in ORDER}
    assert changed["presenter"] == {"heading"}
    assert changed["levels"] == {"proof"}
    assert changed["options"] == changed["engagement"] == {"solution"}
    assert changed["assumptions"] == {"reasons"}
    assert changed["problem"] == {"problem"}


def test_the_first_sentence_is_never_cut() -> None:
    first = sheet(worst(), frozenset(CUTS), None)["problem"]["text"]
    assert first == "W" * 400
    facts = transoft()
    sentence = facts.problem.text.split(". ")[0] + "."
    assert sheet(facts, frozenset(CUTS), None)["problem"]["text"].startswith(sentence[:-1])


def test_ask_tiles_cost_and_decision_are_never_cut() -> None:
    whole, cut = view(), view(*ORDER)
    for part in ("goal", "ask", "tiles", "finance", "cost", "decision", "footer"):
        assert whole[part] == cut[part], part
    assert sheet(transoft(), frozenset(CUTS), None)["proof"]["stop_rule"] == transoft().proof.stop_rule
