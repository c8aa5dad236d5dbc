"""One-time links: the service's first manager, and a password that its person chooses."""

from datetime import datetime

import click
from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin import passwords
from admin.access.guard import begin_session, blueprint
from admin.audit import record_audit
from admin.catalogue.staff import (
    change_password,
    change_to_used,
    link_by_token,
    manager_exists,
    record_sign_in,
    register_link,
    register_person,
)
from admin.forms.staff import PasswordForm, SetUpForm
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Person
from kiosk.models.staff import MANAGER

GONE = 410


@blueprint.route("/set-up/<token>", methods=["GET", "POST"])
def set_up_service(token: str) -> ResponseReturnValue:
    """The first manager, who lets everybody else in."""
    now = clock.now()
    link = link_by_token(token, now)
    if link is None or link.person_id is not None or manager_exists():
        return _no_longer_good()
    form = SetUpForm()
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("admin/access/set_up_service.html", form=form), status
    kept = passwords.hash_password(form.password.data or "")
    with writing():
        if manager_exists() or not change_to_used(link, now):
            return _no_longer_good()
        person = register_person(now, form.email.data or "", form.name.data or "", MANAGER, [])
        change_password(person, kept)
        _note_both(now, "set up the service", person)
    begin_session(person, now)
    flash(
        _(
            "Welcome, %(name)s. This is the overview; add the others in People and screens.",
            name=person.name,
        )
    )
    return redirect(url_for("overview.page"), 303)


@blueprint.route("/password/<token>", methods=["GET", "POST"])
def set_password(token: str) -> ResponseReturnValue:
    """A person chooses a password: the first one, or in place of a forgotten one."""
    now = clock.now()
    link = link_by_token(token, now)
    person = link.person if link else None
    if link is None or person is None or person.switched_off_at is not None:
        return _no_longer_good()
    form = PasswordForm(about=(person.name, person.email))
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        page = render_template("admin/access/set_password.html", form=form, chooser=person)
        return page, status
    kept = passwords.hash_password(form.password.data or "")
    with writing():
        if not change_to_used(link, now):
            return _no_longer_good()
        change_password(person, kept)
        _note_both(now, "chose a password", person)
    begin_session(person, now)
    flash(_("Your password is set, and you are signed in."))
    return redirect(url_for("overview.page"), 303)


def _note_both(now: datetime, action: str, person: Person) -> None:
    """What a link did, and that its holder is signed in by it."""
    record_sign_in(person, now)
    record_audit(now, action, person.email, person=person)
    record_audit(now, "signed in", person=person)


def _no_longer_good() -> ResponseReturnValue:
    return render_template("admin/access/no_longer_good.html"), GONE


def password_link(token: str) -> str:
    """The address at which the holder of this token chooses a password."""
    return _public_address("access.set_password", token)


def _public_address(endpoint: str, token: str) -> str:
    # From the setting, never from the Host header: a forged one would send the token elsewhere.
    path = current_app.url_map.bind("localhost").build(endpoint, {"token": token})
    public_url: str = current_app.config["SETTINGS"].public_url
    return public_url + path


def announce(address: str) -> None:
    """Say on standard output where the service is, and how to begin while nobody can manage it."""
    lines = [f"The Life Rooms is at {address}"]
    if not manager_exists():
        now = clock.now()
        with writing():
            token = register_link(now, None)
        lines += [
            "Nobody can sign in yet. Open this link once, within 24 hours, to begin:",
            _public_address("access.set_up_service", token),
        ]
    db.session.remove()
    db.engine.dispose()  # the workers are forked after this: no connection may be shared
    click.echo("\n".join(lines))  # it flushes too
