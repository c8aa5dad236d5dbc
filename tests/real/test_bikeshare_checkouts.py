"""41,777 check-outs with their Z: counted by the day and hour in London, not in Greenwich."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.real import bikeshare_checkouts, counting
from tests.real.office import Office

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = date(2014, 1, 1), date(2015, 1, 1)
SITES = bikeshare_checkouts.SITES
# The nights on which the clocks change, and the days about them.
NEAR_A_CHANGE = [
    date(2014, month, day) + timedelta(days=number)
    for month, day in ((3, 28), (10, 24))
    for number in range(1, 4)
]

# Trips by site, whose they were, and day and hour on a London clock.
Trips = Counter[tuple[str, str, date, int]]


def trips(data: Path) -> Trips:
    slugs = {name: slug for slug, name in SITES.items()}
    found: Trips = Counter()
    for row in counting.records(data / bikeshare_checkouts.FILE):
        at = datetime.fromisoformat(row["start_utc"]).astimezone(LONDON)
        found[slugs[row["site"]], row["user_type"], at.date(), at.hour] += 1
    return found


def figures(found: Trips) -> dict[str, object]:
    """What the summary has to say of some trips."""
    hours: Counter[tuple[int, int]] = Counter()
    kinds: Counter[str] = Counter()
    for (_site, kind, day, hour), number in found.items():
        hours[day.weekday(), hour] += number
        kinds[kind] += number
    members, others = kinds["Subscriber"], kinds["Customer"]
    return {
        "visits": members + others,
        "taps": members + others,
        "counted": 0,
        "first_visits": {"yes": others, "no": members, "not_recorded": 0},
        "purposes": counting.purposes(other=others, not_recorded=members),
        "hours": counting.by_hour(hours),
    }


def assert_figures(office: Office, found: Trips, first: date, last: date) -> None:
    """Of each site and of all together, from first to last."""
    said = office.summary(first, last, *SITES)
    inside: Trips = Counter({key: n for key, n in found.items() if first <= key[2] <= last})
    for site in said["sites"]:
        here: Trips = Counter({key: n for key, n in inside.items() if key[0] == site["slug"]})
        expected = figures(here)
        assert counting.only(site, *expected) == expected, (site["slug"], first)
    expected = figures(inside)
    assert counting.only(said["total"], *expected) == expected, first


def test_every_month_and_the_days_about_both_clock_changes_equal_the_files_own_count(office, data):
    office.add_sites(SITES, bikeshare_checkouts.OPENED_ON)
    before = office.everything()
    found = trips(data)

    assert office.bring_in("visits", bikeshare_checkouts.visits(data)) == 41_777

    assert_figures(office, found, FIRST, LAST)
    months = [date(2014, month, 1) for month in range(1, 13)] + [LAST]
    for first, following in zip(months, months[1:], strict=False):
        assert_figures(office, found, first, following - timedelta(days=1))
    for day in [*NEAR_A_CHANGE, FIRST, LAST]:
        assert_figures(office, found, day, day)
    # In the file's own days, Greenwich's, they are 42 and 49.
    assert office.summary("2014-03-30", "2014-03-30")["total"]["visits"] == 37
    assert office.summary("2014-10-26", "2014-10-26")["total"]["visits"] == 51
    assert office.undo_every_import() == 1
    assert office.everything() == before


def test_the_same_moments_by_a_clock_in_london_are_the_same_visits(office, data):
    office.add_sites(SITES, bikeshare_checkouts.OPENED_ON)
    change = [
        (row, datetime.fromisoformat(row["tapped_at"]).astimezone(LONDON))
        for row in bikeshare_checkouts.visits(data)
        if row["tapped_at"][:10] in ("2014-03-30", "2014-10-26")
    ]
    assert office.bring_in("visits", [row for row, _at in change]) == 91

    with_offset = [row | {"tapped_at": f"{at:%d/%m/%Y %H:%M %z}"} for row, at in change]
    told = office.try_to_bring_in("visits", with_offset, separator=";")
    assert (told.code, told.number("Already there"), told.number("Added")) == (0, 91, 0)

    # Without its offset a time that happened twice is the first: then it is another moment.
    without = [row | {"tapped_at": f"{at:%d/%m/%Y %H:%M}"} for row, at in change]
    told = office.try_to_bring_in("visits", without)
    second_time = {row["id"] for row, at in change if at.fold}
    assert (told.code, told.number("Refused"), told.number("Added")) == (1, len(second_time), 0)
    assert set(re.findall(r"The id “(\d+)”", "\n".join(told.lines))) == second_time
    assert len(second_time) == 2
