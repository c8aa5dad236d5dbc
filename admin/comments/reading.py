"""Reading: the list of comments, how reading stands at each site, and marks of what was read."""

from uuid import UUID

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from admin.access import signed_in, visible_sites
from admin.catalogue.comments import record_readings, retire_reading
from admin.choices import choice_of_address
from admin.comments.room import (
    address,
    asked,
    blueprint,
    comment_or_404,
    filter_of_address,
    here,
)
from admin.opening import closures_of
from admin.paging import page_asked
from admin.summaries.comments import (
    ALL,
    BETTER,
    GOOD,
    PAGE_LENGTH,
    SETTLED,
    UNREAD,
    WORRIED,
    comment_page,
    readable_ids,
)
from admin.summaries.comments_lines import covering_line
from admin.summaries.comments_readers import covering_now, readers_of
from admin.summaries.comments_unread import sites_with_words_of_today, unread_at
from kiosk import clock
from kiosk.database import writing
from kiosk.pages import number

SHOWS = {
    ALL: _l("All"),
    UNREAD: _l("Unread"),
    WORRIED: _l("Worried about"),
    SETTLED: _l("Worries that are settled"),
}
WORDS = {"": _l("In either box"), GOOD: _l("What was good"), BETTER: _l("What could be better")}


@blueprint.get("/comments")
def page() -> ResponseReturnValue:
    """What learners wrote, in the period, at the sites and through the filter of the address."""
    choice = choice_of_address()
    chosen = filter_of_address(choice)
    wanted = page_asked()
    return render_template(
        "admin/comments/page.html",
        choice=choice,
        chosen=chosen,
        shows=SHOWS,
        words=WORDS,
        shown=comment_page(asked(choice, chosen), choice.sites, wanted),
        standing=list(
            zip(
                unread_at(choice.visible, closures_of(choice.visible), choice.today),
                readers_of(choice.visible, choice.today),
                strict=True,
            )
        ),
        waiting_sites=sites_with_words_of_today([site.id for site in choice.visible], choice.today),
        covering=[
            covering_line(cover, choice.visible)
            for cover in covering_now(signed_in(), choice.visible, choice.today)
        ],
        address=address(),
        errors=[("from", choice.problem)] if choice.problem else [],
    )


@blueprint.post("/comments/read")
def mark_read() -> ResponseReturnValue:
    """Mark some comments as read: one, or all that were on the page."""
    sites, now = visible_sites(), clock.now()
    ids = [id for text in request.form.getlist("comment") if (id := _uuid(text))][:PAGE_LENGTH]
    mine = readable_ids(ids, [site.id for site in sites], clock.local_day(now))
    with writing():
        read = record_readings(now, mine, signed_in())
    flash(
        ngettext(
            "%(count)s comment is marked as read.",
            "%(count)s comments are marked as read.",
            read,
            count=number(read),
        )
        if read
        else _("They were marked as read already.")
    )
    return redirect(here(page=_page()), 303)


@blueprint.post("/comments/<uuid:evaluation_id>/unread")
def mark_unread(evaluation_id: UUID) -> ResponseReturnValue:
    """Let a comment be unread again, for somebody else or for later."""
    comment = comment_or_404(evaluation_id)
    with writing():
        retire_reading(clock.now(), evaluation_id, comment.site, signed_in())
    flash(_("The comment is unread again."))
    return redirect(here(page=_page()), 303)


def _page() -> int | None:
    return request.args.get("page", type=int)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
