"""Invariants of funds, purses and limits: what was given, and what may be held at most."""

from pitchdeck.base.triggers.ledger import MOVEMENTS
from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_KNOWN = "known (verb, from_kind, to_kind) AS (VALUES {})".format(
    ", ".join(f"('{verb}', '{source}', '{target}')" for verb, source, target in MOVEMENTS)
)
_MATCHES = "verb = {0}.verb AND {1}.from_kind = {0}.from_kind AND {1}.to_kind = {0}.to_kind"

_DECIDED = """decided (change_key, fund_id, amount) AS (SELECT change.key, change.to_fund_id, change.amount
    FROM fund_change AS change LEFT JOIN fund_change_answer ON fund_change_answer.change_id = change.id
    WHERE change.to_fund_id IS NOT NULL AND (change.needs_second = 0 OR verdict = 'confirmed')
    UNION ALL SELECT change.key, change.from_fund_id, -change.amount
    FROM fund_change AS change LEFT JOIN fund_change_answer ON fund_change_answer.change_id = change.id
    WHERE change.from_fund_id IS NOT NULL AND (change.needs_second = 0 OR verdict = 'confirmed'))"""
_MOVED = """moved (change_key, fund_id, amount) AS (SELECT transfer.document, account.fund_id,
    SUM(CASE WHEN transfer.verb = 'open' THEN transfer.amount ELSE -transfer.amount END) FROM transfer
    JOIN account ON account.id =
    CASE WHEN transfer.verb = 'open' THEN transfer.to_id ELSE transfer.from_id END
    WHERE transfer.document <> '' AND (transfer.verb = 'open'
    OR (transfer.verb = 'give_back' AND transfer.to_kind = 'authority'))
    GROUP BY transfer.document, account.fund_id)"""

FUNDS = (
    Invariant(
        "a_fund_holds_what_was_confirmed",
        "a confirmed fund was opened once with its amount, an unconfirmed one not at all",
        """SELECT 'fund ' || fund.key || ': ' || fund.amount
        || CASE WHEN fund.confirmed_at IS NULL THEN ' unconfirmed' ELSE ' confirmed' END
        || ', opened ' || COUNT(transfer.id) || ' times with ' || COALESCE(SUM(transfer.amount), 0) FROM fund
        LEFT JOIN account ON account.fund_id = fund.id AND account.kind = 'fund'
        LEFT JOIN transfer ON transfer.to_id = account.id AND transfer.verb = 'open'
        AND transfer.document = ''
        GROUP BY fund.id, fund.key, fund.amount, fund.confirmed_at
        HAVING COUNT(transfer.id) <> CASE WHEN fund.confirmed_at IS NULL THEN 0 ELSE 1 END
        OR COALESCE(SUM(transfer.amount), fund.amount) <> fund.amount ORDER BY fund.id""",
    ),
    Invariant(
        "a_budget_changes_by_decisions",
        "each decided change of a fund moved its amount, and nothing else changed a budget",
        f"""WITH {_DECIDED}, {_MOVED}
        SELECT 'change ' || fund_change.key || ' of fund ' || fund.key || ': decided '
        || COALESCE(decided.amount, 0) || ', moved ' || COALESCE(moved.amount, 0)
        FROM (SELECT change_key, fund_id FROM decided UNION SELECT change_key, fund_id FROM moved) AS sides
        JOIN fund_change ON fund_change.key = sides.change_key JOIN fund ON fund.id = sides.fund_id
        LEFT JOIN decided ON decided.change_key = sides.change_key AND decided.fund_id = sides.fund_id
        LEFT JOIN moved ON moved.change_key = sides.change_key AND moved.fund_id = sides.fund_id
        WHERE COALESCE(decided.amount, 0) <> COALESCE(moved.amount, 0)
        UNION ALL SELECT 'transfer ' || transfer.id || ': no decision ' || transfer.document FROM transfer
        LEFT JOIN fund_change ON fund_change.key = transfer.document
        WHERE fund_change.id IS NULL AND ((transfer.verb = 'open' AND transfer.document <> '')
        OR (transfer.verb = 'give_back' AND transfer.to_kind = 'authority'))""",
    ),
    Invariant(
        "a_granted_request_was_given",
        "what the owner of a fund granted was given to who asked, once, of that fund for that round",
        """SELECT 'request ' || purse_request.key || ': granted ' || purse_answer.amount || ', given '
        || COALESCE(SUM(transfer.amount), 0) FROM purse_answer
        JOIN purse_request ON purse_request.id = purse_answer.request_id
        LEFT JOIN purse ON purse.fund_id = purse_request.fund_id AND purse.round_id = purse_request.round_id
        AND purse.investor_id = purse_request.by_id LEFT JOIN account ON account.purse_id = purse.id
        LEFT JOIN transfer ON transfer.to_id = account.id AND transfer.verb = 'allot'
        AND transfer.document = purse_request.key
        GROUP BY purse_answer.id, purse_request.key, purse_answer.amount
        HAVING purse_answer.amount <> COALESCE(SUM(transfer.amount), 0)""",
    ),
    Invariant(
        "purses_of_closed_rounds_are_settled",
        "a closed round leaves no money in its purses and no commitment open",
        """SELECT 'purse ' || purse.key || ': ' || account.balance || ' left' FROM purse
        JOIN round ON round.id = purse.round_id JOIN account ON account.purse_id = purse.id
        WHERE round.state = 'closed' AND account.balance <> 0
        UNION ALL SELECT 'commitment ' || commitment.key || ': still open' FROM commitment
        JOIN purse ON purse.id = commitment.purse_id JOIN round ON round.id = purse.round_id
        LEFT JOIN resolution ON resolution.commitment_id = commitment.id
        WHERE round.state = 'closed' AND resolution.id IS NULL""",
    ),
    Invariant(
        "a_ceiling_is_explained",
        "an account's ceiling is its newest ceiling row less what was committed since",
        """SELECT 'account ' || account.id || ' (' || account.kind || '): ceiling ' || account.ceiling
        || ', rows say ' || (COALESCE(newest.amount, 0) - COALESCE(SUM(transfer.amount), 0)) FROM account
        LEFT JOIN (SELECT account_id, MAX(id) AS id FROM ceiling GROUP BY account_id) AS latest
        ON latest.account_id = account.id LEFT JOIN ceiling AS newest ON newest.id = latest.id
        LEFT JOIN transfer ON transfer.from_id = account.id AND transfer.verb = 'commit'
        AND transfer.at >= newest.at WHERE account.kind IN ('reserved', 'promised')
        GROUP BY account.id, account.kind, account.ceiling, newest.amount
        HAVING newest.amount IS NULL
        OR account.ceiling <> newest.amount - COALESCE(SUM(transfer.amount), 0)
        ORDER BY account.id""",
    ),
    Invariant(
        "movements_are_the_known_ones",
        "the table of movements is the one of this version, and each transfer names its accounts' kinds",
        f"""WITH {_KNOWN}
        SELECT 'movement ' || movement.verb || ' from ' || movement.from_kind || ' to ' || movement.to_kind
        FROM movement LEFT JOIN known ON known.{_MATCHES.format("movement", "known")} WHERE known.verb IS NULL
        UNION ALL SELECT 'missing movement ' || known.verb || ' from ' || known.from_kind || ' to '
        || known.to_kind FROM known
        LEFT JOIN movement ON movement.{_MATCHES.format("known", "movement")} WHERE movement.verb IS NULL
        UNION ALL SELECT 'transfer ' || transfer.id || ': ' || transfer.verb || ' from ' || transfer.from_kind
        || ' to ' || transfer.to_kind || ', its accounts are ' || source.kind || ' and ' || target.kind
        FROM transfer JOIN account AS source ON source.id = transfer.from_id
        JOIN account AS target ON target.id = transfer.to_id
        WHERE (transfer.verb, transfer.from_kind, transfer.to_kind) NOT IN (SELECT * FROM known)
        OR source.kind <> transfer.from_kind OR target.kind <> transfer.to_kind""",
    ),
)
