"""Acts in another's place: the deputy's own conflicts count beside those of whose place it is.

`by_id` of a decision is whose act it is, and base/triggers/segregation.py judges that person. What stands
here judges the deputy who did it, and remembers what somebody did in another's place when they act for
themselves.
"""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.refusal import Refusal, refuse
from pitchdeck.base.triggers.segregation import ANY, PERSONAL, independent, recused, sponsors, wrote

Pair = tuple[str, str]
"""The columns of whose act it is and of the deputy who did it."""


def named(pair: Pair, *, money: bool) -> Refusal:
    """A deputy has been named; over money, and confirmed by a second person."""
    by, deputy = pair
    confirmed = " AND d.confirmed_at IS NOT NULL" if money else ""
    return (
        f"{deputy} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy d"
        f" WHERE d.deputy_id = {deputy} AND d.for_id = {by}{confirmed})",
        "nobody acts for another without being named their deputy",
    )


def handed_in(pitch: str, pair: Pair) -> str:
    """Either of the two handed this pitch in, in its presenter's place."""
    return (
        f"EXISTS (SELECT 1 FROM revision h WHERE h.pitch_id = {pitch} AND h.deputy_id IN ({', '.join(pair)}))"
    )


def _invested_for(pitch: str, pair: Pair) -> str:
    """Either of the two committed another's money to this pitch, and it is reserved or committed now."""
    return (
        "EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id"
        f" WHERE i.pitch_id = {pitch} AND i.deputy_id IN ({', '.join(pair)})"
        " AND COALESCE(e.outcome, 'held') <> 'freed')"
    )


_OWN: Pair = ("NEW.by_id", "NEW.deputy_id")


def apart(pitch: str, act: str, pair: Pair = _OWN) -> tuple[Refusal, ...]:
    """Who handles money of a pitch has no other part in it, not in another's place either."""
    return (
        named(pair, money=True),
        *independent(pitch, pair[1], act),
        (handed_in(pitch, pair), f"whoever handed a pitch in for another does not {act}"),
        (_invested_for(pitch, pair), f"whoever invested in a pitch for another does not {act}"),
    )


def _when(condition: str, refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    return tuple((f"{condition} AND {refusal}", words) for refusal, words in refusals)


def reviews() -> Trigger:
    return refuse("review_deputy", "review", "INSERT", apart("NEW.pitch_id", "review it"))


def releases() -> Trigger:
    pitch = "(SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id)"
    return refuse("release_deputy", "release", "INSERT", apart(pitch, "release its money"))


def resolutions() -> Trigger:
    """Freeing money is anybody's whose act frees it; committing it is for who has no other part."""
    pitch = "(SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id)"
    refusals = _when("NEW.committed > 0", apart(pitch, "approve its money"))
    return refuse("resolution_deputy", "resolution", "INSERT", refusals)


def revisions() -> Trigger:
    pair = ("NEW.submitted_by_id", "NEW.deputy_id")
    return refuse("revision_deputy", "revision", "INSERT", (named(pair, money=False),))


def commitments() -> Trigger:
    """From another's purse as from one's own: not to what one wrote, or has a conflict on."""
    own_unit = (
        "SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN person o ON o.id = NEW.by_id"
        " WHERE u.id = NEW.purse_id AND f.unit_id = o.unit_id"
    )
    return refuse(
        "commitment_deputy",
        "commitment",
        "INSERT",
        (
            named(_OWN, money=True),
            (wrote("NEW.pitch_id", "NEW.deputy_id"), "whoever wrote a pitch does not commit to it"),
            (
                handed_in("NEW.pitch_id", _OWN),
                "whoever handed a pitch in for another does not commit to it",
            ),
            (
                recused("NEW.pitch_id", "NEW.deputy_id", PERSONAL),
                "whoever has a conflict on a pitch does not commit to it",
            ),
            (
                f"{sponsors('NEW.pitch_id', 'NEW.deputy_id')} AND NOT EXISTS ({own_unit})",
                "a sponsor commits only from a fund of their own unit",
            ),
        ),
    )


def scorecards(event: str) -> Trigger:
    """A deputy scores what they might score themselves, and never with two voices in one round."""
    pair = ("NEW.investor_id", "NEW.deputy_id")
    return refuse(
        f"scorecard_deputy_{event.lower()}",
        "scorecard",
        event,
        (
            named(pair, money=False),
            (wrote("NEW.pitch_id", "NEW.deputy_id"), "whoever wrote a pitch does not score it"),
            (handed_in("NEW.pitch_id", pair), "whoever handed a pitch in for another does not score it"),
            (
                recused("NEW.pitch_id", "NEW.deputy_id", ANY),
                "whoever has a conflict on a pitch does not score it",
            ),
            # Under the rule "disclose" a sponsor's own card is labelled; one for another would not be.
            (
                sponsors("NEW.pitch_id", "NEW.deputy_id"),
                "whoever sponsors a pitch does not score for another",
            ),
            (
                "EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id"
                " AND s.person_id = NEW.deputy_id)",
                "whoever sits on the panel does not score for another",
            ),
        ),
    )


def attestations() -> Trigger:
    """A reading is attested by two people who neither wrote the pitch nor reported the reading."""
    read = "FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id"
    pitch = f"(SELECT i.pitch_id {read})"
    return refuse(
        "attestation_deputy",
        "attestation",
        "INSERT",
        (
            named(_OWN, money=False),
            (wrote(pitch, "NEW.deputy_id"), "nobody attests what they present"),
            (handed_in(pitch, _OWN), "nobody attests what they handed in for another"),
            (
                f"EXISTS (SELECT 1 {read} AND (r.reported_by_id = NEW.deputy_id"
                " OR r.reported_deputy_id IN (NEW.by_id, NEW.deputy_id)))",
                "nobody attests what they reported",
            ),
        ),
    )


def readings() -> Trigger:
    pair = ("NEW.reported_by_id", "NEW.reported_deputy_id")
    return refuse("reading_deputy", "reading", "INSERT", (named(pair, money=False),))


def actuals() -> Trigger:
    """Money is confirmed as spent by people who neither reported it nor wrote the pitch."""
    pitch = "(SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id)"
    pair = ("NEW.confirmed_by_id", "NEW.confirmed_deputy_id")
    return refuse(
        "actual_deputy",
        "actual",
        "UPDATE",
        (
            *_when(
                "OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL",
                (
                    *apart(pitch, "confirm its actuals", pair),
                    (
                        "(NEW.reported_by_id = NEW.confirmed_deputy_id OR"
                        " NEW.reported_deputy_id IN (NEW.confirmed_by_id, NEW.confirmed_deputy_id))",
                        "a second person confirms an actual",
                    ),
                ),
            ),
            _kept("reported_deputy_id", "who reported an actual is never changed"),
        ),
    )


def reported() -> Trigger:
    pair = ("NEW.reported_by_id", "NEW.reported_deputy_id")
    return refuse("actual_reporter", "actual", "INSERT", (named(pair, money=False),))


def opened() -> Trigger:
    pair = ("NEW.opened_by_id", "NEW.opened_deputy_id")
    return refuse("fund_deputy_insert", "fund", "INSERT", (named(pair, money=True),))


def confirmed() -> Trigger:
    """A fund has two persons: whoever opened it for another is the first of them too."""
    pair = ("NEW.confirmed_by_id", "NEW.confirmed_deputy_id")
    first = "(NEW.opened_by_id, COALESCE(NEW.opened_deputy_id, NEW.opened_by_id))"
    return refuse(
        "fund_deputy_update",
        "fund",
        "UPDATE",
        (
            named(pair, money=True),
            (
                f"(NEW.confirmed_by_id IN {first} OR NEW.confirmed_deputy_id IN {first})",
                "a second person confirms a fund",
            ),
            _kept("opened_deputy_id", "who opened a fund is never changed"),
        ),
    )


def _kept(column: str, words: str) -> Refusal:
    return (f"NEW.{column} IS DISTINCT FROM OLD.{column}", words)


STANDING_IN = (
    revisions(),
    scorecards("INSERT"),
    scorecards("UPDATE"),
    opened(),
    confirmed(),
    commitments(),
    resolutions(),
    reviews(),
    releases(),
    readings(),
    attestations(),
    reported(),
    actuals(),
)


def answers() -> Trigger:
    """A claim of a pitch is answered by two people who did not write it."""
    pitch = "(SELECT p.id FROM claim c JOIN pitch p ON p.key = c.pitch_key WHERE c.id = NEW.claim_id)"
    return refuse(
        "claim_answer_deputy",
        "claim_answer",
        "INSERT",
        (
            named(_OWN, money=False),
            (wrote(pitch, "NEW.deputy_id"), "nobody answers a claim of a pitch that they wrote"),
        ),
    )


HANDS = (
    answers(),
    *(
        refuse(f"{table}_deputy", table, "INSERT", (named(_OWN, money=False),))
        for table in ("letter", "transfer")
    ),
)
"""Who published a letter or moved money for another; whether they might, the decision's own row says."""
