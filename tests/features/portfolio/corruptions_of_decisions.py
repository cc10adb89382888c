"""Ways to break funds, purses, scorecards, letters, mandates and derived figures of a told database."""

from tests.features.portfolio.corruptions import FUNDED, OPEN, Corruption, pitch_row

_CARD = "(SELECT MIN(id) FROM scorecard)"
_CARD_ROW = f"SELECT 'scorecard ' || {_CARD} || ' of pitch '"
_LETTER = "(SELECT MIN(id) FROM letter)"
_LIMITED = "(SELECT MIN(id) FROM account WHERE kind = 'reserved')"
_CLOSED_PURSE = (
    "(SELECT MIN(purse.id) FROM purse JOIN round ON round.id = round_id WHERE round.state = 'closed')"
)
_COMPUTED = "(SELECT MIN(id) FROM reading WHERE unit_minor IS NOT NULL)"
_READING = f"SELECT 'reading ' || key || ': benefit ' FROM reading WHERE id = {_COMPUTED}"
_TOTALS = "a_pitch_shows_its_revision"
_APPROVAL = "an_approval_is_what_was_committed"

DECIDED = [
    Corruption(
        "an extension that the round does not know",
        "a_deadline_moves_by_its_extension",
        "INSERT INTO extension (round_id, was_at, until_at, reason, by_id, at) SELECT id, scoring_closes_at,"
        " funding_closes_at, 'More time', chair_id, pitches_close_at FROM round WHERE id ="
        " (SELECT MIN(id) FROM round WHERE state = 'funding');"
        "UPDATE round SET funding_closes_at = scoring_closes_at WHERE id = (SELECT round_id FROM extension)",
        "SELECT 'round ' || key || ': extension ' FROM round WHERE state = 'funding' ORDER BY id LIMIT 1",
    ),
    Corruption(
        "a large release by who had asked for it",
        "a_release_that_was_asked_for_has_two_persons",
        'UPDATE release_request SET by_id = (SELECT by_id FROM "release" WHERE "release".tranche_id ='
        " release_request.tranche_id)",
        "SELECT 'release ' || MIN(r.id) || ' by person ' FROM \"release\" r JOIN release_request q"
        " ON q.tranche_id = r.tranche_id",
    ),
    Corruption(
        "a fund that grew after it was opened",
        "a_fund_holds_what_was_confirmed",
        "UPDATE fund SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM fund)",
        "SELECT 'fund ' || key || ': ' || (amount + 1) || ' confirmed' FROM fund ORDER BY id LIMIT 1",
    ),
    Corruption(
        "a fund that was opened unconfirmed",
        "a_fund_holds_what_was_confirmed",
        "UPDATE fund SET confirmed_at = NULL WHERE id = (SELECT MIN(id) FROM fund)",
        "SELECT 'fund ' || key || ': ' || amount || ' unconfirmed' FROM fund ORDER BY id LIMIT 1",
    ),
    Corruption(
        "money left in a purse of a closed round",
        "purses_of_closed_rounds_are_settled",
        f"UPDATE account SET balance = 5 WHERE purse_id = {_CLOSED_PURSE}",
        f"SELECT 'purse ' || key || ': 5 left' FROM purse WHERE id = {_CLOSED_PURSE}",
    ),
    Corruption(
        "a commitment left open by a closed round",
        "purses_of_closed_rounds_are_settled",
        f"DELETE FROM resolution WHERE commitment_id IN"
        f" (SELECT id FROM commitment WHERE purse_id = {_CLOSED_PURSE})",
        f"SELECT 'commitment ' || key || ': still open' FROM commitment WHERE purse_id = {_CLOSED_PURSE}",
    ),
    Corruption(
        "a ceiling above the ask",
        "a_ceiling_is_explained",
        f"UPDATE account SET ceiling = ceiling + 1 WHERE id = {_LIMITED}",
        f"SELECT 'account ' || {_LIMITED} || ' (reserved): ceiling '",
    ),
    Corruption(
        "a ceiling row was deleted",
        "a_ceiling_is_explained",
        f"DELETE FROM ceiling WHERE account_id = {_LIMITED}",
        f"SELECT 'account ' || {_LIMITED} || ' (reserved): ceiling '",
    ),
    Corruption(
        "a movement was invented",
        "movements_are_the_known_ones",
        "INSERT INTO movement (verb, from_kind, to_kind) VALUES ('carry', 'fund', 'spent')",
        "SELECT 'movement carry from fund to spent'",
    ),
    Corruption(
        "a movement was removed",
        "movements_are_the_known_ones",
        "DELETE FROM movement WHERE verb = 'accrue'",
        "SELECT 'missing movement accrue from contracted to spent'",
    ),
    Corruption(
        "a transfer names another kind of account",
        "movements_are_the_known_ones",
        "UPDATE transfer SET to_kind = 'committed'"
        " WHERE id = (SELECT MIN(id) FROM transfer WHERE verb = 'reserve')",
        "SELECT 'transfer ' || MIN(id) || ': reserve from purse to committed' FROM transfer"
        " WHERE verb = 'reserve'",
    ),
    Corruption(
        "an investment on another revision",
        "an_investment_is_what_was_approved",
        "UPDATE investment SET revision_id = (SELECT MAX(id) FROM revision)"
        " WHERE id = (SELECT MIN(id) FROM investment)",
        "SELECT 'investment ' || key || ': revision ' FROM investment ORDER BY id LIMIT 1",
    ),
    Corruption(
        "an investment that nobody approved",
        "an_investment_is_what_was_approved",
        f"UPDATE review SET verdict = 'on_hold' WHERE pitch_id = {FUNDED}",
        f"SELECT 'investment ' || key FROM investment WHERE pitch_id = {FUNDED}",
    ),
    Corruption(
        "a scorecard without a seat",
        "only_the_panel_scored",
        "DELETE FROM panel_seat WHERE round_id = (SELECT round_id FROM scorecard ORDER BY id LIMIT 1)",
        _CARD_ROW,
    ),
    Corruption(
        "a scorecard by someone recused",
        "only_the_panel_scored",
        f"""INSERT INTO recusal (pitch_id, person_id, kind, reason, at)
        SELECT pitch_id, investor_id, 'sponsor', 'kin', (SELECT created_at FROM organisation)
        FROM scorecard WHERE id = {_CARD}""",
        _CARD_ROW,
    ),
    Corruption(
        "a sponsor who scored under the strict rule",
        "only_the_panel_scored",
        """UPDATE round SET conflict_rule = 'strict' WHERE id IN (SELECT round_id FROM scorecard);
        UPDATE revision SET sponsor_id = (SELECT investor_id FROM scorecard ORDER BY id LIMIT 1)
        WHERE id = (SELECT revision_id FROM scorecard ORDER BY id LIMIT 1)""",
        _CARD_ROW,
    ),
    Corruption(
        "a letter was deleted",
        "one_letter_per_published_outcome",
        f"DELETE FROM letter WHERE id = {_LETTER}",
        pitch_row("(SELECT pitch_id FROM letter ORDER BY id LIMIT 1)", "'pitch ' || ref || ': '"),
    ),
    Corruption(
        "a letter of another outcome",
        "one_letter_per_published_outcome",
        f"UPDATE letter SET outcome = 'expired' WHERE id = {_LETTER}",
        pitch_row(
            "(SELECT pitch_id FROM letter ORDER BY id LIMIT 1)", "'pitch ' || ref || ': letter expired'"
        ),
    ),
    Corruption(
        "a letter before publication",
        "one_letter_per_published_outcome",
        "UPDATE round SET state = 'decided' WHERE state = 'closed'",
        pitch_row("(SELECT pitch_id FROM letter ORDER BY id LIMIT 1)", "'pitch ' || ref || ': letter '"),
    ),
    Corruption(
        "an unconfirmed mandate that committed",
        "money_was_handled_by_confirmed_mandates",
        f"""UPDATE mandate SET confirmed_at = NULL, confirmed_by_id = NULL WHERE role = 'investor'
        AND person_id = (SELECT by_id FROM commitment WHERE id = {OPEN})""",
        f"SELECT 'commitment ' || key || ' by person ' || by_id FROM commitment WHERE id = {OPEN}",
    ),
    Corruption(
        "mandates of finance that were confirmed too late",
        "money_was_handled_by_confirmed_mandates",
        "UPDATE mandate SET confirmed_at = (SELECT MAX(at) FROM history)"
        " WHERE role IN ('finance', 'fund_owner')",
        "SELECT 'actual ' || key || ' by person ' || confirmed_by_id FROM actual"
        " WHERE confirmed_by_id IS NOT NULL ORDER BY key LIMIT 1",
    ),
    Corruption(
        "a pitch that shows a better ROI",
        _TOTALS,
        f"UPDATE pitch SET roi_pct = roi_pct + 1 WHERE id = {FUNDED}",
        pitch_row(FUNDED, "'pitch ' || ref || ': shows roi_net_pct '"),
    ),
    Corruption(
        "a pitch that hides its payback",
        _TOTALS,
        f"UPDATE pitch SET payback_months = NULL WHERE id = {FUNDED}",
        pitch_row(FUNDED, "'pitch ' || ref || ': shows payback_months None'"),
    ),
    Corruption(
        "a pitch that shows less time",
        _TOTALS,
        f"UPDATE pitch SET time_minor = time_minor - 2 WHERE id = {FUNDED}",
        pitch_row(FUNDED, "'pitch ' || ref || ': shows people''s time '"),
    ),
    Corruption(
        "a benefit was rounded up",
        "a_benefit_multiplies_out",
        f"UPDATE reading SET benefit_minor = benefit_minor + 1 WHERE id = {_COMPUTED}",
        _READING,
    ),
    Corruption(
        "a reading of another value",
        "a_benefit_multiplies_out",
        f"UPDATE reading SET value = value * 1.1 WHERE id = {_COMPUTED}",
        _READING,
    ),
    Corruption(
        "an approval of another amount",
        _APPROVAL,
        f"UPDATE review SET amounts = '{{}}' WHERE pitch_id = {FUNDED}",
        pitch_row(FUNDED, "'pitch ' || ref || ', '"),
    ),
    Corruption(
        "a tranche too many",
        _APPROVAL,
        f"""INSERT INTO tranche (key, pitch_id, number, fiscal_year, amount, condition)
        SELECT 'another', pitch_id, 9, fiscal_year, 1, 'none' FROM tranche
        WHERE pitch_id = {FUNDED} LIMIT 1""",
        pitch_row(FUNDED, "'pitch ' || ref || ', '"),
    ),
    Corruption(
        "a scorecard in the place of somebody who named nobody",
        "who_acts_for_another_was_named_their_deputy",
        f"UPDATE scorecard SET deputy_id = (SELECT MIN(id) FROM person WHERE id <> investor_id)"
        f" WHERE id = {_CARD}",
        f"SELECT 'scorecard ' || {_CARD} || ' by person '",
    ),
]
