"""The whole way by hand, from the title to the attested reading, each person at their own screen."""

import pytest

from tests.browser.acts import judging, money, tracking, writing
from tests.browser.world import NOW, People

MONTH = f"{NOW:%Y-%m}"
STORY = writing.Story(
    title="Solve it in the first call", unit="Support", measure="Rework", start=MONTH, launch=MONTH
)


@pytest.mark.pango
def test_a_pitch_becomes_a_tracked_investment(people: People) -> None:
    presenter = people.home("presenter")
    writing.write(presenter, STORY)
    writing.ask_the_sponsor(people, presenter, STORY)
    pitch = writing.submit(presenter)
    writing.screen(people, STORY)
    judging.open_scoring(people)
    judging.score_all(people, STORY.title, pitch)
    judging.shortlist(people, STORY.title)
    money.cover(people, STORY.title)
    money.review(people, STORY.title)
    money.publish(people, STORY.title, pitch)
    money.release(people)
    tracking.spend(people, STORY.title)
    tracking.read(people, STORY.title)
    tracking.compare(people, STORY.title)
    tracking.look_back(people, STORY.title, pitch)
