"""Invariants of decisions: evidence behind every state, and duties that stay apart."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_WROTE = """(pitch.presenter_id = {who} OR EXISTS (SELECT 1 FROM co_author
WHERE co_author.pitch_id = pitch.id AND co_author.person_id = {who}))"""
_INVESTED = """(EXISTS (SELECT 1 FROM commitment JOIN purse ON purse.id = commitment.purse_id
LEFT JOIN resolution AS freed ON freed.commitment_id = commitment.id AND freed.outcome = 'freed'
WHERE commitment.pitch_id = pitch.id AND {who} IN (purse.investor_id, commitment.deputy_id)
AND commitment.at <= {at} AND (freed.at IS NULL OR freed.at >= {at})) OR EXISTS (SELECT 1 FROM advance
LEFT JOIN advance_end AS back ON back.advance_id = advance.id AND back.outcome = 'freed'
WHERE advance.pitch_id = pitch.id AND {who} IN (advance.by_id, advance.deputy_id)
AND advance.at <= {at} AND (back.at IS NULL OR back.at >= {at})))"""
_SPONSORS = """EXISTS (SELECT 1 FROM revision AS sponsored WHERE sponsored.pitch_id = pitch.id
AND sponsored.sponsor_id = {who})"""


def tied(table: str, verb: str = "") -> str:
    """Whether who acted, or who did it for them, had another part in the pitch, or money in it by then."""
    verb = f"{verb}_" if verb else ""
    parts = [
        part.format(who=f"{table}.{verb}{who}", at=f"{table}.{verb}at")
        for who in ("by_id", "deputy_id")
        for part in (_WROTE, _SPONSORS, _INVESTED)
    ]
    return f"({' OR '.join(parts)})"


_DEPUTIES = (
    ("revision", "submitted_by_id", "deputy_id"),
    ("scorecard", "investor_id", "deputy_id"),
    ("fund", "opened_by_id", "opened_deputy_id"),
    ("fund", "confirmed_by_id", "confirmed_deputy_id"),
    ("commitment", "by_id", "deputy_id"),
    ("resolution", "by_id", "deputy_id"),
    ("advance", "by_id", "deputy_id"),
    ("advance_end", "by_id", "deputy_id"),
    ("review", "by_id", "deputy_id"),
    ('"release"', "by_id", "deputy_id"),
    ("line_check", "by_id", "deputy_id"),
    ("gate_vote", "by_id", "deputy_id"),
    ("gate_stop", "by_id", "deputy_id"),
    ("standing_approval", "by_id", "deputy_id"),
    ("standing_answer", "by_id", "deputy_id"),
    ("standing_end", "by_id", "deputy_id"),
    ("release_request", "by_id", "deputy_id"),
    ("supplement", "by_id", "deputy_id"),
    ("supplement_end", "by_id", "deputy_id"),
    ("reading", "reported_by_id", "reported_deputy_id"),
    ("attestation", "by_id", "deputy_id"),
    ("time_answer", "by_id", "deputy_id"),
    ("window_ask", "by_id", "deputy_id"),
    ("closing_review", "by_id", "deputy_id"),
    ("closing_answer", "by_id", "deputy_id"),
    ("window_answer", "by_id", "deputy_id"),
    ("actual", "reported_by_id", "reported_deputy_id"),
    ("actual", "confirmed_by_id", "confirmed_deputy_id"),
    ("claim_answer", "by_id", "deputy_id"),
    ("letter", "by_id", "deputy_id"),
    ("transfer", "by_id", "deputy_id"),
    ("contract", "reported_by_id", "reported_deputy_id"),
    ("contract", "confirmed_by_id", "confirmed_deputy_id"),
    ("contract_end", "by_id", "deputy_id"),
    ("credit_note", "by_id", "deputy_id"),
    ("accrual", "by_id", "deputy_id"),
    ("accrual_end", "by_id", "deputy_id"),
    ("fund_close", "by_id", "deputy_id"),
    ("reopening", "by_id", "deputy_id"),
    ("reopening_answer", "by_id", "deputy_id"),
    ("history", "by_id", "deputy_id"),
)


def _unnamed(table: str, by: str, deputy: str) -> str:
    name = table.strip('"')
    return f"""SELECT '{name} ' || acted.id || ' by person ' || acted.{deputy} || ' for ' || acted.{by}
        FROM {table} AS acted WHERE acted.{deputy} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deputy
        WHERE deputy.deputy_id = acted.{deputy} AND deputy.for_id = acted.{by})"""


DECISIONS = (
    Invariant(
        "who_acts_for_another_was_named_their_deputy",
        "every act in another's place is by somebody who was named that person's deputy",
        " UNION ALL ".join(_unnamed(*columns) for columns in _DEPUTIES),
    ),
    Invariant(
        "nobody_reviews_what_one_is_tied_to",
        "a review is never by someone who wrote, sponsors or invested",
        f"""SELECT 'review ' || review.id || ' of pitch ' || COALESCE(pitch.ref, pitch.key) || ' by person '
        || review.by_id FROM review JOIN pitch ON pitch.id = review.pitch_id
        WHERE {tied("review")} ORDER BY review.id""",
    ),
    Invariant(
        "nobody_releases_what_one_is_tied_to",
        "a release is never by someone who wrote, sponsors or invested",
        f"""SELECT 'release ' || "release".id || ' of pitch ' || COALESCE(pitch.ref, pitch.key)
        || ' by person ' || "release".by_id FROM "release" JOIN tranche ON tranche.id = "release".tranche_id
        JOIN pitch ON pitch.id = tranche.pitch_id WHERE {tied('"release"')} ORDER BY "release".id""",
    ),
    Invariant(
        "a_release_that_was_asked_for_has_two_persons",
        "who asked for the release of a large tranche did not release it",
        """SELECT 'release ' || released.id || ' by person ' || released.by_id FROM "release" AS released
        JOIN release_request AS asked ON asked.tranche_id = released.tranche_id
        WHERE released.by_id IN (asked.by_id, asked.deputy_id)
        OR released.deputy_id IN (asked.by_id, asked.deputy_id) ORDER BY released.id""",
    ),
    Invariant(
        "nobody_judges_or_funds_ones_own",
        "no scorecard and no commitment is by an author of the pitch",
        f"""SELECT 'scorecard ' || scorecard.id || ' of pitch ' || COALESCE(pitch.ref, pitch.key)
        FROM scorecard JOIN pitch ON pitch.id = scorecard.pitch_id
        WHERE {_WROTE.format(who="scorecard.investor_id")} OR {_WROTE.format(who="scorecard.deputy_id")}
        UNION ALL SELECT 'commitment ' || commitment.key || ' to pitch ' || COALESCE(pitch.ref, pitch.key)
        FROM commitment JOIN purse ON purse.id = commitment.purse_id
        JOIN pitch ON pitch.id = commitment.pitch_id WHERE {_WROTE.format(who="purse.investor_id")}
        OR {_WROTE.format(who="commitment.deputy_id")}
        UNION ALL SELECT 'advance commitment ' || advance.key || ' to pitch '
        || COALESCE(pitch.ref, pitch.key) FROM advance JOIN pitch ON pitch.id = advance.pitch_id
        WHERE {_WROTE.format(who="advance.by_id")} OR {_WROTE.format(who="advance.deputy_id")}""",
    ),
    Invariant(
        "a_reading_is_attested_by_its_sponsor",
        "an attestation is by the measure's owner, who neither wrote the pitch nor reported the reading",
        f"""SELECT 'reading ' || reading.key || ': attested by person ' || attestation.by_id
        FROM attestation JOIN reading ON reading.id = attestation.reading_id
        JOIN investment ON investment.id = reading.investment_id
        JOIN pitch ON pitch.id = investment.pitch_id JOIN measure ON measure.id = reading.measure_id
        WHERE attestation.by_id = reading.reported_by_id OR {_WROTE.format(who="attestation.by_id")}
        OR attestation.deputy_id = reading.reported_by_id OR {_WROTE.format(who="attestation.deputy_id")}
        OR attestation.by_id <> measure.owner_id ORDER BY reading.id""",
    ),
    Invariant(
        "a_claim_is_answered_by_its_sponsor",
        "a claim's answer is by the measure's owner",
        """SELECT 'claim ' || claim.key || ': answered by person ' || claim_answer.by_id
        FROM claim_answer JOIN claim ON claim.id = claim_answer.claim_id
        JOIN measure ON measure.id = claim.measure_id
        WHERE claim_answer.by_id <> measure.owner_id ORDER BY claim.id""",
    ),
    Invariant(
        "recused_people_are_out",
        "who is recused has no commitment left to the pitch",
        """SELECT 'commitment ' || commitment.key || ' of person ' || purse.investor_id || ' to pitch '
        || COALESCE(pitch.ref, pitch.key)
        FROM recusal JOIN pitch ON pitch.id = recusal.pitch_id
        JOIN commitment ON commitment.pitch_id = pitch.id JOIN purse ON purse.id = commitment.purse_id
        AND purse.investor_id = recusal.person_id
        LEFT JOIN resolution ON resolution.commitment_id = commitment.id
        WHERE recusal.kind = 'personal' AND (resolution.id IS NULL OR resolution.committed > 0)
        ORDER BY commitment.id""",
    ),
    Invariant(
        "funded_has_its_evidence",
        "a funded pitch has an approval of its present revision's hash, and its letter unless it ran before",
        """SELECT 'pitch ' || pitch.ref FROM pitch
        JOIN revision ON revision.pitch_id = pitch.id AND revision.number = pitch.revision_no
        WHERE pitch.state = 'funded' AND (NOT EXISTS (SELECT 1 FROM review
            WHERE review.pitch_id = pitch.id AND review.revision_id = revision.id
            AND review.verdict = 'approved' AND review.revision_hash = revision.hash)
        OR (NOT EXISTS (SELECT 1 FROM letter WHERE letter.pitch_id = pitch.id
            AND letter.revision_id = revision.id AND letter.outcome = 'funded')
            AND NOT EXISTS (SELECT 1 FROM opening_pitch WHERE opening_pitch.pitch_id = pitch.id)))
        ORDER BY pitch.id""",
    ),
    Invariant(
        "an_investment_has_its_release",
        "an investment belongs to a funded pitch with a released tranche",
        """SELECT 'investment ' || investment.key FROM investment JOIN pitch ON pitch.id = investment.pitch_id
        WHERE pitch.state <> 'funded' OR NOT EXISTS (SELECT 1 FROM tranche
            JOIN "release" ON "release".tranche_id = tranche.id WHERE tranche.pitch_id = pitch.id)
        ORDER BY investment.id""",
    ),
    Invariant(
        "an_investment_is_what_was_approved",
        "an investment follows the revision of its pitch that finance approved, by its hash",
        """SELECT 'investment ' || investment.key || ': revision ' || investment.revision_id FROM investment
        LEFT JOIN revision ON revision.id = investment.revision_id AND revision.pitch_id = investment.pitch_id
        LEFT JOIN review ON review.id = (SELECT MAX(id) FROM review AS approval
            WHERE approval.pitch_id = investment.pitch_id AND approval.verdict = 'approved')
        WHERE revision.id IS NULL OR review.id IS NULL OR review.revision_id <> revision.id
        OR review.revision_hash <> revision.hash ORDER BY investment.id""",
    ),
    Invariant(
        "money_mandates_are_confirmed_by_a_second_person",
        "a mandate that touches money was confirmed by neither its holder nor its granter",
        """SELECT 'mandate ' || key FROM mandate WHERE confirmed_by_id IN (person_id, granted_by_id)
        ORDER BY id""",
    ),
)
