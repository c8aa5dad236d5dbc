"""Two courses whose titles are two spellings become one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import managers_only, signed_in
from admin.catalogue.merging import merge_courses
from admin.forms.merging import MergeForm, PairForm
from admin.summaries.courses_side_by_side import all_titles, course_has
from admin.twins import likely_twins
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Course

MOST_TWINS = 12


@blueprint.get("/courses/merge")
@managers_only
def merge() -> ResponseReturnValue:
    """Choose two courses: any, or two that are probably one."""
    titles = all_titles()
    form = PairForm(titles, request.args)
    if "other" in request.args and form.validate():
        return redirect(
            url_for("upkeep.merge_two", course_id=form.one.data, other_id=form.other.data), 303
        )
    return render_template(
        "admin/upkeep/courses/merge.html",
        form=form,
        twins=likely_twins(titles, MOST_TWINS),
    )


@blueprint.route("/courses/<int:course_id>/merge/<int:other_id>", methods=["GET", "POST"])
@managers_only
def merge_two(course_id: int, other_id: int) -> ResponseReturnValue:
    """What each of the two has; which title stays; then they are one."""
    one, other = db.session.get(Course, course_id), db.session.get(Course, other_id)
    if one is None or other is None or one is other:  # merged already, perhaps by this very press
        flash(_("One of these courses is not there any more."), "warning")
        return redirect(url_for("upkeep.merge"), 303)
    form = MergeForm({course.id: course.title for course in (one, other)})
    if form.validate_on_submit():
        kept, gone = (one, other) if form.kept.data == str(one.id) else (other, one)
        with writing():
            merged = merge_courses(clock.now(), kept, gone, signed_in())
        if merged:
            flash(_("“%(gone)s” is now “%(kept)s”.", gone=gone.title, kept=kept.title))
        return redirect(url_for("upkeep.merge"), 303)
    return render_template(
        "admin/upkeep/courses/merge_two.html",
        form=form,
        both=[course_has(course) for course in (one, other)],
    )
