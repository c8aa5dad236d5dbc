"""The people who sign in: added, changed, switched off and on, given a new link."""

from datetime import datetime
from typing import cast

from flask import abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, visible_sites
from admin.access.links import password_link
from admin.audit import days_of_the_log, record_audit
from admin.catalogue.staff import (
    change_person,
    everybody,
    is_last_manager,
    person_by_email,
    register_again,
    register_link,
    register_person,
    retire_person,
    slugs_of_sites,
)
from admin.forms.staff import ROLES, NewPersonForm, PersonForm, choices
from admin.people.room import blueprint
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Person, Site
from kiosk.models.staff import COORDINATOR, MANAGER


@blueprint.get("")
def page() -> ResponseReturnValue:
    """Everybody who may sign in, and who may no longer."""
    everything = days_of_the_log(clock.today())
    return render_template("admin/people/page.html", people=everybody(), everything=everything)


@blueprint.route("/add", methods=["GET", "POST"])
def add_person() -> ResponseReturnValue:
    """Let somebody in; their one-time link is on the next page, once."""
    form = NewPersonForm(role=COORDINATOR)
    _offer_sites(form)
    if not form.validate_on_submit() or _is_there_already(form):
        page = render_template("admin/people/add_person.html", form=form)
        return page, 422 if form.errors else 200
    now = clock.now()
    with writing():
        person = register_person(
            now, form.email.data or "", form.name.data or "", form.role.data, _chosen_sites(form)
        )
        token = register_link(now, person)
        _note(now, "added a person", person)
    return _show_link_once(person, token)


@blueprint.route("/<int:person_id>", methods=["GET", "POST"])
def one_person(person_id: int) -> ResponseReturnValue:
    """One person: name, role, sites, and what can be done."""
    person = _person_or_404(person_id)
    slugs = [site.slug for site in person.sites]
    form = PersonForm(name=person.name, role=person.role, sites=slugs)
    _offer_sites(form)
    if not form.validate_on_submit():
        return _draw(person, form, 422 if form.errors else 200)
    changed = cast(str, form.name.data), form.role.data, _chosen_sites(form)
    with writing():
        allowed = form.role.data == MANAGER or not is_last_manager(person)
        if allowed:
            change_person(person, *changed)
            _note(clock.now(), "changed a person", person)
    if not allowed:
        form.role.errors = [*form.role.errors, _needs_a_manager()]
        return _draw(person, form, 422)
    flash(_("Changed."))
    return redirect(url_for("people.page"), 303)


@blueprint.post("/<int:person_id>/link")
def give_link(person_id: int) -> ResponseReturnValue:
    """A new one-time link, for a forgotten password or one that was never chosen."""
    person = _person_or_404(person_id)
    if person.switched_off_at is not None:
        abort(404)
    now = clock.now()
    with writing():
        token = register_link(now, person)
        record_audit(now, "gave a one-time link", person.email, person=signed_in())
    return _show_link_once(person, token)


@blueprint.post("/<int:person_id>/switch-off")
def switch_off(person_id: int) -> ResponseReturnValue:
    """Let somebody in no longer; their sessions end at once."""
    person, now = _person_or_404(person_id), clock.now()
    with writing():
        allowed = not is_last_manager(person)
        if allowed:
            retire_person(person, now)
            record_audit(now, "switched a person off", person.email, person=signed_in())
    if allowed:
        flash(_("%(name)s can no longer sign in.", name=person.name))
    else:
        flash(_needs_a_manager(), "warning")
    return redirect(url_for("people.one_person", person_id=person.id), 303)


@blueprint.post("/<int:person_id>/switch-on")
def switch_on(person_id: int) -> ResponseReturnValue:
    """Let somebody in again, with the password they had."""
    person, now = _person_or_404(person_id), clock.now()
    with writing():
        register_again(person)
        record_audit(now, "switched a person on", person.email, person=signed_in())
    flash(_("%(name)s can sign in again.", name=person.name))
    return redirect(url_for("people.one_person", person_id=person.id), 303)


def _person_or_404(person_id: int) -> Person:
    return db.get_or_404(Person, person_id)


def _note(now: datetime, action: str, person: Person) -> None:
    role, sites = person.role, slugs_of_sites(person)
    record_audit(now, action, person.email, person=signed_in(), role=role, sites=sites)


def _offer_sites(form: PersonForm) -> None:
    form.sites.choices = choices((site.slug, site.short_name) for site in visible_sites())


def _chosen_sites(form: PersonForm) -> list[Site]:
    return [site for site in visible_sites() if site.slug in (form.sites.data or [])]


def _is_there_already(form: NewPersonForm) -> bool:
    if person_by_email(form.email.data or "") is None:
        return False
    form.email.errors = [*form.email.errors, _("There is already somebody with this address.")]
    return True


def _needs_a_manager() -> str:
    return _("Nobody else could look after people and screens. Make somebody else a manager first.")


def _show_link_once(person: Person, token: str) -> ResponseReturnValue:
    # In the manager's own cookie, for one page: the token itself is stored nowhere.
    session["link_once"] = {"person_id": person.id, "token": token}
    return redirect(url_for("people.one_person", person_id=person.id), 303)


def _draw(person: Person, form: PersonForm, status: int) -> ResponseReturnValue:
    once = session.pop("link_once", None)
    link = password_link(once["token"]) if once and once["person_id"] == person.id else None
    page = render_template(
        "admin/people/one_person.html", shown=person, form=form, link=link, roles=ROLES
    )
    return page, status
