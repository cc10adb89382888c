"""Ways to break standing approvals of a told database."""

from tests.features.portfolio.corruptions import Corruption

_APPROVAL = "(SELECT MAX(id) FROM standing_approval)"
_REF = f"(SELECT ref FROM standing_approval WHERE id = {_APPROVAL})"
_REVIEW = "(SELECT MIN(id) FROM review WHERE verdict = 'approved')"
_PITCH = f"(SELECT pitch_id FROM review WHERE id = {_REVIEW})"
_ROW = f"SELECT 'approval ' || {_REF} || ' of pitch ' || ref FROM pitch WHERE id = {_PITCH}"
_DAY = f"(SELECT valid_from FROM standing_approval WHERE id = {_APPROVAL})"
_USE = f"""INSERT INTO standing_use (approval_id, pitch_id, revision_id, amount, used_on, at)
SELECT {_APPROVAL}, pitch_id, revision_id, 1, {_DAY}, (SELECT MAX(at) FROM history)
FROM review WHERE id = {_REVIEW}"""
_ANSWER = f"""INSERT INTO standing_answer (approval_id, verdict, reason, by_id, at)
SELECT id, 'confirmed', '', {{by}}, at FROM standing_approval WHERE id = {_APPROVAL}"""
_OTHER = "(SELECT id FROM person WHERE email LIKE 'auditor@%')"

STOOD = [
    Corruption(
        "a standing approval confirmed by who set it",
        "a_standing_approval_has_two_persons",
        _ANSWER.format(by="by_id"),
        f"SELECT 'approval ' || {_REF} || ': answered by person '",
    ),
    Corruption(
        "a standing approval that was used unconfirmed",
        "a_standing_approval_is_used_within_its_terms",
        _USE,
        f"{_ROW}",
    ),
    Corruption(
        "a use above what a standing approval may approve",
        "a_standing_approval_is_used_within_its_terms",
        f"{_ANSWER.format(by=_OTHER)}; {_USE}; UPDATE standing_use SET amount = 900000000",
        _ROW,
    ),
    Corruption(
        "a use on money of another fund",
        "a_standing_approval_is_used_within_its_terms",
        f"{_ANSWER.format(by=_OTHER)}; {_USE};"
        f"UPDATE standing_approval SET fund_id = (SELECT MAX(id) FROM fund) WHERE id = {_APPROVAL}",
        _ROW,
    ),
    Corruption(
        "a use that no verdict names",
        "a_use_and_its_verdict_belong_together",
        _USE,
        _ROW,
    ),
    Corruption(
        "a verdict by a standing approval that was not used",
        "a_use_and_its_verdict_belong_together",
        "UPDATE review SET rule = 'standing approval SA-2026-0001, highest covered tier: requested'"
        f" WHERE id = {_REVIEW}",
        f"SELECT 'review ' || {_REVIEW} || ': standing approval SA-2026-0001'",
    ),
    Corruption(
        "a use by the presenter's own standing approval",
        "nobody_approves_ahead_what_one_is_tied_to",
        f"{_USE}; UPDATE standing_approval SET by_id = (SELECT presenter_id FROM pitch WHERE id = {_PITCH})"
        f" WHERE id = {_APPROVAL}",
        _ROW,
    ),
    Corruption(
        "a use confirmed by an investor of the pitch",
        "nobody_approves_ahead_what_one_is_tied_to",
        f"{_USE}; " + _ANSWER.format(by=f"(SELECT MIN(by_id) FROM commitment WHERE pitch_id = {_PITCH})"),
        _ROW,
    ),
]
