"""One run that meets today at each open site, so that a newcomer can scan and tap at once."""

from datetime import date, datetime, time

from sqlalchemy import exists, select

from admin.catalogue.courses import RunPlan, register_run
from admin.catalogue.meetings import lay_out
from kiosk import clock
from kiosk.database import db
from kiosk.models import CourseRun, Meeting, Site
from kiosk.timetable import open_sites, run_by_code

# By site: its code, its course, its kind, its room.
MEETS = {
    "walton": ("TRYWN1", "Mindfulness for beginners", "course", "Library room"),
    "southport": ("TRYST1", "Watercolour for beginners", "course", "Studio"),
    "bootle": ("TRYBT1", "Shared reading", "group", "Room 4, ground floor"),
}
ELSEWHERE = ("TRYCS1", "Creative writing", "group", "The community centre")
STARTS, ENDS = time(10), time(12)


def meet_today(now: datetime) -> None:
    """Inside `writing()`: have each open site's run meet today, where nothing of it does yet."""
    today = clock.local_day(now)
    for site in open_sites(today):
        code, title, kind, room = MEETS.get(site.slug, ELSEWHERE)
        run = run_by_code(code)
        if run is None and not _meets(site, today):
            _register(now, site, RunPlan(title, kind, site, room, "", [today], STARTS, ENDS), code)
        elif run is not None and not _meets(site, today):
            lay_out(run, [today], STARTS, ENDS)


def _register(now: datetime, site: Site, plan: RunPlan, code: str) -> None:
    register_run(now, plan, make_code=lambda: code)


def _meets(site: Site, day: date) -> bool:
    meets = exists().where(
        Meeting.run_id == CourseRun.id,
        CourseRun.site_id == site.id,
        Meeting.meets_on == day,
        Meeting.cancelled_at.is_(None),
    )
    return bool(db.session.scalar(select(meets)))
