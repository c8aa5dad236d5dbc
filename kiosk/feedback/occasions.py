"""What a form is about: a course run at its latest meeting, or a course that is not listed."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from kiosk import clock
from kiosk.codes import read_code
from kiosk.feedback.signed import GivenAt
from kiosk.models import CourseRun, Site
from kiosk.timetable import latest_meeting_on, run_by_code, takes_evaluations


@dataclass(frozen=True)
class Occasion:
    """The course that a form is about, where and on which day; no run: it was not listed."""

    site: Site
    run: CourseRun | None
    held_on: date

    @property
    def title(self) -> str:
        """The title of the course; empty where it is not known."""
        return self.run.course.title if self.run else ""

    @property
    def is_group(self) -> bool:
        """Whether to say “group” for “course”."""
        return self.run is not None and self.run.course.kind == "group"

    @property
    def code(self) -> str:
        """The code of the run; empty where there is none."""
        return self.run.code if self.run else ""

    @property
    def address(self) -> str:
        """Where a form about it is opened and sent."""
        return form_address(self.code, self.site.slug)


def form_address(code: str, site_slug: str) -> str:
    """Where a form is opened and sent: a run's, or the one for a course that is not listed."""
    if code:
        return url_for("feedback.form", code=code)
    return url_for("feedback.other_form", slug=site_slug)


def find_run(code: str) -> CourseRun | None:
    """The run whose code somebody scanned or typed."""
    read = read_code(code)
    return run_by_code(read) if read else None


def asked_on(given: GivenAt | None, today: date) -> date:
    """The day on which the form was opened, as far as we can vouch for it."""
    return min(clock.local_day(given.at), today) if given else today


def occasion_of(run: CourseRun, given: GivenAt | None, today: date) -> Occasion | None:
    """The meeting that a form of this run is about; None where the run takes no forms.

    A form that was opened in time is taken however late it is sent: its page said so.
    """
    for day in (asked_on(given, today), today):
        if takes_evaluations(run, day):
            return Occasion(run.site, run, latest_meeting_on(run, day))
    return None
