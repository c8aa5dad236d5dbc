"""Figures from elsewhere as a kept report had them, and what is otherwise with them today."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from admin.summaries.elsewhere import Elsewhere, FromElsewhere
from admin.summaries.whole import Part, Whole

Kept = Mapping[str, Any]  # Any: JSON
KEY = "elsewhere"  # in the figures of a kept report; those kept before it was there lack it
WHICH = ("name", "from", "to", "site")


def elsewhere_as_json(found: FromElsewhere) -> list[dict[str, object]]:
    """The figures that a report prints, and those that it names as left out."""
    printed = [_as_json(each, left_out=False) for each in found.figures]
    return printed + [_as_json(each, left_out=True) for each in found.left_out]


def _as_json(each: Elsewhere, *, left_out: bool) -> dict[str, object]:
    return {
        "name": each.whole.name,
        "from": each.period.first.isoformat(),
        "to": each.period.last.isoformat(),
        "site": each.site.slug if each.site else "",
        "value": each.whole.stated,
        "percent": each.whole.is_percent,
        "parts": [[part.name, part.value] for part in each.whole.parts],
        "heading": each.heading,
        "source": each.source,
        "left_out": left_out,
    }


def elsewhere_otherwise(then: Sequence[Kept], found: FromElsewhere) -> Iterator[str]:
    """A sentence for each figure that is another, was withdrawn or was entered since."""
    was, is_now = _listed(then), _listed(elsewhere_as_json(found))
    for which, figures in was.items():
        today = is_now.get(which, [])
        same = [each for each in figures if each in today]
        rest = [each for each in figures if each not in same]
        others = [each for each in today if each not in same]
        for before, after in zip(rest, others, strict=False):
            yield _changed(before, after)
        for gone in rest[len(others) :]:
            yield _("%(figure)s, from elsewhere: withdrawn since.", figure=_value(gone))
        for new in others[len(rest) :]:
            yield _entered(new)
    for which, figures in is_now.items():
        if which not in was:
            yield from map(_entered, figures)


def _listed(figures: Sequence[Kept]) -> dict[tuple[Any, ...], list[Kept]]:  # Any: as above
    found: dict[tuple[Any, ...], list[Kept]] = {}
    for each in figures:
        found.setdefault(tuple(each[key] for key in WHICH), []).append(each)
    return found


def _entered(figure: Kept) -> str:
    return _("%(figure)s, from elsewhere: entered since.", figure=_value(figure))


def _changed(before: Kept, after: Kept) -> str:
    if before["value"] != after["value"] or before["percent"] != after["percent"]:
        words = {"name": before["name"], "then": _says(before), "now": _says(after)}
        return _("%(name)s, from elsewhere: %(then)s then, %(now)s today.", **words)
    if before["parts"] != after["parts"]:
        return _("%(figure)s, from elsewhere: its parts are others today.", figure=_value(before))
    return _(
        "%(figure)s, from elsewhere: its heading or source is another today.",
        figure=_value(before),
    )


def _value(figure: Kept) -> str:
    return _("%(name)s (%(value)s)", name=figure["name"], value=_says(figure))


def _says(figure: Kept) -> str:
    parts = tuple(Part(name, value) for name, value in figure["parts"])
    whole = Whole(figure["name"], figure["value"], parts, figure["percent"])
    return whole.says(figure["value"])
