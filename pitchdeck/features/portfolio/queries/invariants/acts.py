"""Invariants of the history: nothing stands in a table that nobody is recorded to have done."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_SUBJECTS = ("pitch", "round", "investment")


def _last_state(kind: str) -> str:
    name = "COALESCE(pitch.ref, pitch.key)" if kind == "pitch" else f"{kind}.key"
    return f"""SELECT '{kind} ' || {name} || ': ' || {kind}.state || ', history says '
        || COALESCE(history.to_state, 'nothing') FROM {kind}
        LEFT JOIN (SELECT subject_key, MAX(id) AS id FROM history
            WHERE subject_kind = '{kind}' AND to_state IS NOT NULL GROUP BY subject_key) AS newest
        ON newest.subject_key = {kind}.key LEFT JOIN history ON history.id = newest.id
        WHERE history.id IS NULL OR history.to_state <> {kind}.state"""


def _told(row: str, tables: str, done: tuple[str, str], subject: str, *verbs: str) -> str:
    """Rows of a decision without an entry of this person, at this moment (`done`), on "kind key"."""
    (by, at), (kind, key) = done, subject.split(" ")
    words = ", ".join(f"'{verb}'" for verb in verbs)
    # One set to look up in: a join along the subject would grow with the square of the acts on it.
    acts = f"""SELECT DISTINCT subject_key, by_id, at FROM history
        WHERE subject_kind = '{kind}' AND verb IN ({words})"""
    return f"""SELECT {row} || ' by person ' || {by} FROM {tables} LEFT JOIN ({acts}) AS acts
        ON acts.subject_key = {key} AND acts.by_id = {by} AND acts.at = {at}
        WHERE acts.subject_key IS NULL"""


def _silent(table: str) -> str:
    """Who wrote rows of a table at a moment at which the history knows no act of theirs: mostly nobody."""
    # A difference of two sets costs half of a join to the acts, on the largest tables of all.
    return f"(SELECT by_id, at FROM {table} EXCEPT SELECT by_id, at FROM history) AS silent"


_OF_COMMITMENT = "JOIN pitch ON pitch.id = commitment.pitch_id"
_OF_ADVANCE = "JOIN advance ON advance.id = cancellation.advance_id JOIN pitch ON pitch.id = advance.pitch_id"
_GATES = (
    ("gate", "gate", "gate", ("gate_called",)),
    (
        "word at gate",
        "gate_vote",
        "gate_vote JOIN gate ON gate.id = gate_vote.gate_id",
        ("gate_answered",),
    ),
    (
        "decision of gate",
        "gate_end",
        "gate_end JOIN gate ON gate.id = gate_end.gate_id",
        ("went_on", "rescoped", "paused", "stop_decided"),
    ),
    ("stop at gate", "gate_stop", "gate_stop JOIN gate ON gate.id = gate_stop.gate_id", ("stopped",)),
)
_MONEY = (
    # Every transfer is part of an act on some subject: which one, its own invariants say.
    f"""SELECT 'transfer ' || transfer.id || ' by person ' || transfer.by_id FROM transfer
        JOIN {_silent("transfer")} ON silent.by_id = transfer.by_id AND silent.at = transfer.at""",
    f"""SELECT 'resolution of commitment ' || commitment.key || ' by person ' || resolution.by_id
        FROM resolution JOIN commitment ON commitment.id = resolution.commitment_id
        JOIN {_silent("resolution")} ON silent.by_id = resolution.by_id AND silent.at = resolution.at""",
    _told(
        "'commitment ' || commitment.key",
        "(SELECT * FROM commitment WHERE pitch_id NOT IN (SELECT pitch_id FROM opening_pitch))"
        f" AS commitment {_OF_COMMITMENT}",
        ("commitment.by_id", "commitment.at"),
        "pitch pitch.key",
        "committed",
    ),
    _told(
        "'advance commitment ' || advance.key",
        "advance JOIN pitch ON pitch.id = advance.pitch_id",
        ("advance.by_id", "advance.at"),
        "pitch pitch.key",
        "promised",
    ),
    _told(
        "'end of a promise asked, ' || cancellation.key",
        f"cancellation {_OF_ADVANCE}",
        ("cancellation.by_id", "cancellation.at"),
        "pitch pitch.key",
        "cancellation_asked",
    ),
    _told(
        "'answer to the end of a promise, ' || cancellation.key",
        "cancellation_answer JOIN cancellation ON cancellation.id = cancellation_answer.cancellation_id"
        f" {_OF_ADVANCE}",
        ("cancellation_answer.by_id", "cancellation_answer.at"),
        "pitch pitch.key",
        "cancellation_confirmed",
        "cancellation_declined",
    ),
    _told(
        "'supplement ' || supplement.key",
        "supplement JOIN pitch ON pitch.id = supplement.pitch_id",
        ("supplement.by_id", "supplement.at"),
        "pitch pitch.key",
        "more_asked",
    ),
    _told(
        "'end of supplement ' || supplement.key",
        "supplement_end JOIN supplement ON supplement.id = supplement_end.supplement_id"
        " JOIN pitch ON pitch.id = supplement.pitch_id",
        ("supplement_end.by_id", "supplement_end.at"),
        "pitch pitch.key",
        "more_approved",
        "more_declined",
        "more_withdrawn",
        "more_lapsed",
    ),
    _told(
        "'review ' || review.id",
        "review JOIN pitch ON pitch.id = review.pitch_id",
        ("review.by_id", "review.at"),
        "pitch pitch.key",
        "approved",
        "put_on_hold",
        "review_sent_back",
        "declined",
    ),
    _told(
        "'release ' || \"release\".id",
        '"release" JOIN tranche ON tranche.id = "release".tranche_id'
        " JOIN pitch ON pitch.id = tranche.pitch_id",
        ('"release".by_id', '"release".at'),
        "pitch pitch.key",
        "tranche_released",
    ),
    _told(
        "'letter of pitch ' || pitch.ref",
        # An offer takes a pitch to another round: what was announced before stays with the round that did.
        "letter JOIN pitch ON pitch.id = letter.pitch_id JOIN round ON round.id = COALESCE((SELECT"
        " offer.from_round_id FROM offer WHERE offer.pitch_id = pitch.id AND offer.at >= letter.at"
        " ORDER BY offer.id LIMIT 1), pitch.round_id)",
        ("letter.by_id", "letter.at"),
        "round round.key",
        "published",
        "announced",
        "ended",
    ),
    _told(
        "'offer to pitch ' || pitch.ref",
        "offer JOIN pitch ON pitch.id = offer.pitch_id",
        ("offer.by_id", "offer.at"),
        "pitch pitch.key",
        "offered",
    ),
    _told(
        "'year end ' || fund_close.ref",
        "fund_close JOIN fund ON fund.id = fund_close.fund_id",
        ("fund_close.by_id", "fund_close.at"),
        "fund fund.key",
        "year_closed",
    ),
    _told(
        "'re-opening ' || reopening.key",
        "reopening JOIN fund_close ON fund_close.id = reopening.close_id"
        " JOIN fund ON fund.id = fund_close.fund_id",
        ("reopening.by_id", "reopening.at"),
        "fund fund.key",
        "reopening_asked",
    ),
    *(
        _told(
            f"'{what} ' || gate.key",
            f"{table} JOIN investment ON investment.id = gate.investment_id",
            (f"{of}.by_id", f"{of}.at"),
            "investment investment.key",
            *verbs,
        )
        for what, of, table, verbs in _GATES
    ),
    _told("'fund ' || fund.key", "fund", ("fund.opened_by_id", "fund.opened_at"), "fund fund.key", "opened"),
)
_CONFIRMED = (
    # Whatever was confirmed has two persons; a row without the second one simply waits.
    *(
        _told(
            f"'{kind} ' || {kind}.key",
            f"(SELECT * FROM {kind} WHERE confirmed_at IS NOT NULL) AS {kind}",
            (f"{kind}.confirmed_by_id", f"{kind}.confirmed_at"),
            f"{kind} {kind}.key",
            "confirmed",
        )
        for kind in ("fund", "mandate")
    ),
    _told(
        "'actual ' || actual.key",
        "(SELECT * FROM actual WHERE confirmed_at IS NOT NULL) AS actual"
        " JOIN investment ON investment.id = actual.investment_id",
        ("actual.confirmed_by_id", "actual.confirmed_at"),
        "investment investment.key",
        "actual_confirmed",
    ),
    _told(
        "'contract ' || contract.key",
        "(SELECT * FROM contract WHERE confirmed_at IS NOT NULL) AS contract"
        " JOIN investment ON investment.id = contract.investment_id",
        ("contract.confirmed_by_id", "contract.confirmed_at"),
        "investment investment.key",
        "contract_confirmed",
    ),
    _told(
        "'attestation of reading ' || reading.key",
        "attestation JOIN reading ON reading.id = attestation.reading_id"
        " JOIN investment ON investment.id = reading.investment_id",
        ("attestation.by_id", "attestation.at"),
        "investment investment.key",
        "reading_attested",
        "reading_refused",
    ),
    _told(
        "'answer to re-opening ' || reopening.key",
        "reopening_answer JOIN reopening ON reopening.id = reopening_answer.reopening_id"
        " JOIN fund_close ON fund_close.id = reopening.close_id JOIN fund ON fund.id = fund_close.fund_id",
        ("reopening_answer.by_id", "reopening_answer.at"),
        "fund fund.key",
        "year_reopened",
        "reopening_refused",
    ),
)

ACTS = (
    Invariant(
        "the_state_is_the_last_one_in_history",
        "the state of a pitch, round or investment is where its last recorded change led",
        " UNION ALL ".join(_last_state(kind) for kind in _SUBJECTS),
    ),
    Invariant(
        "every_revision_is_in_the_history",
        "each revision has its entry `submitted` (or `taken_over`, if it ran before) in the history",
        """SELECT 'pitch ' || pitch.ref || ': ' || pitch.revision_no || ' revisions, '
        || COUNT(history.id) || ' entries' FROM pitch LEFT JOIN history ON history.subject_kind = 'pitch'
        AND history.subject_key = pitch.key AND history.verb IN ('submitted', 'taken_over')
        GROUP BY pitch.id, pitch.ref, pitch.revision_no HAVING COUNT(history.id) <> pitch.revision_no
        ORDER BY pitch.id""",
    ),
    Invariant(
        "every_money_decision_is_in_the_history",
        "each transfer, commitment, promise, request for more or for an end, review, release, gate, letter"
        " and fund is by a person whose act is recorded",
        " UNION ALL ".join(_MONEY),
    ),
    Invariant(
        "every_confirmation_is_in_the_history",
        "who confirmed a fund, mandate, contract or actual, or attested a reading, is recorded for it",
        " UNION ALL ".join(_CONFIRMED),
    ),
)
