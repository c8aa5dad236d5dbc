"""The guard: every admin page is closed unless listed open; who is signed in, what they may see."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask.wrappers import Request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy import select

from admin.demonstration.period import told
from kiosk import clock
from kiosk.database import db
from kiosk.models import Person, PersonSite, Site

blueprint = Blueprint("access", __name__, url_prefix="/admin")

P = ParamSpec("P")
R = TypeVar("R")

OPEN_ENDPOINTS = {"access.sign_in", "access.set_password", "access.set_up_service"}
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
csrf = CSRFProtect()
NOT_TYPED = ("csrf_token", "id")
LONGEST_SHOWN, MOST_SHOWN = 5000, 40


class StaffSessions(SecureCookieSessionInterface):
    """A session cookie for /admin alone: elsewhere nothing is read, kept or sent."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of an admin page; elsewhere an empty one that is never saved."""
        if not request.path.startswith("/admin"):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: object) -> None:
        """Send the cookie, only from /admin."""
        if request.path.startswith("/admin"):
            super().save_session(app, session, response)  # type: ignore[arg-type]  # Response

    def get_cookie_name(self, app: Flask) -> str:
        """`__Secure-staff` over HTTPS, `staff` on localhost."""
        return "__Secure-staff" if request.is_secure else "staff"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Only over HTTPS, where there is HTTPS."""
        return request.is_secure


def set_up(app: Flask) -> None:
    """Close every admin page, and guard every staff form against forgery."""
    app.config.from_mapping(
        SESSION_COOKIE_PATH="/admin",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,  # learners' and kiosks' posts carry no staff authority
    )
    app.session_interface = StaffSessions()
    csrf.init_app(app)
    app.before_request(_guard)
    app.register_error_handler(CSRFError, _refuse_forged)
    app.context_processor(lambda: {"person": g.get("person"), "show_flashes": "person" in g})
    app.jinja_env.globals["rooms"] = rooms
    app.jinja_env.globals["demonstration"] = told


def rooms() -> list[tuple[str, str]]:
    """The rooms that the person at this page may enter: endpoint and label."""
    listed = [
        ("overview.page", _("Overview")),
        ("comments.page", _("Comments")),
        ("report.page", _("Report")),
        ("upkeep.page", _("Sites and courses")),
    ]
    if g.get("person") and g.person.is_manager:
        listed.append(("people.page", _("People and screens")))
    return listed


def _guard() -> ResponseReturnValue | None:
    """Let nobody into /admin who is not signed in, and no form that is not ours."""
    if not request.path.startswith("/admin"):
        return None
    csrf.protect()
    is_idle = _is_idle(clock.now())
    person = _person_of_session(clock.now())
    if person is not None:
        g.person = person
        session["seen_at"] = clock.now().timestamp()
        return None
    if request.endpoint in OPEN_ENDPOINTS:
        return None
    if is_idle and request.method != "GET":
        return _show_typed()
    if is_idle:
        flash(_("You were signed out after 30 quiet minutes."))
    if request.method != "GET":
        return redirect(url_for("access.sign_in"), 303)
    return redirect(url_for("access.sign_in", next=request.full_path.rstrip("?")), 303)


def _is_idle(now: datetime) -> bool:
    """Whether there was a session, which nobody used for too long."""
    return "seen_at" in session and now - datetime.fromtimestamp(session["seen_at"], UTC) > IDLE


def _show_typed() -> ResponseReturnValue:
    """Give back what was typed after the session had ended: it was not saved, nor is it lost."""
    came_from = urlsplit(request.referrer or "").path
    typed = [
        (name.replace("_", " ").capitalize(), value[:LONGEST_SHOWN])
        for name, value in request.form.items()
        if value.strip() and name not in NOT_TYPED and "password" not in name
    ]
    page = render_template(
        "admin/access/signed_out.html",
        typed=typed[:MOST_SHOWN],
        onward=came_from if came_from.startswith("/admin/") else None,
    )
    return page, 401


def _refuse_forged(error: CSRFError) -> ResponseReturnValue:
    """Say what to do where a form carries no token of this session."""
    return render_template(
        "errors/error.html",
        heading=_("That did not come through"),
        sentence=_(
            "This page was opened before you signed in, or in another window. Go back, copy what "
            "you typed, load the page again and send it from there."
        ),
    ), 400


def _person_of_session(now: datetime) -> Person | None:
    """The person whose live session this is; None when idle, too old, ended or switched off."""
    if "person_id" not in session:
        return None
    seen_at = datetime.fromtimestamp(session["seen_at"], UTC)
    began_at = datetime.fromtimestamp(session["began_at"], UTC)
    person = db.session.get(Person, session["person_id"])
    if (
        person is None
        or person.switched_off_at is not None
        or person.session_number != session["number"]
        or now - seen_at > IDLE
        or now - began_at > LONGEST
    ):
        session.clear()
        return None
    return person


def begin_session(person: Person, now: datetime) -> None:
    """Sign a person in with a session of their own, keeping nothing of the one before."""
    session.clear()
    session["person_id"] = person.id
    session["number"] = person.session_number
    session["began_at"] = session["seen_at"] = now.timestamp()


def signed_in() -> Person:
    """The person at this page. Only for pages that are closed."""
    person: Person = g.person
    return person


def visible_sites() -> list[Site]:
    """The sites that the person at this page may see, in their order of opening."""
    person = signed_in()
    query = select(Site).order_by(Site.opened_on, Site.id)
    if not person.is_manager:
        query = query.join(PersonSite).where(PersonSite.person_id == person.id)
    return list(db.session.scalars(query))


def site_or_404(slug: str) -> Site:
    """A visible site by its slug; to somebody who may not see it, it does not exist."""
    for site in visible_sites():
        if site.slug == slug:
            return site
    abort(404)


def may_see(site_id: int) -> bool:
    """Whether the person at this page may see records of a site."""
    return any(site.id == site_id for site in visible_sites())


def managers_only(view: Callable[P, R]) -> Callable[P, R]:
    """Close a page to coordinators."""

    @wraps(view)
    def closed(*args: P.args, **kwargs: P.kwargs) -> R:
        if not signed_in().is_manager:
            abort(403)
        return view(*args, **kwargs)

    return closed
