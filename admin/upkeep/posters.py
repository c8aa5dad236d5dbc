"""What staff print and show: posters, the slide, today's sheet, paper forms and the codes."""

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import site_or_404
from admin.upkeep.room import blueprint, run_or_404
from kiosk import clock, pages, qr
from kiosk.help import HELP_LINES
from kiosk.lines import pals_line
from kiosk.models import CourseRun, Site
from kiosk.questions import ANSWERS, QUESTIONS
from kiosk.timetable import closes_on, held_meetings, meetings_between

PAPER_SIZES = ("ordinary", "large")


def _poster(template: str, **about: object) -> str:
    """A printed page that carries a QR code."""
    loopback = current_app.config["SETTINGS"].public_address_is_loopback
    return render_template(template, loopback=loopback, **about)


def lifetime(run: CourseRun) -> str:
    """One sentence for staff: until when the codes of a run lead to its form."""
    if not held_meetings(run):
        return _("This course has no dates, so its code leads to a choice of courses.")
    if run.open_ended:
        return _("This code works from the first meeting on, with no end.")
    last = closes_on(run)
    words = {"day": f"{pages.day(last)} {last.year}"}
    if clock.today() > last:
        return _(
            "This code stopped taking forms after %(day)s. It leads to a choice of courses.",
            **words,
        )
    return _("This code takes forms until the end of %(day)s.", **words)


def _code_of(run: CourseRun) -> dict[str, object]:
    address = qr.run_address(run.code)
    label = _("QR code: opens the form for %(course)s", course=run.course.title)
    return {
        "run": run,
        "site": run.site,
        "code": qr.qr_svg(qr.qr_address(address), label),
        "address": qr.readable(address),
    }


def _of_run(run: CourseRun) -> dict[str, object]:
    typing_address = qr.readable(qr.typing_address())
    return _code_of(run) | {"typing_address": typing_address, "lifetime": lifetime(run)}


def _of_site(site: Site) -> dict[str, object]:
    address = qr.site_address(site.slug)
    label = _("QR code: opens the forms of %(site)s", site=site.name)
    return {
        "site": site,
        "code": qr.qr_svg(qr.qr_address(address), label),
        "address": qr.readable(address),
    }


@blueprint.get("/runs/<code>/poster")
def run_poster(code: str) -> ResponseReturnValue:
    """The A4 poster of one course run."""
    return _poster("admin/upkeep/posters/run_poster.html", **_of_run(run_or_404(code)))


@blueprint.get("/runs/<code>/slide")
def run_slide(code: str) -> ResponseReturnValue:
    """The slide for the end of a course; with `?view=whole` it fills the screen."""
    run = run_or_404(code)
    if request.args.get("view") == "whole":
        return _poster("admin/upkeep/posters/run_slide_whole.html", **_of_run(run))
    return _poster("admin/upkeep/posters/run_slide.html", **_of_run(run))


@blueprint.get("/sites/<slug>/poster")
def site_poster(slug: str) -> ResponseReturnValue:
    """The permanent A4 poster of a site: people pick their course."""
    return _poster("admin/upkeep/posters/site_poster.html", **_of_site(site_or_404(slug)))


@blueprint.get("/sites/<slug>/today")
def today_sheet(slug: str) -> ResponseReturnValue:
    """Today's courses of a site, each with its time, its room and its code."""
    site, today = site_or_404(slug), clock.today()
    met = [(meeting, _code_of(run)) for meeting, run in meetings_between(site.id, today, today)]
    return _poster("admin/upkeep/posters/today_sheet.html", today=today, met=met, **_of_site(site))


@blueprint.get("/runs/<code>/paper")
def run_paper(code: str) -> ResponseReturnValue:
    """The paper form of one course run, ordinary or in large print."""
    run = run_or_404(code)
    return _paper(run.site, run)


@blueprint.get("/sites/<slug>/paper")
def site_paper(slug: str) -> ResponseReturnValue:
    """The paper form of a site, on which the course is written by hand."""
    return _paper(site_or_404(slug), None)


def _paper(site: Site, run: CourseRun | None) -> str:
    size = request.args.get("size", PAPER_SIZES[0])
    return render_template(
        "admin/upkeep/posters/paper.html",
        site=site,
        run=run,
        meetings=held_meetings(run) if run else [],
        large=size == "large",
        questions=QUESTIONS,
        answers=ANSWERS,
        help_lines=HELP_LINES,
        pals=pals_line(),
    )


@blueprint.get("/runs/<code>/qr.svg")
def run_qr_svg(code: str) -> ResponseReturnValue:
    """The code of a run as a drawing, for a newsletter or a leaflet."""
    run = run_or_404(code)
    svg = qr.qr_svg(qr.qr_address(qr.run_address(run.code)), run.course.title)
    return _download(run, svg.encode(), "image/svg+xml", "svg")


@blueprint.get("/runs/<code>/qr.png")
def run_qr_png(code: str) -> ResponseReturnValue:
    """The code of a run as a picture."""
    run = run_or_404(code)
    return _download(run, qr.qr_png(qr.qr_address(qr.run_address(run.code))), "image/png", "png")


def _download(run: CourseRun, body: bytes, mimetype: str, ending: str) -> Response:
    response = Response(body, mimetype=mimetype)
    name = f"{run.site.slug}-{run.code.lower()}.{ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
