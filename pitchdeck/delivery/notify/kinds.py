"""The kinds of things that people are told, in the order in which the settings page lists them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: how the settings page calls it, and how a person is told who has chosen nothing.

    A kind that is `always` told at once is no choice: whoever took an account over would switch it off first.
    """

    label: str
    way: str
    always: bool = False


KINDS: dict[str, Kind] = {
    # what is asked of me
    "claim_asked": Kind("A claim on my measure waits for my yes or no", "at_once"),
    "time_asked": Kind("A pitch needs time of my unit's people", "at_once"),
    "window_asked": Kind("A pitch asks for a headline over more than a year", "at_once"),
    "measure_to_agree": Kind("A measure waits for my agreement", "at_once"),
    "pitch_submitted": Kind("A pitch waits to be screened", "at_once"),
    "fund_opened": Kind("A fund waits for a second person", "at_once"),
    "fund_change_asked": Kind("A change of a fund waits for a second person", "at_once"),
    "standing_asked": Kind("A standing approval waits for a second person", "at_once"),
    "release_asked": Kind("A large release waits for a second person", "at_once"),
    "reopening_asked": Kind("Re-opening a closed year waits for a second person", "at_once"),
    "opening_entered": Kind("Running programmes wait for a second person", "at_once"),
    "cancellation_asked": Kind("An investor asks to be let off an approved promise", "at_once"),
    "promises_short": Kind("A fund cannot serve what was promised from it", "at_once"),
    "shortfall_raised": Kind("A fund lacks money, and a cut list waits", "at_once"),
    "supplement_asked": Kind("A funded pitch asks for more money, and I may pay", "at_once"),
    "supplement_covered": Kind("More money for a funded pitch waits for finance", "at_once"),
    "gate_called": Kind("A programme with money of mine is at a gate", "at_once"),
    "stop_asked": Kind("A stop waits for finance's signature", "at_once"),
    "purse_asked": Kind("An investor asks for money of my fund", "at_once"),
    "setting_asked": Kind("A change of settings waits for a second person", "at_once"),
    "actual_reported": Kind("A reported cost waits for finance", "daily"),
    "attestation_asked": Kind("A reading of my measure waits to be attested", "at_once"),
    "closing_asked": Kind("A closing review of my measure waits for my word", "at_once"),
    "condition_asked": Kind("Money for my pitch is tied to a condition", "at_once"),
    "turn_came": Kind("Money is free for a pitch on the waiting list", "at_once"),
    "deadline_passed": Kind("A deadline of my round has passed", "at_once"),
    "reminder": Kind("What awaits me by the day after tomorrow", "at_once"),
    # what became of mine
    "claim_answered": Kind("The sponsor answered my claim", "at_once"),
    "time_answered": Kind("A unit's head answered for its people's time", "at_once"),
    "window_answered": Kind("Finance answered how long my headline may count", "at_once"),
    "numbers_questioned": Kind("Finance questions numbers of my pitch", "at_once"),
    "pitch_moved": Kind("My pitch went a step further, or came back", "daily"),
    "review_sent_back": Kind("Finance asks about my pitch", "at_once"),
    "commitment_made": Kind("Money was committed to my pitch", "daily"),
    "letter_published": Kind("The outcome of a pitch is published", "at_once"),
    "closing_answered": Kind("The sponsor answered my closing review", "at_once"),
    "gate_decided": Kind("The investors decided how a programme goes on", "at_once"),
    "investment_stopped": Kind("An investment that I have a part in was stopped", "at_once"),
    "investment_closed": Kind("An investment that I have a part in was closed", "at_once"),
    "reading_answered": Kind("A reading was attested, or refused", "daily"),
    # money
    "purse_given": Kind("I was given a purse", "at_once"),
    "condition_answered": Kind("The presenter answered my condition", "at_once"),
    "deadline_extended": Kind("A round takes commitments for longer", "at_once"),
    "money_sought": Kind("A small pitch looks for money of my round", "at_once"),
    "room_opened": Kind("There is room for what I stand by with", "at_once"),
    "cancellation_declined": Kind("The end of a promise that I asked for was declined", "at_once"),
    "purse_declined": Kind("Money that I asked for was declined", "at_once"),
    "money_promised": Kind("Next year's money of my unit was promised", "at_once"),
    "promise_ended": Kind("A promise of a later year's money was kept, or is void", "at_once"),
    "money_freed": Kind("Money of mine is free again", "at_once"),
    "money_cut": Kind("Money behind a pitch was cut", "at_once"),
    "fund_closed": Kind("A fund with money of mine was closed for its year", "at_once"),
    "opening_answered": Kind("A programme that ran before was taken over, or declined", "at_once"),
    "tranche_released": Kind("A tranche was released", "at_once"),
    "supplement_ended": Kind("More money for a funded pitch was approved, or not", "at_once"),
    "overrun_opened": Kind("A cost went beyond the released money", "at_once"),
    # my account
    "account_changed": Kind("How I sign in was changed", "at_once", always=True),
}
CHOSEN = {kind: entry for kind, entry in KINDS.items() if not entry.always}
"""The kinds whose way a person chooses."""


def way_of(kind: str, chosen: dict[str, str]) -> str:
    """How a person is told this kind: as they chose, else as it is for everybody."""
    way = KINDS[kind].way
    return way if KINDS[kind].always else chosen.get(kind, way)
