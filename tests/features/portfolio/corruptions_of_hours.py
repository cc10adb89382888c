"""Ways to break time agreements of a told database."""

from tests.features.portfolio.corruptions import Corruption

_APPROVED = "(SELECT revision_id FROM review WHERE verdict = 'approved')"
_HOURS = f"(SELECT MIN(id) FROM time_agreement WHERE revision_id IN {_APPROVED})"
_NAMED = "SELECT 'pitch ' || ref || '{and_}' FROM pitch JOIN time_agreement ON pitch.id = pitch_id"
_APPROVAL = f"{_NAMED.format(and_=', hours ')} WHERE time_agreement.id = {_HOURS}"
_REVISION = f"{_NAMED.format(and_=' revision 1, quarter from ')} WHERE time_agreement.id = {_HOURS}"
_ANSWER = f"SELECT 'hours ' || key || ': answered by person ' FROM time_agreement WHERE id = {_HOURS}"
_LAST = f"(SELECT MAX(id) FROM time_answer WHERE agreement_id = {_HOURS})"

HOURS = [
    Corruption(
        "an approval whose agreement is gone",
        "approved_hours_were_agreed",
        f"DELETE FROM time_answer WHERE agreement_id = {_HOURS}",
        _APPROVAL,
    ),
    Corruption(
        "an approval whose hours were refused",
        "approved_hours_were_agreed",
        f"UPDATE time_answer SET verdict = 'refused', reason = 'No.' WHERE id = {_LAST}",
        _APPROVAL,
    ),
    Corruption(
        "hours agreed to by the presenter",
        "hours_are_agreed_by_who_was_named",
        "UPDATE time_answer SET by_id = (SELECT presenter_id FROM pitch JOIN time_agreement"
        f" ON pitch.id = pitch_id WHERE time_agreement.id = {_HOURS}) WHERE id = {_LAST}",
        _ANSWER,
    ),
    Corruption(
        "hours agreed to by somebody who never headed a unit",
        "hours_are_agreed_by_who_was_named",
        "UPDATE time_answer SET by_id = (SELECT id FROM person WHERE email LIKE 'auditor@%')"
        f" WHERE id = {_LAST}",
        _ANSWER,
    ),
    Corruption(
        "hours that nobody was asked for",
        "hours_above_the_limit_were_asked_for",
        f"DELETE FROM time_quarter WHERE agreement_id = {_HOURS}",
        _REVISION,
    ),
    Corruption(
        "hours that were halved for the head",
        "hours_above_the_limit_were_asked_for",
        f"UPDATE time_quarter SET hours = hours / 2 WHERE agreement_id = {_HOURS}",
        _REVISION,
    ),
]
