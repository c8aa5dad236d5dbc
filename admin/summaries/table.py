"""The summary as one flat row for each site and one for all: the file that a spreadsheet opens."""

from collections.abc import Iterator, Mapping

from admin.summaries.figures import Figures, Summary
from admin.summaries.shape import figures_as_json

Cell = str | int | float | None
# They came last, so they stand last: a column that somebody’s spreadsheet reads stays in its place.
PARTS_OF_TAPS = ("taps_on_screens", "rows_from_file")


def summary_rows(summary: Summary) -> list[dict[str, Cell]]:
    """The same numbers as the page and the JSON; `hours` apart, which need a table of their own."""
    left_out = {each.site.slug: 0 for each in summary.sites}
    for each in summary.left_out:
        left_out[each.site.slug] += each.people
    rows = [
        _row(one.site.slug, one.site.opened_on.isoformat(), one.figures, left_out[one.site.slug])
        for one in summary.sites
    ]
    return [*rows, _row("total", None, summary.total, summary.left_out_people)]


def _row(site: str, opened_on: str | None, figures: Figures, left_out: int) -> dict[str, Cell]:
    shape = figures_as_json(figures) | {"people_left_out": left_out}
    del shape["hours"]
    shape |= {name: shape.pop(name) for name in PARTS_OF_TAPS}
    row: dict[str, Cell] = {"site": site, "opened_on": opened_on}
    return row | dict(_flat(shape, ""))


def _flat(shape: Mapping[str, object], prefix: str) -> Iterator[tuple[str, Cell]]:
    for key, value in shape.items():
        if isinstance(value, dict):
            yield from _flat(value, "" if key == "questions" else f"{prefix}{key}_")
        elif value is None or isinstance(value, str | int | float):
            yield f"{prefix}{key}", value
