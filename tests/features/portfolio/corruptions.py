"""Ways to break a told database past its triggers, at least one per invariant."""

from typing import NamedTuple

ADMIN = "(SELECT id FROM person WHERE email LIKE 'admin@%')"
FUNDED = "(SELECT MIN(id) FROM pitch WHERE state = 'funded')"
OPEN = """(SELECT MIN(commitment.id) FROM commitment LEFT JOIN resolution
ON resolution.commitment_id = commitment.id WHERE resolution.id IS NULL)"""
INVESTMENT_OF_ACTUAL = (
    "SELECT 'investment ' || key FROM investment WHERE id = (SELECT investment_id FROM actual"
)
STRETCHED = """(SELECT pitch_id FROM revision
WHERE id = (SELECT MIN(revision_id) FROM ask WHERE tier = 'stretch'))"""
WITH_CO_AUTHOR = "(SELECT id FROM review WHERE pitch_id = (SELECT MIN(pitch_id) FROM co_author))"


class Corruption(NamedTuple):
    """What is done to the file, the invariant that must see it, and the query that gives the row's name."""

    name: str
    invariant: str
    breaks: str
    row: str


def _account(kind: str) -> str:
    return f"(SELECT MIN(id) FROM account WHERE kind = '{kind}' AND balance > 0)"


def _named(kind: str) -> str:
    return f"SELECT 'account ' || {_account(kind)} || ' ({kind}): '"


def _author(table: str) -> str:
    return f"(SELECT presenter_id FROM pitch WHERE pitch.id = {table}.pitch_id)"


def pitch_row(id_of: str, words: str = "'pitch ' || ref") -> str:
    return f"SELECT {words} FROM pitch WHERE id = {id_of}"


def _commitment(id_of: str) -> str:
    return f"SELECT 'commitment ' || key FROM commitment WHERE id = {id_of}"


CORRUPTIONS = [
    Corruption(
        "a balance grew by a cent",
        "balance_is_the_sum_of_transfers",
        f"UPDATE account SET balance = balance + 1 WHERE id = {_account('purse')}",
        _named("purse"),
    ),
    Corruption(
        "a transfer was deleted",
        "balance_is_the_sum_of_transfers",
        "DELETE FROM transfer WHERE id = (SELECT MIN(id) FROM transfer WHERE verb = 'spend')",
        "SELECT 'account ' || to_id || ' (spent): ' FROM transfer WHERE verb = 'spend' ORDER BY id",
    ),
    Corruption(
        "a ceiling sank below what is reserved",
        "balance_within_limits",
        f"UPDATE account SET ceiling = balance - 1 WHERE id = {_account('reserved')}",
        _named("reserved"),
    ),
    Corruption(
        "a purse is overdrawn",
        "balance_within_limits",
        f"UPDATE account SET balance = -1 WHERE id = {_account('purse')}",
        _named("purse"),
    ),
    Corruption(
        "money appeared",
        "money_adds_up_to_zero",
        f"UPDATE account SET balance = balance + 7 WHERE id = {_account('fund')}",
        "SELECT 'currency EUR: balances add up to 7'",
    ),
    Corruption(
        "a movement that no rule knows",
        "transfer_moves_as_allowed",
        "UPDATE transfer SET verb = 'lapse' WHERE id = (SELECT MIN(id) FROM transfer WHERE verb = 'reserve')",
        "SELECT 'transfer ' || MIN(id) || ': lapse ' FROM transfer WHERE verb = 'reserve'",
    ),
    Corruption(
        "a transfer in another currency",
        "transfer_moves_as_allowed",
        "UPDATE transfer SET currency = 'USD' WHERE id = (SELECT MAX(id) FROM transfer)",
        "SELECT 'transfer ' || MAX(id) || ': ' FROM transfer",
    ),
    Corruption(
        "a commitment above its reservation",
        "reservation_matches_its_commitment",
        f"UPDATE commitment SET amount = amount + 1 WHERE id = {OPEN}",
        _commitment(OPEN),
    ),
    Corruption(
        "a commitment turned to another pitch",
        "reservation_matches_its_commitment",
        f"UPDATE commitment SET pitch_id = {FUNDED} WHERE id = {OPEN}",
        _commitment(OPEN),
    ),
    Corruption(
        "a resolution settles too much",
        "resolution_settles_its_commitment",
        "UPDATE resolution SET committed = committed + 1 WHERE id = (SELECT MIN(id) FROM resolution)",
        _commitment("(SELECT commitment_id FROM resolution ORDER BY id LIMIT 1)"),
    ),
    Corruption(
        "a resolution was deleted",
        "resolution_matches_its_transfers",
        "DELETE FROM resolution WHERE id = (SELECT MIN(id) FROM resolution)",
        _commitment("(SELECT commitment_id FROM resolution ORDER BY id LIMIT 1)"),
    ),
    Corruption(
        "an open commitment was deleted",
        "reserved_is_the_open_commitments",
        f"DELETE FROM commitment WHERE id = {OPEN}",
        pitch_row(f"(SELECT pitch_id FROM commitment WHERE id = {OPEN})"),
    ),
    Corruption(
        "a release was deleted",
        "released_is_the_tranches",
        'DELETE FROM "release" WHERE id = (SELECT MIN(id) FROM "release")',
        pitch_row(
            '(SELECT pitch_id FROM tranche JOIN "release" ON tranche_id = tranche.id'
            ' ORDER BY "release".id LIMIT 1)'
        ),
    ),
    Corruption(
        "a tranche grew after its release",
        "released_is_the_tranches",
        'UPDATE tranche SET amount = amount + 1 WHERE id = (SELECT MAX(tranche_id) FROM "release")',
        pitch_row('(SELECT pitch_id FROM tranche WHERE id = (SELECT MAX(tranche_id) FROM "release"))'),
    ),
    Corruption(
        "a confirmed actual grew",
        "actuals_are_spent_or_overrun",
        "UPDATE actual SET amount = amount + 1"
        " WHERE id = (SELECT MIN(id) FROM actual WHERE confirmed_at IS NOT NULL)",
        f"{INVESTMENT_OF_ACTUAL} WHERE confirmed_at IS NOT NULL ORDER BY id LIMIT 1)",
    ),
    Corruption(
        "an actual was confirmed without a transfer",
        "actuals_are_spent_or_overrun",
        "UPDATE actual SET confirmed_at = reported_at WHERE confirmed_at IS NULL",
        f"{INVESTMENT_OF_ACTUAL} WHERE confirmed_at IS NULL)",
    ),
    Corruption(
        "a review by the presenter",
        "nobody_reviews_what_one_is_tied_to",
        f"UPDATE review SET by_id = {_author('review')} WHERE id = (SELECT MIN(id) FROM review)",
        "SELECT 'review ' || MIN(id) || ' of pitch ' FROM review",
    ),
    Corruption(
        "a review by a co-author",
        "nobody_reviews_what_one_is_tied_to",
        "UPDATE review SET by_id = (SELECT person_id FROM co_author ORDER BY pitch_id LIMIT 1)"
        f" WHERE id = {WITH_CO_AUTHOR}",
        f"SELECT 'review ' || {WITH_CO_AUTHOR} || ' of pitch '",
    ),
    Corruption(
        "a release by an investor",
        "nobody_releases_what_one_is_tied_to",
        'UPDATE "release" SET by_id = (SELECT investor_id FROM purse JOIN commitment ON purse_id = purse.id'
        ' JOIN tranche USING (pitch_id) WHERE tranche.id = "release".tranche_id)'
        ' WHERE id = (SELECT MIN(id) FROM "release")',
        "SELECT 'release ' || MIN(id) || ' of pitch ' FROM \"release\"",
    ),
    Corruption(
        "a scorecard by the presenter",
        "nobody_judges_or_funds_ones_own",
        f"UPDATE scorecard SET investor_id = {_author('scorecard')}"
        " WHERE id = (SELECT MIN(id) FROM scorecard)",
        "SELECT 'scorecard ' || MIN(id) || ' of pitch ' FROM scorecard",
    ),
    Corruption(
        "an attestation by somebody else",
        "a_reading_is_attested_by_its_sponsor",
        f"UPDATE attestation SET by_id = {ADMIN} WHERE id = (SELECT MIN(id) FROM attestation)",
        "SELECT 'reading ' || key || ': attested by person ' || (SELECT id FROM person"
        " WHERE email LIKE 'admin@%') FROM reading WHERE id ="
        " (SELECT reading_id FROM attestation ORDER BY id LIMIT 1)",
    ),
    Corruption(
        "an answer by somebody else",
        "a_claim_is_answered_by_its_sponsor",
        f"UPDATE claim_answer SET by_id = {ADMIN} WHERE id = (SELECT MIN(id) FROM claim_answer)",
        "SELECT 'claim ' || key || ': ' FROM claim"
        " WHERE id = (SELECT claim_id FROM claim_answer ORDER BY id LIMIT 1)",
    ),
    Corruption(
        "a recusal with money still committed",
        "recused_people_are_out",
        f"""INSERT INTO recusal (pitch_id, person_id, kind, reason, at)
        SELECT commitment.pitch_id, investor_id, 'personal', 'kin', commitment.at FROM commitment
        JOIN purse ON purse.id = purse_id WHERE commitment.id = {OPEN}""",
        _commitment(OPEN),
    ),
    Corruption(
        "a funded pitch without its letter",
        "funded_has_its_evidence",
        f"DELETE FROM letter WHERE pitch_id = {FUNDED}",
        pitch_row(FUNDED),
    ),
    Corruption(
        "a place offered to who never waited",
        "an_offer_is_the_chairs_to_who_waited",
        f"""INSERT INTO offer (pitch_id, from_round_id, to_round_id, rank, reason, by_id, at)
        SELECT {FUNDED}, MIN(id), MAX(id), 1, '', {ADMIN}, '2026-01-02T00:00:00.000000Z' FROM round""",
        pitch_row(FUNDED, "'offer 1 to pitch ' || ref"),
    ),
    Corruption(
        "an approval of another text",
        "funded_has_its_evidence",
        f"UPDATE review SET revision_hash = 'another' WHERE pitch_id = {FUNDED}",
        pitch_row(FUNDED),
    ),
    Corruption(
        "an investment before its release",
        "an_investment_has_its_release",
        f"UPDATE pitch SET state = 'in_review' WHERE id = {FUNDED}",
        f"SELECT 'investment ' || key FROM investment WHERE pitch_id = {FUNDED}",
    ),
    Corruption(
        "a mandate confirmed by its holder",
        "money_mandates_are_confirmed_by_a_second_person",
        "UPDATE mandate SET confirmed_by_id = person_id WHERE id ="
        " (SELECT MIN(id) FROM mandate WHERE role = 'investor')",
        "SELECT 'mandate ' || key FROM mandate WHERE role = 'investor' ORDER BY id LIMIT 1",
    ),
    Corruption(
        "a number that no pitch has",
        "references_have_no_gap",
        "UPDATE counter SET last = last + 1 WHERE series = (SELECT MIN(series) FROM counter)",
        "SELECT 'series ' || MIN(series) FROM counter",
    ),
    Corruption(
        "a revision was deleted",
        "revisions_have_no_gap",
        f"DELETE FROM revision WHERE pitch_id = {FUNDED}",
        pitch_row(FUNDED, "'pitch ' || key || ': revision_no 1, revisions 0'"),
    ),
    Corruption(
        "a year of the ask grew",
        "asks_add_up",
        "UPDATE ask SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM ask WHERE tier = 'requested')",
        pitch_row(
            "(SELECT pitch_id FROM revision JOIN ask ON revision_id = revision.id WHERE tier = 'requested'"
            " ORDER BY ask.id LIMIT 1)",
            "'pitch ' || ref || ' revision 1: ask '",
        ),
    ),
    Corruption(
        "a pitch shows another ask",
        "asks_add_up",
        f"UPDATE pitch SET ask_minor = ask_minor + 1 WHERE id = {FUNDED}",
        pitch_row(FUNDED),
    ),
    Corruption(
        "scored without the sponsor's yes",
        "scoring_had_the_sponsors_yes",
        "DELETE FROM claim_answer WHERE id = (SELECT MIN(id) FROM claim_answer)",
        "SELECT 'pitch ' || ref FROM pitch JOIN claim ON pitch_key = pitch.key"
        " WHERE claim.id = (SELECT claim_id FROM claim_answer ORDER BY id LIMIT 1)",
    ),
    Corruption(
        "a state that nobody brought about",
        "the_state_is_the_last_one_in_history",
        "UPDATE pitch SET state = 'waitlisted' WHERE state = 'declined'",
        "SELECT 'pitch ' || ref || ': waitlisted, history says declined' FROM pitch WHERE state = 'declined'",
    ),
    Corruption(
        "a submission was struck from the history",
        "every_revision_is_in_the_history",
        f"""DELETE FROM history WHERE verb = 'submitted' AND subject_kind = 'pitch'
        AND subject_key = (SELECT key FROM pitch WHERE id = {FUNDED})""",
        pitch_row(FUNDED),
    ),
    Corruption(
        "a transfer by whoever did nothing then",
        "every_money_decision_is_in_the_history",
        f"UPDATE transfer SET by_id = {ADMIN} WHERE id = (SELECT MAX(id) FROM transfer)",
        f"SELECT 'transfer ' || MAX(id) || ' by person ' || {ADMIN} FROM transfer",
    ),
    Corruption(
        "weights of 99",
        "weights_add_up_to_100",
        "UPDATE criterion SET weight = weight - 1 WHERE id = (SELECT MIN(id) FROM criterion)",
        "SELECT 'round ' || round.key || ': 99' FROM round JOIN criterion ON round_id = round.id"
        " ORDER BY criterion.id LIMIT 1",
    ),
    Corruption(
        "a score is missing",
        "scorecards_are_complete",
        "DELETE FROM score WHERE id = (SELECT MIN(id) FROM score)",
        "SELECT 'scorecard ' || scorecard_id || ' of pitch ' FROM score ORDER BY id LIMIT 1",
    ),
    Corruption(
        "a revision's hash was replaced",
        "revision_reproduces",
        "UPDATE revision SET hash = 'f' || substr(hash, 2) || 'x' WHERE id = (SELECT MIN(id) FROM revision)",
        pitch_row(
            "(SELECT pitch_id FROM revision ORDER BY id LIMIT 1)", "'pitch ' || ref || ' revision 1: '"
        ),
    ),
    Corruption(
        "the figures of a tier were beautified",
        "revision_reproduces",
        r"""UPDATE revision SET content = replace(content, '\"npv\":{\"value\":\"', '\"npv\":{\"value\":\"9')
        WHERE id = (SELECT MIN(revision_id) FROM ask WHERE tier = 'stretch')""",
        pitch_row(STRETCHED, "'pitch ' || ref || ' revision 1, minimum tier: '"),
    ),
    Corruption(
        "a tier was frozen with a smaller ask",
        "revision_reproduces",
        """UPDATE revision
        SET content = replace(content, '"stretch":{"asks":{', '"stretch":{"asks":{"1999": 1,')
        WHERE id = (SELECT MIN(revision_id) FROM ask WHERE tier = 'stretch')""",
        pitch_row(STRETCHED, "'pitch ' || ref || ' revision 1: '"),
    ),
    Corruption(
        "the stretch tier asks a cent more",
        "tiers_ask_what_was_frozen",
        "UPDATE ask SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM ask WHERE tier = 'stretch')",
        pitch_row(STRETCHED, "'pitch ' || ref || ' revision 1: the stretch tier asks '"),
    ),
    Corruption(
        "a revision's figures were beautified",
        "revision_reproduces",
        """UPDATE revision SET figures = replace(figures, '"npv":{"value":"', '"npv":{"value":"9')
        WHERE id = (SELECT MAX(id) FROM revision)""",
        pitch_row(
            "(SELECT pitch_id FROM revision ORDER BY id DESC LIMIT 1)",
            "'pitch ' || ref || ' revision 1: computes otherwise in npv'",
        ),
    ),
]
