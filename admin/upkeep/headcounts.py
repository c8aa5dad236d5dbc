"""Counting by hand."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.access import signed_in, site_or_404, visible_sites
from admin.audit import record_audit
from admin.catalogue import headcounts
from admin.choices import Choice
from admin.forms.fields import sent_fields
from admin.forms.headcounts import CountForm
from admin.paging import page_asked
from admin.periods import DATES, Period, read_dates
from admin.rows.addresses import Opens
from admin.sentences import counted_already
from admin.spans import span_in_words
from admin.summaries.checks import Check, ToCheck, checks_by_site, compare
from admin.summaries.checks_lines import screen_saw
from admin.summaries.counted_already import people_already
from admin.summaries.headcount_list import ListedCount, counts_of
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.addresses import EARLIEST, LATEST
from kiosk.database import db, writing
from kiosk.models import Headcount, Site
from kiosk.pages import number


@blueprint.route("/sites/<slug>/count", methods=["GET", "POST"])
def count_by_hand(slug: str) -> ResponseReturnValue:
    """Count people by hand at a site, and see every count of it."""
    site = site_or_404(slug)
    form = CountForm(site, clock.now())
    already = ""
    if form.validate_on_submit():
        already = "" if "confirmed" in request.form else _counted_already(form, site)
        if not already:
            _record(form, site)
            return redirect(url_for("upkeep.count_by_hand", slug=slug), 303)
    if not form.is_submitted():
        form.id.data = str(uuid4())
    page = page_asked()
    counts, more = counts_of(site.id, page)
    return render_template(
        "admin/upkeep/headcounts/count_by_hand.html",
        site=site,
        form=form,
        already=already,
        sent=sent_fields(),
        counts=counts,
        page=page,
        more=more,
        span=span_in_words,
        beside=_beside(site, counts),
        **_checks(site),
    )


def _beside(site: Site, counts: Sequence[ListedCount]) -> dict[UUID, Check]:
    """The checks among these counts, each beside what the screens saw."""
    checks = [
        ToCheck(count.id, site.id, *count.span, count.people)
        for count in counts
        if not (count.adds or count.undone)
    ]
    return {check.of.id: check for check in compare(checks, clock.now())}


def _checks(site: Site) -> dict[str, object]:
    """What the checks of the days in the address say in one sentence; else every check there is."""
    asked = read_dates(request.args.get("from", ""), request.args.get("to", ""))
    period = asked if isinstance(asked, Period) else None
    days = period or Period(EARLIEST, LATEST)
    checks = checks_by_site(days, [site], clock.now())
    said = screen_saw(checks[site.id]) if site.id in checks else ""
    opens = Opens(Choice(DATES, days, clock.today(), (site,), tuple(visible_sites())))
    return {"screen_saw": opens.link(said), "checked_in": period}


def _counted_already(form: CountForm, site: Site) -> str:
    """Says whom a count that is to be added would perhaps count again; empty where nobody."""
    if form.screen_worked.data != "no" or not form.people.data:
        return ""
    people = people_already(site.id, *form.span())
    return counted_already(people, *form.span()) if people else ""


def _record(form: CountForm, site: Site) -> None:
    from_at, to_at = form.span()
    adds, people = form.screen_worked.data == "no", form.people.data or 0
    count = headcounts.CountByHand(_id(form.id.data), site.id, from_at, to_at, people, adds)
    person, now, span = signed_in(), clock.now(), span_in_words(from_at, to_at)
    with writing():
        if headcounts.record_headcount(count, person, clock.local_day(now)):
            record_audit(
                now, "counted by hand", span, person=person, site=site, people=people, adds=adds
            )
    flash(_saved(people, adds, span))


def _saved(people: int, adds: bool, span: str) -> str:
    counted = number(people)
    if adds:
        return str(
            ngettext(
                "Saved. %(counted)s person added for %(span)s.",
                "Saved. %(counted)s people added for %(span)s.",
                people,
                counted=counted,
                span=span,
            )
        )
    return str(
        _("Saved as a check: %(counted)s for %(span)s. Nobody added.", counted=counted, span=span)
    )


def _id(typed: str | None) -> UUID:
    """The id that the page gave the count; a fresh one where somebody spoilt it."""
    try:
        return UUID(typed or "")
    except ValueError:
        return uuid4()


@blueprint.post("/sites/<slug>/count/<uuid:count_id>/take-back")
def take_back_count(slug: str, count_id: UUID) -> ResponseReturnValue:
    """Take one count back."""
    site = site_or_404(slug)
    count = _count_or_404(site, count_id)
    now, span = clock.now(), span_in_words(count.counted_from_at, count.counted_to_at)
    with writing():
        headcounts.undo_headcount(count, now)
        record_audit(now, "took back a count by hand", span, person=signed_in(), site=site)
    flash(_("Taken back: the count of %(span)s. It counts nowhere now.", span=span))
    return redirect(url_for("upkeep.count_by_hand", slug=slug), 303)


@blueprint.post("/sites/<slug>/count/<uuid:count_id>/put-back")
def put_back_count(slug: str, count_id: UUID) -> ResponseReturnValue:
    """Put one count back that was taken back."""
    site = site_or_404(slug)
    count = _count_or_404(site, count_id)
    now, span = clock.now(), span_in_words(count.counted_from_at, count.counted_to_at)
    with writing():
        headcounts.restore_headcount(count)
        record_audit(now, "put back a count by hand", span, person=signed_in(), site=site)
    flash(_("Put back: the count of %(span)s.", span=span))
    return redirect(url_for("upkeep.count_by_hand", slug=slug), 303)


def _count_or_404(site: Site, count_id: UUID) -> Headcount:
    count = db.session.get(Headcount, count_id)
    if count is None or count.site_id != site.id:
        abort(404)
    return count
