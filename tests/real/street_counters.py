"""Counters in two streets of Auckland, hour by hour, as headcounts from moment to moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.real import counting

FILE = "auckland_hourly_counts.csv"
SITES = {
    "queen-45": "45 Queen Street",
    "k-road": "183 K Road",
}
OPENED_ON = "2019-03-01"
AUCKLAND = ZoneInfo("Pacific/Auckland")


def headcounts(data: Path) -> Iterator[dict[str, object]]:
    """One row an hour and street, with Auckland's offset.

    The hours after midnight are left out: of which day they are is not said.
    """
    for row in counting.records(data / FILE):
        hour = int(row["hour"].split(":")[0])
        if hour < 6:
            continue
        begins = datetime.fromisoformat(row["date"]).replace(hour=hour, tzinfo=AUCKLAND)
        for street in SITES.values():
            yield {
                "site": street,
                "counted_from": begins.isoformat(timespec="minutes"),
                "counted_to": (begins + timedelta(hours=1)).isoformat(timespec="minutes"),
                "people": row[street],
                "method": "sensor",
            }
