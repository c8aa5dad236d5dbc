"""Figures from elsewhere: what other systems count, entered by staff for the report."""

from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, visible_sites
from admin.catalogue.elsewhere import Given, is_same, register_figure, retire_figure
from admin.forms.elsewhere import PARTS_SHOWN, FigureForm, WithdrawForm, like
from admin.forms.fields import sent_fields
from admin.periods import Period
from admin.summaries.elsewhere import Elsewhere
from admin.summaries.elsewhere_list import (
    days_following,
    headings_used,
    list_elsewhere,
    one_figure,
    standing_alike,
    to_copy,
)
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import writing
from kiosk.models import Person


@blueprint.get("/elsewhere")
def elsewhere() -> ResponseReturnValue:
    """Every figure that the person may read, by its days."""
    return render_template(
        "admin/upkeep/elsewhere/list.html",
        listed=list_elsewhere(visible_sites()),
        days_following=days_following,
        may_change=_may_change,
    )


@blueprint.route("/elsewhere/add", methods=["GET", "POST"])
def add_elsewhere() -> ResponseReturnValue:
    """Enter a figure; one that may be wrong is looked at twice, then saved as it was stated."""
    pattern = _pattern()
    form = _form(pattern)
    given, beside = None, []
    if form.validate_on_submit():
        given = form.given()
        beside = standing_alike(given.whole, given.period, given.site)
        if "confirmed" in request.form or not _needs_a_look(given, beside):
            _enter(given, signed_in())
            return redirect(_after(pattern), 303)
    sites = visible_sites()
    return render_template(
        "admin/upkeep/elsewhere/add.html",
        form=form,
        pattern=pattern,
        given=given,
        beside=beside,
        sent=sent_fields(),
        headings=headings_used(sites),
        shown=PARTS_SHOWN,
    )


def _pattern() -> Elsewhere | None:
    """The figure that the new one is to be like, where the address names one."""
    figure_id = request.args.get("like", 0, int)
    return one_figure(figure_id, visible_sites()) if 0 < figure_id < 2**31 else None


def _form(pattern: Elsewhere | None) -> FigureForm:
    today, service = clock.today(), signed_in().is_manager
    given = like(pattern, days_following(pattern.period), today) if pattern else {}
    return FigureForm(visible_sites(), service=service, today=today, data=given)


def _needs_a_look(given: Given, beside: list[Elsewhere]) -> bool:
    if any(is_same(given, each) for each in beside):  # the same form, sent again
        return False
    return bool(beside) or not given.whole.agrees or bool(given.whole.few_people)


def _enter(given: Given, person: Person) -> None:
    now = clock.now()
    with writing():
        register_figure(now, given, person)
    words = {
        "value": given.whole.says(given.whole.stated),
        "name": given.whole.name,
        "days": given.period.words,
    }
    flash(_("Saved: %(value)s, %(name)s, %(days)s.", **words))
    if not given.whole.agrees:
        flash(given.whole.disagreement, "warning")


def _after(pattern: Elsewhere | None) -> str:
    """Where a person goes on: to the other figures to copy, or to all of them."""
    if pattern is None:
        return url_for("upkeep.elsewhere")
    first, last = pattern.period.first, pattern.period.last
    return url_for("upkeep.copy_elsewhere", first=first, last=last)


@blueprint.get("/elsewhere/copy/<day:first>/<day:last>")
def copy_elsewhere(first: date, last: date) -> ResponseReturnValue:
    """The figures of some days, each to be entered for the days that follow."""
    period = Period(first, last)
    following = days_following(period) if first <= last else None
    if following is None:
        abort(404)
    figures = [
        each for each in to_copy(period, following, visible_sites()) if _may_change(each.figure)
    ]
    return render_template(
        "admin/upkeep/elsewhere/copy.html",
        period=period,
        following=following,
        figures=figures,
        is_over=following.last <= clock.today(),
    )


@blueprint.route("/elsewhere/<int:figure_id>/withdraw", methods=["GET", "POST"])
def withdraw_elsewhere(figure_id: int) -> ResponseReturnValue:
    """Withdraw a figure that was wrong, saying why; it is never changed in place."""
    figure = one_figure(figure_id, visible_sites())
    if figure is None:
        abort(404)
    if not _may_change(figure):
        abort(403)
    form = WithdrawForm()
    if form.validate_on_submit():
        with writing():
            retire_figure(clock.now(), figure, form.reason.text, signed_in())
        flash(_("Withdrawn: %(name)s, %(days)s.", name=figure.whole.name, days=figure.period.words))
        return redirect(url_for("upkeep.elsewhere"), 303)
    return render_template("admin/upkeep/elsewhere/withdraw.html", figure=figure, form=form)


def _may_change(figure: Elsewhere) -> bool:
    """Whether the person may enter and withdraw such a figure: the whole service is managers’."""
    return figure.site is not None or signed_in().is_manager
