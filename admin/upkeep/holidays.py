"""England's bank holidays by the year: a day taken away, a day added, and both taken back."""

from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import managers_only, signed_in, visible_sites
from admin.bank_holidays import BankHolidays
from admin.catalogue import own_days
from admin.forms.own_days import HolidayForm
from admin.upkeep.own_days import say_meetings
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.addresses import EARLIEST, LATEST
from kiosk.database import writing
from kiosk.pages import day as day_in_words


@blueprint.get("/bank-holidays")
@managers_only
def bank_holidays_now() -> ResponseReturnValue:
    """The bank holidays of this year."""
    return _show(clock.today().year, None)


@blueprint.route("/bank-holidays/<int:year>", methods=["GET", "POST"])
@managers_only
def bank_holidays(year: int) -> ResponseReturnValue:
    """The bank holidays of a year; a day may be added, of whichever year."""
    if not EARLIEST.year <= year <= LATEST.year:
        abort(404)
    form = HolidayForm(BankHolidays.kept())
    if not form.validate_on_submit():
        return _show(year, form)
    day, name = form.day.given, form.name.text
    with writing():
        own_days.register_holiday(clock.now(), day, name, signed_in())
    flash(_("%(day)s is a bank holiday now: %(name)s.", day=day_in_words(day), name=name))
    say_meetings(visible_sites(), day)
    return redirect(url_for("upkeep.bank_holidays", year=day.year), 303)


@blueprint.post("/bank-holidays/<day:day>/take-away")
@managers_only
def take_away_holiday(day: date) -> ResponseReturnValue:
    """Say that a day of the published list is no bank holiday for this service."""
    name = _name_or_404(day)
    with writing():
        own_days.change_to_no_holiday(clock.now(), day, name, signed_in())
    flash(_("%(day)s is not a bank holiday here any more.", day=day_in_words(day)))
    return redirect(url_for("upkeep.bank_holidays", year=day.year), 303)


@blueprint.post("/bank-holidays/<day:day>/put-back")
@managers_only
def put_back_holiday(day: date) -> ResponseReturnValue:
    """Let the published list speak for a day again."""
    with writing():
        own_days.retire_holiday_change(clock.now(), day, day_in_words(day), signed_in())
    flash(_("%(day)s is as the published list has it.", day=day_in_words(day)))
    return redirect(url_for("upkeep.bank_holidays", year=day.year), 303)


def _name_or_404(day: date) -> str:
    """The name of a day that is in the published list and was not taken away."""
    kept = BankHolidays.kept()
    name = kept.name(day)
    if name is None or day in kept.added:
        abort(404)
    return name


def _show(year: int, form: HolidayForm | None) -> ResponseReturnValue:
    kept = BankHolidays.kept()
    return render_template(
        "admin/upkeep/holidays/year.html",
        year=year,
        holidays=kept.listed(year),
        earlier=year - 1 if year > EARLIEST.year else None,
        later=year + 1 if year < LATEST.year else None,
        form=form or HolidayForm(kept, sent=False),
    )
