"""Whether the parts that stand on the overview add up to their wholes.

Purposes and hours are counted for themselves. What else stands there in parts is made of them
(visits are people by screen and by hand; what nobody said is what is left), so it always adds up.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from flask_babel import gettext as _

from admin.summaries.figures import SiteFigures, Summary
from admin.summaries.whole import Part, Whole

Key = TypeVar("Key")


def what_does_not_add_up(summary: Summary) -> tuple[Whole, ...]:
    """The wholes whose parts disagree with them; none on a good day."""
    wholes = [whole for each in summary.sites for whole in _wholes_at(each)]
    return tuple(whole for whole in wholes if not whole.agrees)


def _wholes_at(each: SiteFigures) -> Iterator[Whole]:
    site, figures = each.site.short_name, each.figures
    by_purpose = _("People by screen at %(site)s, by what brought them in", site=site)
    yield _whole(by_purpose, figures.people, figures.purposes)
    by_hour = _("People by screen at %(site)s, by when they came", site=site)
    yield _whole(by_hour, figures.people, figures.hours)


def _whole(name: str, stated: int, counts: Mapping[Key, int]) -> Whole:
    parts = tuple(Part(str(key), count) for key, count in counts.items())
    return Whole(name, stated, parts or (Part("", 0),))
