"""The room's blueprint, and what an address in it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, request, url_for

from admin.access import visible_sites
from admin.choices import Choice, choice_of_address
from admin.summaries.comments import (
    ALL,
    BETTER,
    GOOD,
    SHOWN,
    Asked,
    Comment,
    comment_by_id,
    courses_to_pick,
)
from kiosk import clock

blueprint = Blueprint("comments", __name__, url_prefix="/admin")


@dataclass(frozen=True)
class Filter:
    """What the address asks for beside period and sites."""

    show: str
    words: str
    course_id: int | None
    courses: Sequence[tuple[int, str]]

    @property
    def kept(self) -> dict[str, object]:
        """The same filter in an address; what asks for everything is left out."""
        return {
            "show": self.show if self.show != ALL else None,
            "words": self.words or None,
            "course": self.course_id,
        }

    @property
    def is_on(self) -> bool:
        """Whether anything is left out by it."""
        return any(self.kept.values())


def filter_of_address(choice: Choice) -> Filter:
    """The filter in the address; what it does not know asks for everything."""
    courses = courses_to_pick(choice.site_ids)
    show, words = request.args.get("show", ALL), request.args.get("words", "")
    course = request.args.get("course", type=int)
    return Filter(
        show=show if show in SHOWN else ALL,
        words=words if words in (GOOD, BETTER) else "",
        course_id=course if course in dict(courses) else None,
        courses=courses,
    )


def asked(choice: Choice, chosen: Filter) -> Asked:
    """The comments that period, sites and filter ask for together."""
    site_ids = choice.site_ids
    return Asked(choice.period, site_ids, choice.today, chosen.show, chosen.words, chosen.course_id)


def address() -> dict[str, object]:
    """The period, sites and filter of this page, as every address in the room keeps them."""
    choice = choice_of_address()
    return choice.kept | {"site": choice.slugs} | filter_of_address(choice).kept


def here(**changes: object) -> str:
    """The list that a change leads back to."""
    return url_for("comments.page", **(address() | changes))  # type: ignore[arg-type]  # its values


def comment_or_404(id: UUID) -> Comment:
    """A comment that the person at this page may read now."""
    return comment_by_id(id, visible_sites(), clock.today()) or abort(404)
