"""13,176 hours counted in Auckland, added up by the day and month in London."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.real import counting, street_counters

STREETS = {name: slug for slug, name in street_counters.SITES.items()}
MONTHS = [date(2019 + number // 12, number % 12 + 1, 1) for number in range(2, 16)]
# Both clock changes in London, and one in Auckland.
DAYS = [date(2019, 10, 26), date(2019, 10, 27), date(2020, 3, 29), date(2019, 9, 29)]


def people(data: Path) -> Counter[tuple[str, date]]:
    """People of each street and London day."""
    london, auckland = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
    found: Counter[tuple[str, date]] = Counter()
    for row in counting.records(data / street_counters.FILE):
        hour = row["hour"].partition("-")[0]
        if len(hour) == 4 and hour < "6:00":
            continue
        naive = datetime.strptime(f"{row['date']} {hour}", "%Y-%m-%d %H:%M")
        moment = naive.replace(tzinfo=auckland).astimezone(UTC).astimezone(london)
        for name, slug in STREETS.items():
            found[slug, moment.date()] += int(float(row[name]))
    return found


def test_days_and_months_in_london_equal_the_file(office, data):
    office.add_sites(street_counters.SITES, street_counters.OPENED_ON)
    before = office.everything()

    assert office.bring_in("headcounts", street_counters.headcounts(data)) == 13_176

    found = people(data)
    spans = [
        (first, following - timedelta(days=1))
        for first, following in zip(MONTHS, MONTHS[1:], strict=False)
    ]
    for first, last in [*spans, *((day, day) for day in DAYS)]:
        said = office.summary(first, last, *STREETS.values())
        for site in said["sites"]:
            assert (
                site["visits"]
                == site["counted"]
                == sum(
                    number
                    for (slug, day), number in found.items()
                    if slug == site["slug"] and first <= day <= last
                )
            ), (site["slug"], first)
        assert said["left_out"] == []
    assert office.undo_every_import() == 1
    assert office.everything() == before
