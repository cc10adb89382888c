"""Ways to break longer headlines of a told database."""

from tests.features.portfolio.corruptions import FUNDED, Corruption, pitch_row

WINDOWS = [
    Corruption(
        "a headline over two years that nobody accepted",
        "a_longer_headline_was_accepted",
        f"UPDATE pitch SET roi_months = 24 WHERE id = {FUNDED}",
        pitch_row(FUNDED),
    ),
    Corruption(
        "a headline that is labelled with another window",
        "a_pitch_shows_its_revision",
        f"UPDATE pitch SET roi_months = 36 WHERE id = {FUNDED}",
        pitch_row(FUNDED),
    ),
    Corruption(
        "a longer headline accepted by its presenter",
        "nobody_accepts_the_window_of_what_one_is_tied_to",
        "INSERT INTO window_answer (ask_id, verdict, reason, by_id, at) SELECT window_ask.id, 'accepted',"
        " 'It lasts.', pitch.presenter_id, window_ask.at FROM window_ask"
        " JOIN pitch ON pitch.id = window_ask.pitch_id",
        "SELECT 'window ' || key || ': answered by person ' FROM window_ask",
    ),
]
