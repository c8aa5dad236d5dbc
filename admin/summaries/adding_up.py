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
    return tuple(whole for each in summary.sites for whole in _disagreeing(each))


def _disagreeing(each: SiteFigures) -> Iterator[Whole]:
    site, figures = each.site.short_name, each.figures
    of = _("People by screen at %(site)s", site=site)
    if figures.from_file:
        of = _("People by screen or from a file at %(site)s", site=site)
    if figures.purposes.total() != figures.people:
        name = _("%(people)s, by what brought them in", people=of)
        yield Whole(name, figures.people, _parts(figures.purposes))
    if figures.hours.total() != figures.people:
        name = _("%(people)s, by when they came", people=of)
        yield Whole(name, figures.people, _parts(figures.hours))


def _parts(counts: Mapping[Key, int]) -> tuple[Part, ...]:
    return tuple(Part(str(key), count) for key, count in counts.items()) or (Part("", 0),)
