"""Worried about a comment: passed to whom, when, with a note; settled, or taken up again."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from admin.access import signed_in
from admin.catalogue.comments import record_concern, restore_concern, settle_concern
from admin.comments.room import address, blueprint, comment_or_404, here
from admin.forms.comments import ConcernForm
from kiosk import clock
from kiosk.database import writing


@blueprint.route("/comments/<uuid:evaluation_id>/worry", methods=["GET", "POST"])
def worry(evaluation_id: UUID) -> ResponseReturnValue:
    """Say that a comment worries you, and whom you told."""
    comment = comment_or_404(evaluation_id)
    form = ConcernForm(comment.concern, clock.today())
    if form.validate_on_submit():
        passing = form.passing()
        with writing():
            record_concern(clock.now(), evaluation_id, passing, comment.site, signed_in())
        flash(
            _("Saved. The comment is kept, and it leaves in no file to share, settled or not.")
            if passing.passed_to
            else _("Saved. Nobody has been told yet: please pass it on today."),
            "message" if passing.passed_to else "warning",
        )
        return _back(evaluation_id)
    settled_at = comment.concern.settled_at if comment.concern else None
    return render_template(
        "admin/comments/concern.html",
        comment=comment,
        form=form,
        settled_on=clock.local_day(settled_at) if settled_at else None,
        back=here(),
        address=address(),
    )


@blueprint.post("/comments/<uuid:evaluation_id>/worry/settle")
def settle(evaluation_id: UUID) -> ResponseReturnValue:
    """Nothing more is to be done."""
    comment = comment_or_404(evaluation_id)
    if comment.concern is None:
        abort(404)
    with writing():
        settle_concern(clock.now(), comment.concern, comment.site, signed_in())
    flash(_("Settled."))
    return _back(evaluation_id)


@blueprint.post("/comments/<uuid:evaluation_id>/worry/take-up")
def take_up(evaluation_id: UUID) -> ResponseReturnValue:
    """There is more to be done after all."""
    comment = comment_or_404(evaluation_id)
    if comment.concern is None:
        abort(404)
    with writing():
        restore_concern(clock.now(), comment.concern, comment.site, signed_in())
    flash(_("Taken up again."))
    return _back(evaluation_id)


def _back(evaluation_id: UUID) -> Response:
    kept = address()
    return redirect(url_for("comments.worry", evaluation_id=evaluation_id, **kept), 303)  # type: ignore[arg-type]  # its values
