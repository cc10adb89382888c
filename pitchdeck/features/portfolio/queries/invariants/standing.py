"""Invariants of standing approvals: two people, used within every term, by nobody with a part in it."""

from pitchdeck.features.portfolio.queries.invariants.statement import Invariant

_USES = """FROM standing_use AS used JOIN standing_approval AS ahead ON ahead.id = used.approval_id
        JOIN pitch ON pitch.id = used.pitch_id
        LEFT JOIN standing_answer AS answer ON answer.approval_id = ahead.id
        LEFT JOIN standing_end AS ended ON ended.approval_id = ahead.id"""
_NAME = "'approval ' || ahead.ref || ' of pitch ' || COALESCE(pitch.ref, pitch.key)"
_PEOPLE = "(ahead.by_id, ahead.deputy_id, answer.by_id, answer.deputy_id)"
_STOOD = """answer.id IS NULL OR answer.verdict <> 'confirmed' OR answer.at > used.at OR ended.at <= used.at
        OR used.used_on < ahead.valid_from OR used.used_on > ahead.valid_to"""
_WITHIN = """used.amount > ahead.most_minor OR (SELECT SUM(each.amount) FROM standing_use AS each
        WHERE each.approval_id = ahead.id) > ahead.total_minor"""
# What a running investment asked for more has a review of its own.
_FOREIGN = """EXISTS (SELECT 1 FROM commitment JOIN purse ON purse.id = commitment.purse_id
        JOIN resolution ON resolution.commitment_id = commitment.id AND resolution.committed > 0
        WHERE commitment.pitch_id = used.pitch_id AND commitment.supplement_id IS NULL
        AND purse.fund_id <> ahead.fund_id)
        OR EXISTS (SELECT 1 FROM ask_category WHERE ask_category.revision_id = used.revision_id
        AND ask_category.category NOT IN (SELECT covered.category FROM standing_category AS covered
            WHERE covered.approval_id = ahead.id))"""
_REVIEW = """SELECT 1 FROM review WHERE review.revision_id = used.revision_id AND review.by_id = ahead.by_id
        AND review.verdict = 'approved' AND review.limit_minor = ahead.most_minor
        AND SUBSTR(review.rule, 1, LENGTH(ahead.ref) + 19) = 'standing approval ' || ahead.ref || ','"""
_PART = f"""pitch.presenter_id IN {_PEOPLE}
        OR EXISTS (SELECT 1 FROM co_author WHERE co_author.pitch_id = pitch.id
            AND co_author.person_id IN {_PEOPLE})
        OR EXISTS (SELECT 1 FROM revision WHERE revision.id = used.revision_id
            AND revision.sponsor_id IN {_PEOPLE})
        OR EXISTS (SELECT 1 FROM commitment LEFT JOIN resolution ON resolution.commitment_id = commitment.id
            WHERE commitment.pitch_id = pitch.id AND commitment.supplement_id IS NULL
            AND COALESCE(resolution.outcome, 'held') <> 'freed'
            AND (commitment.by_id IN {_PEOPLE} OR commitment.deputy_id IN {_PEOPLE}))"""


def _of_uses(says: str, breach: str) -> str:
    return f"SELECT {_NAME} || ': {says}' {_USES} WHERE {breach}"


STANDING = (
    Invariant(
        "a_standing_approval_has_two_persons",
        "who set a standing approval, or did so for another, did not confirm it",
        """SELECT 'approval ' || ahead.ref || ': answered by person ' || answer.by_id
        FROM standing_answer AS answer JOIN standing_approval AS ahead ON ahead.id = answer.approval_id
        WHERE answer.by_id IN (ahead.by_id, ahead.deputy_id)
        OR answer.deputy_id IN (ahead.by_id, ahead.deputy_id)""",
    ),
    Invariant(
        "a_standing_approval_is_used_within_its_terms",
        "each use was confirmed, valid and not ended then, within both amounts, of its fund and categories",
        " UNION ALL ".join(
            (
                _of_uses("it did not work then", _STOOD),
                _of_uses("beyond its amounts", _WITHIN),
                _of_uses("money of another fund or category", _FOREIGN),
            )
        ),
    ),
    Invariant(
        "a_use_and_its_verdict_belong_together",
        "each use has the approval by its setter that names it, and each such approval its use",
        _of_uses("no verdict names it", f"NOT EXISTS ({_REVIEW})")
        + """ UNION ALL SELECT 'review ' || review.id || ': ' || review.rule || ' was not used' FROM review
        WHERE SUBSTR(review.rule, 1, 18) = 'standing approval ' AND NOT EXISTS
        (SELECT 1 FROM standing_use WHERE standing_use.revision_id = review.revision_id)""",
    ),
    Invariant(
        "nobody_approves_ahead_what_one_is_tied_to",
        "who set or confirmed a standing approval neither wrote, sponsors nor invested in what it approved",
        _of_uses("by somebody with a part in it", _PART),
    ),
)
