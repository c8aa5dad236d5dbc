"""Figures from elsewhere in the demonstration year: the report's own, slips and all.

Source: The Life Rooms Annual Report 2019, for the numbers; what the parts are called is ours. The
parts of its two tables do not add up, and are kept as they were printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from admin.demonstration.published import FIRST, LAST
from kiosk import clock
from kiosk.models import ElsewhereFigure, ElsewherePart

SOURCE = "The Life Rooms Annual Report 2019"
ENTERED = date(2019, 5, 1)


@dataclass(frozen=True)
class Printed:
    """One figure as the report printed it."""

    heading: str
    name: str
    value: int
    parts: tuple[tuple[str, int], ...] = ()
    is_percent: bool = False


PRESCRIBING, WELLBEING = "Social prescribing", "Wellbeing"
PRINTED = (
    Printed(PRESCRIBING, "Registrations", 1_057),
    Printed(PRESCRIBING, "Of those registered, use Mersey Care’s services", 44, is_percent=True),
    Printed(PRESCRIBING, "Contacts", 1_891),
    Printed(
        PRESCRIBING,
        "Signposts",
        2_676,
        (
            ("to learning", 1_038),
            ("to employment support", 224),
            ("to volunteering", 60),
            ("to other organisations", 1_331),
        ),
    ),
    Printed(
        WELLBEING,
        "People asked about their wellbeing before and after (SWEMWBS, a short scale), of 303",
        59,
        (("scored higher", 36), ("scored the same", 11), ("scored lower", 14)),
    ),
)


def figures(entered_by_id: int) -> Iterator[ElsewhereFigure]:
    """Each figure of the whole service, entered when the report was being written."""
    for printed in PRINTED:
        yield ElsewhereFigure(
            heading=printed.heading,
            name=printed.name,
            from_on=FIRST,
            to_on=LAST,
            value=printed.value,
            is_percent=printed.is_percent,
            source=SOURCE,
            entered_at=clock.at_local(ENTERED) + timedelta(hours=10),
            entered_by_id=entered_by_id,
            parts=[
                ElsewherePart(position=place, name=name, value=value)
                for place, (name, value) in enumerate(printed.parts, 1)
            ],
        )
