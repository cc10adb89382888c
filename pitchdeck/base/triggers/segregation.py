"""Segregation of duties: whoever wrote, sponsors or invested does not judge, approve or release."""

# ruff: noqa: S608  # every statement is built from the literals of these files

from pitchdeck.base.triggers import Trigger
from pitchdeck.base.triggers.refusal import Refusal, refuse


def wrote(pitch: str, person: str) -> str:
    return (
        f"(EXISTS (SELECT 1 FROM pitch w WHERE w.id = {pitch} AND w.presenter_id = {person})"
        f" OR EXISTS (SELECT 1 FROM co_author w WHERE w.pitch_id = {pitch} AND w.person_id = {person}))"
    )


def sponsors(pitch: str, person: str) -> str:
    """The sponsor named by the current revision, or whoever owns its measure by now."""
    return (
        "EXISTS (SELECT 1 FROM pitch s JOIN revision v ON v.pitch_id = s.id AND v.number = s.revision_no"
        f" JOIN measure m ON m.id = v.measure_id WHERE s.id = {pitch}"
        f" AND (v.sponsor_id = {person} OR m.owner_id = {person}))"
    )


def invested(pitch: str, person: str) -> str:
    """Money of this person that is reserved or committed, not what was wholly freed again."""
    return (
        "EXISTS (SELECT 1 FROM commitment i LEFT JOIN resolution e ON e.commitment_id = i.id"
        f" WHERE i.pitch_id = {pitch} AND i.by_id = {person} AND COALESCE(e.outcome, 'held') <> 'freed')"
    )


def recused(pitch: str, person: str, kinds: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM recusal q WHERE q.pitch_id = {pitch} AND q.person_id = {person}"
        f" AND q.kind IN ({kinds}))"
    )


ANY, PERSONAL = "'personal', 'sponsor'", "'personal'"


def independent(pitch: str, person: str, act: str) -> tuple[Refusal, ...]:
    """Who handles money of a pitch has no other part in it."""
    return (
        (wrote(pitch, person), f"whoever wrote a pitch does not {act}"),
        (sponsors(pitch, person), f"whoever sponsors a pitch does not {act}"),
        (invested(pitch, person), f"whoever invested in a pitch does not {act}"),
        (recused(pitch, person, ANY), f"whoever has a conflict on a pitch does not {act}"),
    )


_PURSE = (
    "SELECT 1 FROM purse u JOIN fund f ON f.id = u.fund_id JOIN round r ON r.id = u.round_id"
    " WHERE u.id = NEW.purse_id"
)
_CURRENT = (
    "SELECT 1 FROM pitch p JOIN revision v ON v.pitch_id = p.id AND v.number = p.revision_no"
    " WHERE p.id = NEW.pitch_id AND v.id = NEW.revision_id"
)


PURSE_OWN: tuple[Refusal, ...] = (
    (f"NOT EXISTS ({_PURSE} AND u.investor_id = NEW.by_id)", "a purse is committed by its investor"),
    (f"NOT EXISTS ({_PURSE} AND f.fiscal_year = NEW.fiscal_year)", "a purse pays in its own fiscal year"),
)
COMMITTING: tuple[Refusal, ...] = (
    (
        f"NOT EXISTS ({_PURSE} AND r.state = 'funding')",
        "commitments are taken while the round is funding",
    ),
    *PURSE_OWN,
    (
        f"NOT EXISTS ({_CURRENT} AND p.state IN ('in_funding', 'covered') AND p.round_id ="
        " (SELECT round_id FROM purse WHERE id = NEW.purse_id))",
        "a commitment is for the current revision of a pitch in funding of the same round",
    ),
    (wrote("NEW.pitch_id", "NEW.by_id"), "whoever wrote a pitch does not commit to it"),
    (
        recused("NEW.pitch_id", "NEW.by_id", PERSONAL),
        "whoever has a conflict on a pitch does not commit to it",
    ),
    (
        f"{sponsors('NEW.pitch_id', 'NEW.by_id')} AND NOT EXISTS ({_PURSE} AND f.unit_id ="
        " (SELECT unit_id FROM person WHERE id = NEW.by_id))",
        "a sponsor commits only from a fund of their own unit",
    ),
)
COMMITTED_WITH = "FROM round r JOIN purse u ON u.round_id = r.id WHERE u.id = NEW.purse_id FOR SHARE OF r"


def commitments() -> Trigger:
    """A commitment is the purse's investor's own, for the current revision, while its round is funding.

    The round is locked against a change of stage first: closing funding and a late commitment never both
    succeed.
    """
    return refuse("commitment_allowed", "commitment", "INSERT", COMMITTING, lock=COMMITTED_WITH)


def resolutions() -> Trigger:
    """A reservation ends to the last unit, and is committed by someone without another part in the pitch."""
    pitch = "(SELECT pitch_id FROM commitment WHERE id = NEW.commitment_id)"
    return refuse(
        "resolution_allowed",
        "resolution",
        "INSERT",
        (
            (
                "NOT EXISTS (SELECT 1 FROM commitment c WHERE c.id = NEW.commitment_id"
                " AND c.amount = NEW.committed + NEW.freed)",
                "a resolution ends the whole commitment",
            ),
            *(
                (f"NEW.committed > 0 AND {condition}", words)
                for condition, words in independent(pitch, "NEW.by_id", "approve its money")
            ),
        ),
    )


def reviews() -> Trigger:
    """A verdict is on the current revision, by its hash, while the pitch is in review."""
    return refuse(
        "review_allowed",
        "review",
        "INSERT",
        (
            (
                f"NOT EXISTS ({_CURRENT} AND p.state = 'in_review' AND v.hash = NEW.revision_hash)",
                "a review names the current revision of a pitch in review by its hash",
            ),
            *independent("NEW.pitch_id", "NEW.by_id", "review it"),
        ),
    )


def releases() -> Trigger:
    """A release comes after publication, by someone without another part in the pitch."""
    pitch = "(SELECT pitch_id FROM tranche WHERE id = NEW.tranche_id)"
    return refuse(
        "release_allowed",
        "release",
        "INSERT",
        (
            (
                f"NOT EXISTS (SELECT 1 FROM pitch p WHERE p.id = {pitch} AND p.state = 'funded')",
                "money is released once the pitch is funded",
            ),
            *independent(pitch, "NEW.by_id", "release its money"),
        ),
    )


def scorecards(event: str) -> Trigger:
    """A scorecard is by someone on the panel without a conflict, while the round is scoring."""
    conflict = (
        f"{sponsors('NEW.pitch_id', 'NEW.investor_id')} AND EXISTS"
        " (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.conflict_rule = 'strict')"
    )
    return refuse(
        f"scorecard_{event.lower()}",
        "scorecard",
        event,
        (
            (
                "NOT EXISTS (SELECT 1 FROM round r WHERE r.id = NEW.round_id AND r.state = 'scoring')",
                "scores are taken while the round is scoring",
            ),
            (
                "NOT EXISTS (SELECT 1 FROM pitch p WHERE p.id = NEW.pitch_id AND p.round_id = NEW.round_id)",
                "a scorecard is for a pitch of its round",
            ),
            (
                "NOT EXISTS (SELECT 1 FROM panel_seat s WHERE s.round_id = NEW.round_id"
                " AND s.person_id = NEW.investor_id)",
                "only the panel of the round scores",
            ),
            (wrote("NEW.pitch_id", "NEW.investor_id"), "whoever wrote a pitch does not score it"),
            (
                recused("NEW.pitch_id", "NEW.investor_id", ANY),
                "whoever has a conflict on a pitch does not score it",
            ),
            (conflict, "under the strict rule a sponsor does not score"),
        ),
        lock="FROM round r WHERE r.id = NEW.round_id FOR SHARE",
    )


def scores(event: str) -> Trigger:
    """The scores of a scorecard change only while its round is scoring."""
    row = "OLD" if event == "DELETE" else "NEW"
    judged = f"round r JOIN scorecard c ON c.round_id = r.id WHERE c.id = {row}.scorecard_id"
    return refuse(
        f"score_{event.lower()}",
        "score",
        event,
        (
            (
                f"NOT EXISTS (SELECT 1 FROM {judged} AND r.state = 'scoring')",
                "scores are taken while the round is scoring",
            ),
        ),
        lock=f"FROM {judged} FOR SHARE OF r",
    )


def attestations() -> Trigger:
    """A reading is attested by someone who neither wrote the pitch nor reported the reading."""
    read = "FROM reading r JOIN investment i ON i.id = r.investment_id WHERE r.id = NEW.reading_id"
    return refuse(
        "attestation_allowed",
        "attestation",
        "INSERT",
        (
            (wrote(f"(SELECT i.pitch_id {read})", "NEW.by_id"), "nobody attests what they present"),
            (
                f"EXISTS (SELECT 1 {read} AND r.reported_by_id = NEW.by_id)",
                "nobody attests what they reported",
            ),
        ),
    )


def actuals() -> Trigger:
    """Money is confirmed as spent by someone who did not write the pitch."""
    pitch = "(SELECT i.pitch_id FROM investment i WHERE i.id = NEW.investment_id)"
    return refuse(
        "actual_confirmed",
        "actual",
        "UPDATE OF confirmed_by_id",
        (
            (
                f"NEW.confirmed_by_id IS NOT NULL AND {wrote(pitch, 'NEW.confirmed_by_id')}",
                "whoever wrote a pitch does not confirm its actuals",
            ),
        ),
    )


SCORING = (
    scorecards("INSERT"),
    scorecards("UPDATE"),
    scores("INSERT"),
    scores("UPDATE"),
    scores("DELETE"),
)
FUNDING = (commitments(), resolutions(), reviews(), releases())
INVESTMENTS = (attestations(), actuals())
