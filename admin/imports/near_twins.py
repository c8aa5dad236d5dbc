"""New courses of a file whose titles are probably a slip of one that we have, or of another one."""

from collections.abc import Iterable, Mapping

from admin.imports.titles import Titles
from admin.twins import Titled, likely_twins


def near_twins(titles: Titles, ours: Iterable[Titled]) -> Mapping[str, str]:
    """By the title of a new course, the title that is most like it; those of our own first."""
    kept = {course.id: course for course in ours} if titles.new else {}
    new = [Titled(-place, title) for place, title in enumerate(titles.new.values(), 1)]
    found: dict[str, str] = {}
    pairs = likely_twins([*kept.values(), *new], most=(len(kept) + len(new)) ** 2)
    # The likeliest come first; before them, those beside a course of our own.
    for pair in sorted(pairs, key=lambda pair: not kept.keys() & {pair.one.id, pair.other.id}):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if one.id not in kept:
                found.setdefault(one.title, other.title)
    return found
