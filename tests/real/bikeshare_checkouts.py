"""Check-outs of bicycles, in 2014 at three docking stations, as visits at exact moments."""

from collections.abc import Iterator
from pathlib import Path

from tests.real import counting

FILE = "bikeshare2014_checkouts.csv"
SITES = {
    "caltrain": "San Francisco Caltrain (Townsend at 4th)",
    "ferry": "Harry Bridges Plaza (Ferry Building)",
    "ryland": "Ryland Park",
}
OPENED_ON = "2014-01-01"

# A member comes again; somebody who bought a day's pass is new, and looks round. No purpose is
# known of the members.
FIRST_TIME = {"Subscriber": "no", "Customer": "yes"}
PURPOSE = {"Subscriber": "", "Customer": "other"}


def visits(data: Path) -> Iterator[dict[str, str]]:
    """One row a tap, its moment as it stands in the file, with its Z."""
    for trip in counting.records(data / FILE):
        yield {
            "site": trip["site"],
            "tapped_at": trip["start_utc"],
            "purpose": PURPOSE[trip["user_type"]],
            "first_time": FIRST_TIME[trip["user_type"]],
            "id": trip["trip_id"],
        }
