"""Cover: who reads a site's comments while somebody is away."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, site_or_404
from admin.catalogue.comments import register_cover, retire_cover
from admin.comments.room import blueprint
from admin.forms.comments import CoverForm
from admin.summaries.comments_readers import days_covered, readers_of, staff_of
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Cover


@blueprint.route("/comments/readers/<slug>", methods=["GET", "POST"])
def readers(slug: str) -> ResponseReturnValue:
    """Who reads for a site, and cover while one of them is away."""
    site, today = site_or_404(slug), clock.today()
    staff = staff_of(site)
    form = CoverForm(staff, today)
    if form.validate_on_submit():
        with writing():
            register_cover(clock.now(), form.cover(site), site, signed_in())
        flash(_("Noted. They see it when they open this room and the overview."))
        return redirect(url_for("comments.readers", slug=site.slug), 303)
    return render_template(
        "admin/comments/readers.html",
        site=site,
        readers=readers_of([site], today)[0],
        can_cover=len(staff) > 1,
        covered=days_covered(site),
        form=form,
    )


@blueprint.post("/comments/readers/<slug>/<int:cover_id>/take-back")
def take_back_cover(slug: str, cover_id: int) -> ResponseReturnValue:
    """The plan has changed."""
    site, cover = site_or_404(slug), db.session.get(Cover, cover_id)
    if cover is None or cover.site_id != site.id:
        abort(404)
    with writing():
        retire_cover(clock.now(), cover, site, signed_in())
    flash(_("Taken back."))
    return redirect(url_for("comments.readers", slug=site.slug), 303)
