"""A month beside others at four sites, so that each kind of number there is stands on the pages."""

from datetime import date, datetime, timedelta

from kiosk import clock
from kiosk.database import writing
from kiosk.models import Kiosk, ScreenDay
from tests import people
from tests.admin.compared_world import a_file, came, forms
from tests.admin.small_world import a_headcount, an_enrolment

OCTOBER = "from=2026-10-01&to=2026-10-31"
YEAR = "from=2025-10-01&to=2026-10-31"
MONTHS = (date(2025, 10, 1), date(2026, 9, 1), date(2026, 10, 1))


def many_numbers() -> None:
    """Store them all."""
    screens = [_a_screen(slug) for slug in ("walton", "southport")]
    _visits(screens[0])
    _counts_by_hand()
    _checks(screens[0], "2026-09", seen=6)
    _checks(screens[0], "2026-10", seen=9)
    _learning()


def _a_screen(slug: str) -> Kiosk:
    """It was seen on the days before its fifth in each month, but never on the 28th."""
    kiosk = people.a_kiosk(slug, f"Door of {slug}")
    installation = people.an_installation(kiosk)
    with writing():
        installation.paired_at = datetime(2026, 9, 1, 9, tzinfo=clock.LONDON)
    for number in range(61):
        day = date(2026, 9, 1) + timedelta(days=number)
        if day.day != 28 and not (slug == "walton" and day.day == 14):
            people.add(ScreenDay(kiosk_id=kiosk.id, day=day))
    return kiosk


def _visits(kiosk: Kiosk) -> None:
    for slug in ("walton", "southport", "bootle"):
        came(slug, "2025-09-30", 40)
        for place, month in enumerate(MONTHS):
            came(slug, month.replace(day=6).isoformat(), 640 + 90 * place, first_time=True)
            came(slug, month.replace(day=8).isoformat(), 66, purpose="community", visited_hour=14)
    came("walton", "2026-09-16", 300, import_id=a_file().id)
    came("walton", "2026-10-20", 4, kiosk_id=kiosk.id, purpose="other")


def _counts_by_hand() -> None:
    """One is of a day, one of two; two reach beyond October; one check is too long to compare."""
    a_headcount(date(2026, 10, 21), date(2026, 10, 22), 31)
    a_headcount(date(2026, 10, 22), date(2026, 10, 24), 17)
    a_headcount(date(2026, 9, 29), date(2026, 10, 2), 25)
    a_headcount(date(2026, 10, 30), date(2026, 11, 3), 26)
    a_headcount(date(2026, 10, 1), date(2026, 10, 12), 90, adds=False)


def _checks(kiosk: Kiosk, month: str, seen: int) -> None:
    """On four days the screen saw so many of ten people."""
    for number in range(21, 25):
        day = date.fromisoformat(f"{month}-{number}")
        came("walton", day.isoformat(), seen, kiosk_id=kiosk.id)
        a_headcount(day, day + timedelta(days=1), 10, adds=False)


def _learning() -> None:
    walking = people.a_run("Walking", code="AAAAA2", days=(MONTHS[1], MONTHS[2]))
    there = people.a_run("Walking", "southport", "BBBBB2", (MONTHS[2],))
    few = people.a_run("Singing", "southport", "CCCCC2", (MONTHS[2],))
    for month in MONTHS:
        forms(walking, month.isoformat(), yes=37, no=3 + month.month, wording=month.month)
    forms(there, "2026-10-01", yes=30, no=2, wording=10)
    forms(few, "2026-10-01", yes=4, wording=10)
    waiting = people.an_evaluation(few, MONTHS[2], covered_needs="partly", felt_valued="partly")
    with writing():
        waiting.run_id = None
    people.an_evaluation(there, MONTHS[2], covered_needs="partly")
    for run in (walking, there):  # no n of a site is the number of its forms
        people.an_evaluation(run, MONTHS[2])
    for run, month, new in ((walking, 1, True), (walking, 2, False), (there, 2, True)):
        slug = "walton" if run is walking else "southport"
        an_enrolment(slug, run.course_id, MONTHS[month], new, run.id)
