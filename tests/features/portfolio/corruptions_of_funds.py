"""Ways to break what funds are for, past the triggers."""

from tests.features.portfolio.corruptions import OPEN, Corruption

LIMITED = "(SELECT MIN(fund_id) FROM fund_category)"
_PAID = (
    f"(SELECT MIN(commitment.id) FROM commitment JOIN purse ON purse.id = purse_id WHERE fund_id = {LIMITED})"
)

FUNDS = [
    Corruption(
        "a fund turned to another goal after its money was committed",
        "a_fund_pays_for_its_goals",
        f"""INSERT INTO fund_goal (fund_id, goal_id) SELECT fund_id, (SELECT MIN(goal.id) FROM goal
        WHERE goal.id <> revision.goal_id) FROM commitment JOIN purse ON purse.id = purse_id
        JOIN revision ON revision.id = revision_id WHERE commitment.id = {OPEN}""",
        f"SELECT 'commitment ' || key || ' of fund ' FROM commitment WHERE id = {OPEN}",
    ),
    Corruption(
        "money for a category that nobody asks it for",
        "a_fund_pays_for_its_categories",
        f"""DELETE FROM ask_category WHERE category IN (SELECT category FROM fund_category)
        AND revision_id = (SELECT revision_id FROM commitment WHERE id = {_PAID})""",
        f"SELECT 'fund ' || key || ', pitch ' FROM fund WHERE id = {LIMITED}",
    ),
    Corruption(
        "capital budget for everything",
        "capital_budget_names_its_categories",
        "DELETE FROM fund_category WHERE fund_id = (SELECT id FROM fund WHERE nature = 'capex')",
        "SELECT 'fund ' || key FROM fund WHERE nature = 'capex'",
    ),
    Corruption(
        "a category that asks a cent more",
        "categories_add_up_to_the_ask",
        "UPDATE ask_category SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM ask_category)",
        """SELECT 'revision ' || number || ' of pitch ' || ref FROM revision JOIN pitch ON pitch.id = pitch_id
        WHERE revision.id = (SELECT revision_id FROM ask_category ORDER BY id LIMIT 1)""",
    ),
    Corruption(
        "capital budget behind a line that is opex again",
        "capital_budget_pays_for_capex",
        """INSERT INTO capex_mark (pitch_id, revision_id, line, label, nature, reason, by_id, at)
        SELECT pitch_id, revision_id, line, label, 'opex', 'why', by_id, at FROM capex_mark""",
        """SELECT 'pitch ' || ref || ', ' FROM pitch WHERE id = (SELECT MIN(pitch_id) FROM capex_mark)""",
    ),
    Corruption(
        "a line that asks a cent more",
        "lines_add_up_to_the_ask",
        "UPDATE ask_line SET amount = amount + 1 WHERE id = (SELECT MIN(id) FROM ask_line)",
        """SELECT 'revision ' || number || ' of pitch ' || ref FROM revision JOIN pitch ON pitch.id = pitch_id
        WHERE revision.id = (SELECT revision_id FROM ask_line ORDER BY id LIMIT 1)""",
    ),
    Corruption(
        "a cut that moved nothing",
        "a_budget_changes_by_decisions",
        """INSERT INTO fund_change (key, from_fund_id, amount, reason, needs_second, by_id, at)
        SELECT 'nothing', id, 100, 'why', 0, opened_by_id, opened_at FROM fund
        WHERE confirmed_at IS NOT NULL ORDER BY id LIMIT 1""",
        """SELECT 'change nothing of fund ' || key FROM fund
        WHERE confirmed_at IS NOT NULL ORDER BY id LIMIT 1""",
    ),
    Corruption(
        "a raise that nobody decided",
        "a_budget_changes_by_decisions",
        """UPDATE transfer SET document = 'out of the blue'
        WHERE id = (SELECT MIN(id) FROM transfer WHERE verb = 'open')""",
        "SELECT 'transfer ' || MIN(id) || ': no decision ' FROM transfer WHERE verb = 'open'",
    ),
    Corruption(
        "a request that was granted and not given",
        "a_granted_request_was_given",
        """INSERT INTO purse_answer (request_id, verdict, amount, reason, by_id, at)
        SELECT purse_request.id, 'granted', 100, '', owner_id, at FROM purse_request
        JOIN fund ON fund.id = fund_id ORDER BY purse_request.id LIMIT 1""",
        "SELECT 'request ' || key || ': granted ' FROM purse_request ORDER BY id LIMIT 1",
    ),
]
