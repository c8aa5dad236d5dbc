"""What brought people in at each site, beside earlier periods."""

from collections.abc import Sequence

from admin.compared_figures import Group, group_of, what_for
from admin.summaries.bars import MOST_TABLES
from admin.summaries.comparison import Comparison


def purposes_by_site(comparisons: Sequence[Comparison]) -> tuple[Group, ...]:
    """The purposes of each site whose visits are compared, by its name.

    Of a single site they are those of the whole table. Of very many there are none: each has a page
    of its own.
    """
    of_each = [each.counted for each in comparisons]
    if not 1 < len(of_each[0]) <= MOST_TABLES:
        return ()
    return tuple(
        group_of(
            same[0].site.short_name,
            [(each.now, each.then) for each in same],
            what_for(same[0].site.id),
        )
        for same in zip(*of_each, strict=True)
    )
