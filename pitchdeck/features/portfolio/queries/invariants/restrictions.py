"""Invariants of what funds are for."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_STANDS = """SELECT commitment.id, commitment.key, commitment.pitch_id, commitment.revision_id,
    commitment.fiscal_year, commitment.supplement_id, purse.fund_id,
    COALESCE(resolution.committed, commitment.amount) AS amount
    FROM commitment JOIN purse ON purse.id = commitment.purse_id
    LEFT JOIN resolution ON resolution.commitment_id = commitment.id"""
_OF_THEM = "(SELECT category FROM fund_category WHERE fund_category.fund_id = {0}.fund_id)"

_CAPEX = """EXISTS (SELECT 1 FROM capex_mark WHERE capex_mark.pitch_id = stands.pitch_id
    AND capex_mark.line = ask_line.line AND capex_mark.nature = 'capex'
    AND NOT EXISTS (SELECT 1 FROM capex_mark AS later WHERE later.pitch_id = capex_mark.pitch_id
        AND later.line = capex_mark.line AND later.id > capex_mark.id))"""


def _adding_up(name: str, table: str, part: str, parts: str) -> Invariant:
    return Invariant(
        name,
        f"what a revision asks by {part} is in each year what its highest tier asks",
        f"""SELECT 'revision ' || revision.number || ' of pitch ' || COALESCE(pitch.ref, pitch.key) || ', '
        || parts.fiscal_year || ': {parts} ask ' || parts.amount || ', the tier '
        || COALESCE(tier.amount, 0)
        FROM (SELECT revision_id, fiscal_year, SUM(amount) AS amount FROM {table}
            GROUP BY revision_id, fiscal_year) AS parts
        JOIN revision ON revision.id = parts.revision_id JOIN pitch ON pitch.id = revision.pitch_id
        LEFT JOIN ask AS tier ON tier.revision_id = parts.revision_id
        AND tier.fiscal_year = parts.fiscal_year AND tier.tier = CASE WHEN EXISTS (SELECT 1 FROM ask AS above
            WHERE above.revision_id = parts.revision_id AND above.tier = 'stretch')
            THEN 'stretch' ELSE 'requested' END
        WHERE parts.amount <> COALESCE(tier.amount, 0)""",
    )


RESTRICTIONS = (
    Invariant(
        "a_fund_pays_for_its_goals",
        "money of a fund that is for some goals stands behind no pitch for another",
        f"""SELECT 'commitment ' || stands.key || ' of fund ' || fund.key FROM ({_STANDS}) AS stands
        JOIN fund ON fund.id = stands.fund_id JOIN revision ON revision.id = stands.revision_id
        WHERE stands.amount > 0
        AND EXISTS (SELECT 1 FROM fund_goal WHERE fund_goal.fund_id = fund.id)
        AND NOT EXISTS (SELECT 1 FROM fund_goal WHERE fund_goal.fund_id = fund.id
            AND fund_goal.goal_id = revision.goal_id)""",
    ),
    Invariant(
        "a_fund_pays_for_its_categories",
        "money of funds for a category of cost is never more than a pitch asks for it",
        f"""SELECT 'fund ' || fund.key || ', pitch ' || COALESCE(pitch.ref, pitch.key) || ', '
        || paid.fiscal_year || ': ' || paid.amount || ' stand behind what asks ' || paid.asked FROM (
            SELECT stands.fund_id, stands.pitch_id, stands.fiscal_year, SUM(stands.amount) AS amount,
            (SELECT COALESCE(SUM(ask_category.amount), 0) FROM ask_category
                WHERE ask_category.revision_id = MAX(stands.revision_id)
                AND ask_category.fiscal_year = stands.fiscal_year
                AND ask_category.category IN {_OF_THEM.format("stands")}) AS asked
            FROM ({_STANDS}) AS stands
            WHERE stands.supplement_id IS NULL
            AND EXISTS (SELECT 1 FROM fund_category WHERE fund_category.fund_id = stands.fund_id)
            GROUP BY stands.fund_id, stands.pitch_id, stands.fiscal_year) AS paid
        JOIN fund ON fund.id = paid.fund_id JOIN pitch ON pitch.id = paid.pitch_id
        WHERE paid.amount > paid.asked""",
    ),
    Invariant(
        "capital_budget_names_its_categories",
        "a confirmed capex fund names the categories of cost that it is for",
        """SELECT 'fund ' || key FROM fund WHERE nature = 'capex' AND confirmed_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM fund_category WHERE fund_category.fund_id = fund.id)""",
    ),
    _adding_up("categories_add_up_to_the_ask", "ask_category", "category", "categories"),
    Invariant(
        "capital_budget_pays_for_capex",
        "capital budget stands behind no more than what is marked as capex, operating budget than the rest",
        f"""SELECT 'pitch ' || COALESCE(pitch.ref, pitch.key) || ', ' || paid.fiscal_year || ': '
        || paid.amount || ' of ' || paid.nature || ' stand behind ' || CASE paid.nature WHEN 'capex'
        THEN paid.capex ELSE paid.asked - paid.capex END FROM (
            SELECT sums.pitch_id, sums.fiscal_year, sums.nature, sums.amount,
            COALESCE(SUM(ask_line.amount), 0) AS asked,
            COALESCE(SUM(CASE WHEN {_CAPEX.replace("stands.", "sums.")} THEN ask_line.amount END), 0) AS capex
            FROM (SELECT stands.pitch_id, stands.fiscal_year, fund.nature, SUM(stands.amount) AS amount,
                MAX(stands.revision_id) AS revision_id
                FROM ({_STANDS}) AS stands JOIN fund ON fund.id = stands.fund_id
                WHERE stands.supplement_id IS NULL
                GROUP BY stands.pitch_id, stands.fiscal_year, fund.nature) AS sums
            JOIN ask_line ON ask_line.revision_id = sums.revision_id
                AND ask_line.fiscal_year = sums.fiscal_year
            GROUP BY sums.pitch_id, sums.fiscal_year, sums.nature, sums.amount) AS paid
        JOIN pitch ON pitch.id = paid.pitch_id
        WHERE (paid.nature = 'capex' AND paid.amount > paid.capex)
        OR (paid.nature = 'opex' AND paid.capex > 0 AND paid.amount > paid.asked - paid.capex)""",
    ),
    _adding_up("lines_add_up_to_the_ask", "ask_line", "line of cost", "lines"),
)
