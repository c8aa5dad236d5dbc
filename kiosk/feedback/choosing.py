"""Finding a course: by its code, by place, from a site's permanent poster. Never a dead end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk import clock
from kiosk.codes import read_code
from kiosk.feedback.occasions import Place, form_address, place_by_slug
from kiosk.feedback.room import blueprint, carried, draw
from kiosk.pages import day
from kiosk.timetable import open_sites, runs_to_pick

View = Callable[[str], ResponseReturnValue]


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its name, a word about it, and where it leads."""

    name: str
    detail: str
    address: str


@blueprint.get("/F/", endpoint="find")
@blueprint.get("/f/")
def find() -> ResponseReturnValue:
    """Type a code, or choose a place and then a course."""
    typed = request.args.get("code", "").strip()
    code = read_code(typed)
    if code:
        return redirect(url_for("feedback.form", code=code), 303)
    wrong = _("That is not a code. A code has six letters and numbers, such as 7Q2M4X.")
    errors = [("code", wrong)] if typed else []
    return draw("kiosk/feedback/find.html", places=_places(), typed=typed, errors=errors)


def _of_a_site(method: str) -> Callable[[View], View]:
    """Let a view answer where a site's poster leads, in whichever case a phone writes it."""

    def add(view: View) -> View:
        # The first is the one that links take.
        for begins in ("/f/at", "/F/AT", "/F/at", "/f/AT", "/F/At", "/f/At"):
            blueprint.add_url_rule(
                f"{begins}/<slug>", view_func=view, methods=[method], strict_slashes=False
            )
        return view

    return add


@_of_a_site("GET")
def at(slug: str) -> ResponseReturnValue:
    """A site's permanent poster leads here: pick today's or this week's course."""
    place = place_by_slug(slug)
    return choose_course(place) if place else choose_place()


@_of_a_site("POST")
def at_with_answers(slug: str) -> ResponseReturnValue:
    """The same, with answers that still need their course."""
    return at(slug)


def which_course(site: Place | None) -> str:
    """A code that is closed or not known leads here, with whatever was filled in."""
    if site is None:
        return choose_place(_("We don’t know that code."))
    return choose_course(site, _("That course has stopped taking answers."))


def choose_place(why: str = "") -> str:
    """Which course was it? The place first."""
    heading = _("Which course was it?")
    return draw(
        "kiosk/feedback/choose.html",
        heading=heading,
        why=why,
        lead=_("First choose the place."),
        choices=_places(),
        carried=carried(),
    )


def choose_course(site: Place, why: str = "") -> str:
    """Which course was it? Those of a site that met today or this week, and “not here”."""
    return draw(
        "kiosk/feedback/choose.html",
        site,
        heading=_("Which course was it?"),
        why=why,
        lead="",
        choices=[*course_choices(site, clock.today()), _not_listed(site)],
        carried=carried(),
        elsewhere=True,
    )


def course_choices(site: Place, today: date) -> list[Choice]:
    """The courses of a site that met today or this week, each leading to its form."""
    return [
        Choice(
            run.course.title,
            _("Today") if met_on == today else day(met_on),
            form_address(run.code, site.slug),
        )
        for run, met_on in runs_to_pick(site.id, today)
    ]


def _not_listed(site: Place) -> Choice:
    return Choice(_("My course isn’t here"), "", form_address("", site.slug))


def _places() -> list[Choice]:
    return [
        Choice(site.short_name, site.address, url_for("feedback.at", slug=site.slug))
        for site in open_sites(clock.today())
    ]
