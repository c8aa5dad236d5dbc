"""More checks of a screen that worked, so that there is something to say of it; they add nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from admin.demonstration.place import Place, Row
from kiosk import clock

KEYS = UUID("5b0c4c38-5f2e-4f0e-9b63-2a7d3a0f6c11")


@dataclass(frozen=True)
class CheckedByHand:
    """A day on which the people were counted at the door as well as by the screen."""

    slug: str
    day: date
    people: int


CHECKS = (
    CheckedByHand("walton", date(2018, 7, 10), 129),
    CheckedByHand("walton", date(2018, 11, 20), 147),
    CheckedByHand("walton", date(2019, 2, 12), 151),
)


def checks_by_hand(places: Iterable[Place]) -> Iterator[Row]:
    """Their keys are no draws by the rule: each would change every draw after it."""
    site_ids = {place.slug: place.site_id for place in places}
    for check in CHECKS:
        begins_at, ended_at = clock.bounds(check.day, check.day)
        yield {
            "id": uuid5(KEYS, f"{check.slug} {check.day}"),
            "site_id": site_ids[check.slug],
            "counted_from_at": begins_at,
            "counted_to_at": ended_at,
            "people": check.people,
            "method": "by hand",
            "adds": False,
            "received_on": check.day,
        }
