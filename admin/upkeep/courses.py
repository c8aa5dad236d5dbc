"""Courses: the list to search in, and a course's title and kind."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin import agenda
from admin.access import signed_in, site_or_404, visible_sites
from admin.catalogue import courses as catalogue
from admin.forms.courses import CourseForm
from admin.summaries.courses_side_by_side import spellings_of
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Course


@blueprint.get("/courses")
def courses() -> ResponseReturnValue:
    """The runs of the sites that the person may see, by title and by site."""
    words, slug = request.args.get("q", "").strip()[:120], request.args.get("site", "")
    sites = visible_sites()
    chosen = [site_or_404(slug)] if slug else sites
    runs = agenda.find_runs([site.id for site in chosen], words, clock.today())
    return render_template(
        "admin/upkeep/courses/courses.html",
        runs=runs,
        words=words,
        slug=slug,
        sites=sites,
        cut=len(runs) == agenda.MOST_LISTED,
        most=agenda.MOST_LISTED,
    )


@blueprint.route("/courses/<int:course_id>", methods=["GET", "POST"])
def course(course_id: int) -> ResponseReturnValue:
    """One course: its title, its kind, its runs at the sites that the person may see."""
    ids = [site.id for site in visible_sites()]
    runs = agenda.runs_of_course(ids, course_id, clock.today())
    course = db.session.get(Course, course_id)
    if course is None or not runs:
        abort(404)
    may_change = signed_in().is_manager or not agenda.course_runs_elsewhere(course_id, ids)
    form = CourseForm(obj=course)
    if form.is_submitted() and not may_change:
        abort(403)
    if form.validate_on_submit() and _title_is_free(form, course):
        with writing():
            catalogue.change_course(
                clock.now(), course, form.title.text, str(form.kind.data), signed_in()
            )
        flash(_("Saved."))
        return redirect(url_for("upkeep.course", course_id=course.id), 303)
    return render_template(
        "admin/upkeep/courses/course.html",
        course=course,
        runs=runs,
        form=form,
        may_change=may_change,
        spellings=spellings_of(course.id),
    )


def _title_is_free(form: CourseForm, course: Course) -> bool:
    other = catalogue.course_by_title(form.title.text)
    if other is None or other.id == course.id:
        return True
    form.title.errors = [_("There is already a course with this title. Choose another title.")]
    return False
