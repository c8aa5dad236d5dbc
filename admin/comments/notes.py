"""You said, we did: what came of feedback, told after the form, on a poster and on the screen."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, site_or_404, visible_sites
from admin.catalogue.comments import register_note, retire_note
from admin.comments.room import blueprint
from admin.forms.comments import NoteForm
from admin.summaries.comments_notes import first_told_on, notes_of
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import FeedbackNote, Site
from kiosk.notes import notes_for


@blueprint.route("/comments/notes", methods=["GET", "POST"])
def notes() -> ResponseReturnValue:
    """Every note of the person's sites, and a form for another."""
    sites, today = visible_sites(), clock.today()
    form = NoteForm(sites, signed_in().is_manager, today)
    if form.validate_on_submit():
        site = next((site for site in sites if site.slug == form.site.data), None)
        with writing():
            register_note(clock.now(), form.note(site), site, signed_in())
        flash(_("Added. It is shown from now on."))
        return redirect(url_for("comments.notes"), 303)
    lines = notes_of(sites, today)
    return render_template(
        "admin/comments/notes.html",
        sites=sites,
        lines=lines,
        told={"from": first_told_on(lines) or today, "to": today},
        form=form,
    )


@blueprint.post("/comments/notes/<int:note_id>/take-back")
def take_back_note(note_id: int) -> ResponseReturnValue:
    """Tell it no longer."""
    note = db.session.get(FeedbackNote, note_id)
    site = _site_of(note)
    if note is None or (site is None and not signed_in().is_manager):
        abort(404)
    with writing():
        retire_note(clock.now(), note, site, signed_in())
    flash(_("Taken back. It is not shown any more."))
    return redirect(url_for("comments.notes"), 303)


def _site_of(note: FeedbackNote | None) -> Site | None:
    """The site of a note, 404 where the person may not see it; None for a note of all sites."""
    if note is None or note.site_id is None:
        return None
    return next((site for site in visible_sites() if site.id == note.site_id), None) or abort(404)


@blueprint.get("/comments/notes/poster/<slug>")
def poster(slug: str) -> ResponseReturnValue:
    """The A4 poster of what was said and done at a site."""
    site = site_or_404(slug)
    notes = notes_for(site.id, clock.today())
    return render_template(
        "admin/comments/poster.html",
        site=site,
        notes=notes,
        is_long=not all(note.is_short for note in notes),
    )
