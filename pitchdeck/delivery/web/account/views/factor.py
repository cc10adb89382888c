"""The second factor: set up with a picture, confirmed by a code, switched off with the password."""

from io import BytesIO

import pyotp
import segno
from flask import abort, url_for
from werkzeug.wrappers import Response

from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.delivery.web.access import actor, envelope, organisation, page, reading, requires
from pitchdeck.delivery.web.account.forms import CodeForm, ProofForm
from pitchdeck.delivery.web.account.views.blueprint import bp
from pitchdeck.delivery.web.account.views.entering import Answer, answer_proved
from pitchdeck.delivery.web.acting import Acting, acting
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.queries import FactorRow


@bp.get("/account/second-factor")
@requires("account:see")
def second_factor() -> str:
    """Off, half set up, or on: what it is and what comes next."""
    return _page(CodeForm(formdata=None), ProofForm(formdata=None))


@bp.post("/account/second-factor")
@requires("account:change")
def start_factor() -> Response:
    """Make a secret for a new second factor."""
    sealed = envelope().seal(pyotp.random_base32())
    with acting() as act:
        actions.start_factor(act.session, sealed, by=act.by, at=act.at)
        act.location = url_for("account.second_factor")
    return act.redirect()


@bp.get("/account/second-factor/qr.svg")
@requires("account:see")
def qr() -> Response:
    """The secret as a picture for the telephone, only until it was confirmed."""
    factor = _factor()
    secret = _secret(factor)
    if factor is None or secret is None or factor.confirmed_at is not None:
        abort(404)
    drawn = BytesIO()
    code = segno.make(pyotp.TOTP(secret).provisioning_uri(name=_account(), issuer_name=organisation().name))
    code.save(drawn, kind="svg", scale=5, border=3, light="white", xmldecl=False)
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@bp.post("/account/second-factor/confirmation")
@requires("account:change")
def confirm_factor() -> Answer:
    """Switch it on when the code is right, and show the recovery codes this once."""
    form, codes = CodeForm(), actions.new_recovery_codes()
    if not form.validate_on_submit():
        return _page(form, ProofForm(formdata=None)), 422
    try:
        with acting() as act:
            secret = _secret(queries.factor_of(act.session, act.by.id))
            actions.confirm_factor(act.session, secret, form.code.data or "", codes, by=act.by, at=act.at)
            act.location = url_for("account.second_factor")
    except (Invalid, Conflict) as refused:
        return _refused(form, refused), 422
    return page("account/recovery_codes.html", codes=codes), 200


@bp.post("/account/second-factor/recovery-codes")
@requires("account:change")
def renew_codes() -> Answer:
    """Make ten new recovery codes and show them this once."""
    form, codes = ProofForm(), actions.new_recovery_codes()

    def do(act: Acting, proved: bool) -> str:  # noqa: FBT001  # the shape that answer_proved calls
        actions.renew_codes(act.session, codes, proved=proved, by=act.by, at=act.at)
        act.location = url_for("account.second_factor")
        return ""

    answer = answer_proved(form, lambda: _page(CodeForm(formdata=None), form), do)
    done = isinstance(answer, Response)
    return (page("account/recovery_codes.html", codes=codes), 200) if done else answer


@bp.post("/account/second-factor/removal")
@requires("account:change")
def drop_factor() -> Answer:
    """Switch it off."""
    form = ProofForm()

    def do(act: Acting, proved: bool) -> str:  # noqa: FBT001  # the shape that answer_proved calls
        actions.drop_factor(act.session, proved=proved, by=act.by, at=act.at)
        act.location = url_for("account.second_factor")
        return "Your second factor is off. Your password alone signs you in."

    return answer_proved(form, lambda: _page(CodeForm(formdata=None), form), do)


def _page(code_form: CodeForm, proof_form: ProofForm) -> str:
    factor = _factor()
    half = factor is not None and factor.confirmed_at is None
    secret = _secret(factor) if half else None
    needed = sorted(_roles() & actor().roles)
    facts = {"factor": factor, "secret": secret, "needed": needed, "proof": proof_form}
    return page("account/second_factor.html", form=code_form, **facts)


def _refused(form: CodeForm, refused: Invalid | Conflict) -> str:
    if isinstance(refused, Invalid):
        form.absorb(refused)
    else:
        form.refusals.append(str(refused))
    return _page(form, ProofForm(formdata=None))


def _factor() -> FactorRow | None:
    with reading() as session:
        return queries.factor_of(session, actor().id)


def _roles() -> frozenset[str]:
    with reading() as session:
        return queries.second_factor_roles(session)


def _secret(factor: FactorRow | None) -> str | None:
    return envelope().open(factor.sealed_secret) if factor else None


def _account() -> str:
    with reading() as session:
        person = queries.credentials_of(session, actor().id)
    return person.email if person else actor().name
