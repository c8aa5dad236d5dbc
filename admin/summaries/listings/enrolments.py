"""The rows behind the enrolments, and behind the learning opportunities."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from admin.summaries.by_course import FEWEST_FORMS
from admin.summaries.learning import TALLY, tallied_forms
from admin.summaries.listings.listing import Column, Listed, Listing, Queried
from admin.summaries.rows import ENROLMENTS, FEW_FORMS, Row, enrolment_row, enrolments_query
from admin.wanted import Wanted
from kiosk.database import db
from kiosk.models import Course, CourseRun, Enrolment, EvaluationTally, Meeting, Site
from kiosk.pages import number

COURSES = ("course", "sites", "dates", "enrolments", "forms")
# How often each course at each site.
Times = Mapping[tuple[int, int], int]


def enrolments(wanted: Wanted) -> Listing:
    """The places taken, all of them or those of people who were new."""
    new = "new" in wanted.filters
    query = enrolments_query(wanted.choice.period, wanted.site_ids)
    if new:
        query = query.where(Enrolment.new_to_life_rooms)
    places = db.session.scalars(select(func.count()).select_from(query.subquery())).one()
    by: Sequence[Column] = (
        Site.name,
        func.lower(Course.title),
        Enrolment.enrolled_on,
        Enrolment.new_to_life_rooms,
    )
    heading = (
        ngettext(
            "%(count)s enrolment new to The Life Rooms",
            "%(count)s enrolments new to The Life Rooms",
            places,
            count=number(places),
        )
        if new
        else ngettext("%(count)s enrolment", "%(count)s enrolments", places, count=number(places))
    )
    return Listing(
        figure=places,
        heading=heading,
        who=_("Enrolments on courses and groups"),
        also=[_("of people who were new to The Life Rooms")] if new else [],
        how=_("One row a place taken on a course, on the day it was taken; never by whom."),
        total="",
        length=places,
        rows=Queried(
            ENROLMENTS,
            query,
            enrolment_row,
            dict(zip(ENROLMENTS, by, strict=True)),
            (Enrolment.enrolled_on, Enrolment.id),
        ),
    )


def courses(wanted: Wanted) -> Listing:
    """The learning opportunities: each different course once, at however many sites."""
    rows = _course_rows(wanted)
    heading = ngettext(
        "%(count)s learning opportunity",
        "%(count)s learning opportunities",
        len(rows),
        count=number(len(rows)),
    )
    return Listing(
        figure=len(rows),
        heading=heading,
        who=_("Different courses and groups"),
        also=[_("with a date, an enrolment or an evaluation form")],
        how=_(
            "A course counts once, however many dates and sites it has. Dates that were cancelled"
            " are not counted. How many forms it has shows from 5 on."
        ),
        total="",
        length=len(rows),
        rows=Listed(COURSES, rows),
    )


def _course_rows(wanted: Wanted) -> list[Row]:
    met, enrolled, filled_in = _met(wanted), _enrolled(wanted), _filled_in(wanted)
    keys = met.keys() | enrolled.keys() | filled_in.keys()
    slugs: dict[int, set[str]] = {}
    slug_of = {site.id: site.slug for site in wanted.choice.sites}
    for course_id, site_id in keys:
        slugs.setdefault(course_id, set()).add(slug_of[site_id])
    dates, places, forms = map(_by_course, (met, enrolled, filled_in))
    query = select(Course.id, Course.title).order_by(func.lower(Course.title), Course.id)
    return [
        (title, ", ".join(sorted(slugs[id])), dates[id], places[id], _from_five(forms[id]))
        for id, title in db.session.execute(query)
        if id in slugs
    ]


def _from_five(forms: int) -> int | str:
    return FEW_FORMS if 0 < forms < FEWEST_FORMS else forms


def _by_course(times: Times) -> Counter[int]:
    counted: Counter[int] = Counter()
    for (course_id, _site_id), count in times.items():
        counted[course_id] += count
    return counted


def _times(found: Iterable[tuple[int, int, int]]) -> Times:
    return {(course_id, site_id): int(count) for course_id, site_id, count in found}


def _met(wanted: Wanted) -> Times:
    period = wanted.choice.period
    query = (
        select(CourseRun.course_id, CourseRun.site_id, func.count())
        .join_from(CourseRun, Meeting, Meeting.run_id == CourseRun.id)
        .where(
            CourseRun.site_id.in_(wanted.site_ids),
            Meeting.meets_on.between(period.first, period.last),
            Meeting.cancelled_at.is_(None),
        )
        .group_by(CourseRun.course_id, CourseRun.site_id)
    )
    return _times(iter(db.session.execute(query)))


def _enrolled(wanted: Wanted) -> Times:
    period = wanted.choice.period
    query = (
        select(Enrolment.course_id, Enrolment.site_id, func.count())
        .where(
            Enrolment.site_id.in_(wanted.site_ids),
            Enrolment.enrolled_on.between(period.first, period.last),
        )
        .group_by(Enrolment.course_id, Enrolment.site_id)
    )
    return _times(iter(db.session.execute(query)))


def _filled_in(wanted: Wanted) -> Times:
    query = (
        select(CourseRun.course_id, CourseRun.site_id, func.sum(TALLY.forms))
        .join_from(EvaluationTally, CourseRun, CourseRun.id == TALLY.run_key)
        .where(*tallied_forms(wanted.choice.period, wanted.site_ids))
        .group_by(CourseRun.course_id, CourseRun.site_id)
    )
    return _times(iter(db.session.execute(query)))
