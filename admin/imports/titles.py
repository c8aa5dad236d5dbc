"""Which course each title in a file means: one that we have, by any spelling, or a new one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from admin.catalogue.courses import title_key
from kiosk.database import db
from kiosk.models import Course, CourseAlias


@dataclass(frozen=True)
class Titles:
    """`known` gives the course's own key for each folded title; `new` the titles to be added."""

    known: dict[str, str]
    new: dict[str, str]

    @classmethod
    def of(cls, titles: Iterable[str]) -> "Titles":
        """Look up the titles that a file names."""
        wanted = dict.fromkeys(titles)
        known: dict[str, str] = {}
        if wanted:
            aliases = select(CourseAlias.title_key, Course.title_key).join(
                Course, Course.id == CourseAlias.course_id
            )
            known = {spelling: key for spelling, key in db.session.execute(aliases)}  # noqa: C416
            known |= {key: key for key in db.session.scalars(select(Course.title_key))}
        new: dict[str, str] = {}
        for title in wanted:
            if (key := title_key(title)) not in known:
                new.setdefault(key, title)
        return cls(known, new)

    def key(self, title: str) -> str:
        """The folded title under which the course of a title stands, or will stand."""
        folded = title_key(title)
        return self.known.get(folded, folded)
