"""Figures from elsewhere in tests: those of the published report, and a builder of one."""

from datetime import date

from kiosk.models import ElsewhereFigure, ElsewherePart
from tests import people

YEAR = (date(2018, 4, 1), date(2019, 3, 31))
SIGNPOSTS = (
    ("To The Life Rooms’ learning", 1038),
    ("To employment support", 224),
    ("To volunteering", 60),
    ("To others", 1331),
)


def a_figure(
    name: str = "Signposts made",
    value: int = 2676,
    parts: tuple[tuple[str, int], ...] = SIGNPOSTS,
    slug: str | None = None,
    days: tuple[date, date] = YEAR,
    **about: object,
) -> ElsewhereFigure:
    """One figure, of the whole service unless a site is given."""
    given = {"heading": "Social prescribing", "source": "The team’s own register"} | about
    figure = ElsewhereFigure(
        name=name,
        value=value,
        from_on=days[0],
        to_on=days[1],
        site_id=people.site(slug).id if slug else None,
        entered_at=people.NOW,
        **given,
    )
    figure.parts = [
        ElsewherePart(position=place, name=part, value=count)
        for place, (part, count) in enumerate(parts, 1)
    ]
    people.add(figure)
    return figure
