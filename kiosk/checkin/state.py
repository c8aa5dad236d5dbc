"""What the screen shows now: at rest, welcoming somebody for some seconds, or after an undo.

Everything about the last person is in the address and ends by itself, so that neither the back
button nor the history brings anybody back.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.clock import local_hour
from kiosk.records.visits import KeptVisit

TEXT_SIZES = ("large", "largest")
SHORT_STAY, LONG_STAY = 8, 20
# A minute of quiet, then twenty seconds of “Do you need more time?”.
MORE_STAY, ASKING = 80, 20
MOST_STAY = 600
CHANGES_WITHIN = 120
REST, WELCOME, UNDONE, AGAIN = "rest", "welcome", "undone", "again"
AFTERNOON, EVENING = 12, 17


@dataclass(frozen=True)
class Wishes:
    """What the address carries: text size, more time, how long to stay, the strip's state."""

    size: str
    more: bool
    stay: int
    strip: str
    start: int
    said: str

    @property
    def kept(self) -> dict[str, object]:
        """What every address of the same moment carries on."""
        more = {"more": 1} if self.more else {}
        return {"size": self.size or None, **more}


@dataclass(frozen=True)
class Stage:
    """What the screen shows; `ends_in_ms` until it rests by itself."""

    name: str
    visit: KeptVisit | None = None
    ends_in_ms: int = 0
    age_ms: int = 0
    sentence: str = ""


def read_wishes(sent: Mapping[str, str]) -> Wishes:
    """Read an address; what it does not say takes its default."""
    size = sent.get("size", "")
    size = size if size in TEXT_SIZES else ""
    return Wishes(
        size=size,
        more=sent.get("more") == "1",
        stay=_number(sent.get("stay", ""), LONG_STAY if size else SHORT_STAY),
        strip=sent.get("strip", ""),
        start=_number(sent.get("start", ""), 0),
        said=sent.get("said", ""),
    )


def _number(text: str, default: int) -> int:
    """A whole number up to the longest stay; a size made larger never shortens a stay."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 4
    return min(max(int(text), default), MOST_STAY) if is_number else default


def stage_now(visit: KeptVisit | None, wishes: Wishes, moment: datetime) -> Stage:
    """What the address of a visit shows at a moment; rest, once its time is over."""
    if visit is None:
        return Stage(REST)
    if visit.undone_at is not None:
        left = _left_ms(visit.undone_at, SHORT_STAY, moment)
        return Stage(UNDONE, visit, left) if left else Stage(REST)
    left = _left_ms(visit.tapped_at, wishes.stay, moment)
    if not left or not visit.latest:
        return Stage(REST)
    age = (moment - visit.tapped_at) // timedelta(milliseconds=1)
    return Stage(WELCOME, visit, left, age)


def _left_ms(begun_at: datetime, seconds: int, moment: datetime) -> int:
    left = (begun_at + timedelta(seconds=seconds) - moment) // timedelta(milliseconds=1)
    return max(left, 0)


def may_change(visit: KeptVisit, wishes: Wishes, moment: datetime) -> bool:
    """Whether the strip may still add to a visit: two minutes, longer where that was asked for."""
    seconds = max(CHANGES_WITHIN, wishes.stay if wishes.more else 0)
    return visit.undone_at is None and moment - visit.tapped_at <= timedelta(seconds=seconds)


def stay_after_touch(visit: KeptVisit, wishes: Wishes, moment: datetime) -> int:
    """The seconds after the tap until which the band stays, now that somebody touched the strip."""
    elapsed = math.ceil((moment - visit.tapped_at).total_seconds())
    longer = MORE_STAY if wishes.more else LONG_STAY
    return min(max(wishes.stay, elapsed + longer), MOST_STAY)


def part_of_day(moment: datetime) -> str:
    """Morning, afternoon or evening, by the clock on the wall."""
    hour = local_hour(moment)
    if hour < AFTERNOON:
        return "morning"
    return "afternoon" if hour < EVENING else "evening"
