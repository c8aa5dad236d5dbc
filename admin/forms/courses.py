"""What staff type about a course, a run of it, and the dates of a run."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation

from admin.catalogue.courses import RunPlan
from admin.forms.fields import ClockField, DayField, LineField, RadioField, SelectField
from admin.forms.fields import lazily as _l
from admin.opening import Closures
from admin.series import Series, horizon, weekly
from kiosk import clock
from kiosk.models import CourseRun, Site
from kiosk.pages import day_and_year

ONCE, UNTIL, WITHOUT_END, UNKNOWN = "once", "until", "without_end", "unknown"
LONGEST = timedelta(days=3 * 366)  # a series with an end; also how far ahead a date may lie
MOST_TITLE, MOST_ROOM, MOST_TUTOR = 120, 80, 120
_ENDS_LATER = _l("It ends before it starts. Check both times.")


def _kinds() -> dict[str, str]:
    return {
        "course": _("A course: people learn something"),
        "group": _("A group: people meet or make something"),
    }


def _repeats() -> dict[str, str]:
    return {
        ONCE: _("On one date"),
        UNTIL: _("Every week until a last date"),
        WITHOUT_END: _("Every week, without an end"),
        UNKNOWN: _("The dates are not known yet"),
    }


def _title(**options: Any) -> LineField:  # Any: whatever else WTForms takes
    needed = DataRequired(_l("Write what the course is called."))
    length = Length(max=MOST_TITLE, message=_l("Keep the title to 120 letters."))
    return LineField(_l("Title"), [needed, length], **options)


def _room() -> LineField:
    length = Length(max=MOST_ROOM, message=_l("Keep the room to 80 letters."))
    return LineField(_l("Room (optional)"), [length])


def _tutor() -> LineField:
    length = Length(max=MOST_TUTOR, message=_l("Keep the names to 120 letters."))
    return LineField(_l("Who leads it (optional)"), [length])


class CourseForm(FlaskForm):
    """A course's title and kind."""

    title = _title()
    kind = RadioField(_l("Is it a course or a group?"), choices=_kinds, default="course")


class _AtASite(FlaskForm):
    """What and where: the part that every new run needs."""

    site = SelectField(_l("Site"), validate_choice=False)
    title = _title(render_kw={"list": "titles", "autocomplete": "off"})
    kind = RadioField(_l("Is it a course or a group?"), choices=_kinds, default="course")
    room = _room()
    tutor = _tutor()

    # Any: whatever else WTForms takes
    def __init__(self, sites: Sequence[Site], now: datetime, **others: Any) -> None:
        self.sites = {site.slug: site for site in sites}
        self.now = now
        super().__init__(**others)  # type: ignore[no-untyped-call]  # FlaskForm's is
        self.site.choices = {site.slug: site.short_name for site in sites}

    def validate_site(self, field: SelectField) -> None:
        """The site is one that the person may see."""
        if self.chosen is None:
            raise ValidationError(_("Choose one of your sites."))

    @property
    def chosen(self) -> Site | None:
        """The site that was chosen, of those that may be."""
        return self.sites.get(self.site.data or "")


class RunForm(_AtASite):
    """A course run and the dates on which it meets."""

    repeats = RadioField(_l("When does it meet?"), choices=_repeats, default=ONCE)
    first_on = DayField(_l("Date, or first date"), validators=[Optional()])
    last_on = DayField(_l("Last date"), validators=[Optional()])
    starts = ClockField(_l("Starts at"), validators=[Optional()])
    ends = ClockField(_l("Ends at (optional)"), validators=[Optional()])

    def validate_repeats(self, field: RadioField) -> None:
        """The dates that a way of repeating needs are there."""
        needed = [] if field.data == UNKNOWN else [self.first_on, self.starts]
        if field.data == UNTIL:
            needed.append(self.last_on)
        for missing in needed:
            if missing.data is None and not missing.process_errors:
                missing.validators = [InputRequired(self._needs(missing.name))]

    def _needs(self, name: str) -> str:
        return {
            "first_on": _("Choose the date, or the first date."),
            "last_on": _("Choose the last date."),
            "starts": _("Say when it starts, such as 10:00."),
        }[name]

    def validate_first_on(self, field: DayField) -> None:
        """The first date lies within the site's life and not absurdly far ahead."""
        if self.repeats.data != UNKNOWN:
            judge_day(self.chosen, field.data, self.now)

    def validate_last_on(self, field: DayField) -> None:
        """The last date follows the first, and some date is left between them."""
        site, first, last = self.chosen, self.first_on.data, field.data
        if self.repeats.data != UNTIL or not (site and first and last):
            return
        judge_day(site, last, self.now)
        if last < first:
            raise ValidationError(_("The last date is before the first. Change one of them."))
        if last - first > LONGEST:
            raise ValidationError(_("That is more than three years. Choose “without an end”."))
        if not weekly(first, last, Closures.of(site)).days:
            raise ValidationError(_("The site is closed on each of these days. Change the dates."))

    def validate_ends(self, field: ClockField) -> None:
        """It ends after it starts."""
        judge_times(self.starts.data, field.data)

    def series(self) -> Series:
        """The days that a valid form means."""
        site, first = self.chosen, self.first_on.data
        if site is None or first is None or self.repeats.data == UNKNOWN:
            return Series(())
        if self.repeats.data == ONCE:
            return Series((first,))
        last = self.last_on.data or first
        if self.repeats.data == WITHOUT_END:
            last = horizon(max(first, clock.local_day(self.now)))
        return weekly(first, last, Closures.of(site))

    def plan(self, series: Series) -> RunPlan:
        """The run that a valid form describes, on these days."""
        return RunPlan(
            title=self.title.text,
            kind=str(self.kind.data),
            site=self.sites[str(self.site.data)],
            room=self.room.text,
            tutor=self.tutor.text,
            days=series.days,
            starts=self.starts.data or time(0),
            ends=self.ends.data,
            open_ended=self.repeats.data == WITHOUT_END,
        )


class StartForm(_AtASite):
    """A run that starts now: a title and when it ends."""

    ends = ClockField(
        _l("Ends at"), validators=[InputRequired(_l("Say when it ends, such as 12:00."))]
    )

    def validate_site(self, field: SelectField) -> None:
        """The site is one that the person may see, and it is within its life."""
        super().validate_site(field)
        site, today = self.sites[str(field.data)], clock.local_day(self.now)
        if today < site.opened_on:
            raise ValidationError(
                _("%(site)s is not open yet. Nothing can start there now.", site=site.short_name)
            )
        if site.closed_on and today > site.closed_on:
            raise ValidationError(
                _("%(site)s is closed for good. Nothing can start there.", site=site.short_name)
            )

    def validate_ends(self, field: ClockField) -> None:
        """It ends later today."""
        if field.data and self.ends_at() <= self.now:
            raise ValidationError(_("That time has passed. Choose a later one, today."))

    def ends_at(self) -> datetime:
        """The moment at which a valid form says that it ends."""
        return clock.at_local(clock.local_day(self.now), self.ends.given)

    def plan(self) -> RunPlan:
        """The run that a valid form describes; its one meeting is now."""
        return RunPlan(
            title=self.title.text,
            kind=str(self.kind.data),
            site=self.sites[str(self.site.data)],
            room=self.room.text,
            tutor=self.tutor.text,
            days=(),
            starts=time(0),
            ends=None,
        )


class ChangeRunForm(FlaskForm):
    """Room, tutor and, from a day on, the times of a run."""

    room = _room()
    tutor = _tutor()
    starts = ClockField(_l("Starts at"), validators=[Optional()])
    ends = ClockField(_l("Ends at (optional)"), validators=[Optional()])
    first_on = DayField(
        _l("New times from"), validators=[InputRequired(_l("Choose the day to change from."))]
    )

    def validate_ends(self, field: ClockField) -> None:
        """It ends after it starts, and it starts."""
        if field.data and self.starts.data is None:
            raise ValidationError(_("Say when it starts too."))
        judge_times(self.starts.data, field.data)


class MeetingForm(FlaskForm):
    """One more date of a run."""

    day = DayField(_l("Date"), validators=[InputRequired(_l("Choose the date to add."))])
    starts = ClockField(
        _l("Starts at"), validators=[InputRequired(_l("Say when it starts, such as 10:00."))]
    )
    ends = ClockField(_l("Ends at (optional)"), validators=[Optional()])

    # Any: whatever else WTForms takes
    def __init__(self, run: CourseRun, now: datetime, **others: Any) -> None:
        self.run = run
        self.now = now
        super().__init__(**others)  # type: ignore[no-untyped-call]  # FlaskForm's is

    def validate_day(self, field: DayField) -> None:
        """The date lies within the site's life, and before a series without end is laid out to."""
        judge_day(self.run.site, field.data, self.now)
        last = self.run.meetings[-1].meets_on if self.run.meetings else None
        if field.data and self.run.open_ended and last and field.data >= last:
            raise ValidationError(
                _(
                    "This series already goes on to %(day)s. Choose an earlier date.",
                    day=day_and_year(last),
                )
            )

    def validate_ends(self, field: ClockField) -> None:
        """It ends after it starts."""
        judge_times(self.starts.data, field.data)


class StopForm(FlaskForm):
    """The last day of a series."""

    last_on = DayField(_l("Last date"), validators=[InputRequired(_l("Choose the last date."))])


def judge_day(site: Site | None, day: date | None, now: datetime) -> None:
    """Refuse a date before a site opened, after it closed, or absurdly far ahead."""
    if site is None or day is None:
        return
    if day < site.opened_on:
        raise ValidationError(
            _(
                "%(site)s opened on %(day)s. Choose that day or a later one.",
                site=site.short_name,
                day=day_and_year(site.opened_on),
            )
        )
    if site.closed_on and day > site.closed_on:
        raise ValidationError(
            _(
                "%(site)s closed for good on %(day)s. Choose an earlier day.",
                site=site.short_name,
                day=day_and_year(site.closed_on),
            )
        )
    if day > clock.local_day(now) + LONGEST:
        raise StopValidation(_("That is more than three years away. Check the year."))


def judge_times(starts: time | None, ends: time | None) -> None:
    """Refuse an end that is not after its start."""
    if starts and ends and ends <= starts:
        raise ValidationError(_ENDS_LATER)
