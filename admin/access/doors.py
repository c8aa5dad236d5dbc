"""Signing in and out."""

from datetime import datetime
from urllib.parse import unquote, urlsplit

from flask import current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin import passwords
from admin.access.guard import begin_session, blueprint, signed_in
from admin.access.throttle import record_attempt, record_success, seconds_to_wait
from admin.audit import record_audit
from admin.catalogue.meetings import extend_open_ended
from admin.catalogue.staff import change_sessions, person_by_email, record_sign_in
from admin.forms.staff import SignInForm
from kiosk import clock
from kiosk.database import writing
from kiosk.models import Person


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """The door: the same answer, in the same time, whether or not there is such an account."""
    onward = safe_next(request.args.get("next"))
    if "person" in g:
        return redirect(onward or url_for("overview.page"), 303)
    form = SignInForm()
    if not form.validate_on_submit():
        return _ask(form, onward, 422 if form.errors else 200)
    email, now = form.email.data or "", clock.now()
    if seconds := _begin_attempt(email, now):
        return _ask_to_wait(form, onward, seconds)
    person = _known(email, form.password.data or "")
    if person is None:
        return _refuse(form, onward)
    with writing():
        refused_before = record_success(email, now)
        record_sign_in(person, now)
        record_audit(now, "signed in", person=person, refused_before=refused_before)
        extend_open_ended(clock.local_day(now))  # somebody signs in well within two years
    begin_session(person, now)
    return redirect(onward or url_for("overview.page"), 303)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this person's sessions: a copy of the cookie is worth nothing afterwards."""
    if "person" in g:
        with writing():
            change_sessions(signed_in())
            record_audit(clock.now(), "signed out", person=signed_in())
    browser_session.clear()
    flash(_("You are signed out."))
    return redirect(url_for("access.sign_in"), 303)


def safe_next(target: str | None) -> str | None:
    """Where to go after signing in: only a path of ours under /admin, else None."""
    if not target or not target.isprintable() or "\\" in target:
        return None
    parts = urlsplit(target)
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or "\\" in path or ".." in path.split("/"):
        return None
    return target if path == "/admin" or path.startswith("/admin/") else None


def _begin_attempt(email: str, now: datetime) -> int:
    """Seconds to wait before trying this account; 0 when the attempt may go on, and is counted."""
    if seconds := seconds_to_wait(email, now):
        return seconds
    with writing():
        return record_attempt(email, now)


def _known(email: str, password: str) -> Person | None:
    """Whose e-mail address and password these are. One comparison, whoever it is."""
    person = person_by_email(email)
    kept = person.password_hash if person and person.switched_off_at is None else None
    return person if passwords.matches(kept, password) else None


def _refuse(form: SignInForm, onward: str | None) -> ResponseReturnValue:
    # Not written to the records, which would take longer for accounts that exist; without the
    # address, which may be a password typed into the wrong field.
    current_app.logger.info("refused a sign-in")
    form.form_errors.append(
        _("This e-mail address and password do not go together. Check both and try again.")
    )
    return _ask(form, onward, 422)


def _ask_to_wait(form: SignInForm, onward: str | None, seconds: int) -> ResponseReturnValue:
    current_app.logger.info("made a sign-in wait", extra={"fields": {"seconds": seconds}})
    form.form_errors.append(
        ngettext(
            "There were many tries. Please wait %(num)d second, then try again.",
            "There were many tries. Please wait %(num)d seconds, then try again.",
            seconds,
        )
    )
    response = make_response(_ask(form, onward, 429))
    response.headers["Retry-After"] = str(seconds)
    return response


def _ask(form: SignInForm, onward: str | None, status: int) -> ResponseReturnValue:
    return render_template("admin/access/sign_in.html", form=form, onward=onward), status
