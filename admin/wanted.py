"""Which figure's rows an address asks for: of what, in which days, where, and which of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flask import abort, request
from sqlalchemy import select

from admin.choices import Choice, choice_of_address
from admin.summaries.bars import ANSWERED
from admin.summaries.figures import BLANK
from admin.summaries.shape import FIRST_VISITS, WEEKDAYS
from kiosk.database import db
from kiosk.models import Course, CourseRun
from kiosk.questions import ANSWER_VALUES, NOT_RECORDED, PURPOSE_VALUES, QUESTION_NAMES

# Beside the columns of a chart: of the overview's, or of the report's, whose columns are longer.
LEFT_OUT, BESIDE, BESIDE_IN_REPORT = "left-out", "beside", "beside-in-report"
NOT_COUNTED, NOT_COMPARED = "not-counted", "not-compared"
PEOPLE, SEEN, SHARE = "people", "seen", "share"  # which number of the checks is meant
NO_COURSE = "none"
BY_SCREEN, BY_FILE = "screen", "file"
OF_TAPS: Mapping[str, Collection[str]] = {
    "purpose": (*PURPOSE_VALUES, NOT_RECORDED),
    "first": FIRST_VISITS,
    "weekday": WEEKDAYS,
    "hour": [str(hour) for hour in range(24)],
    "by": (BY_SCREEN, BY_FILE),
}
# Of which figures there are rows, and which part of them an address may ask for.
KINDS: Mapping[str, Mapping[str, Collection[str]]] = {
    "visits": {},
    "people": OF_TAPS,
    "taps": OF_TAPS,
    "headcounts": {"which": (LEFT_OUT, BESIDE, BESIDE_IN_REPORT)},
    "checks": {"of": (PEOPLE, SEEN, SHARE), "which": (NOT_COMPARED,)},
    "open-days": {"which": (NOT_COUNTED,)},
    "per-open-day": {},
    "evaluations": {"question": QUESTION_NAMES, "answer": (*ANSWER_VALUES, BLANK, ANSWERED)},
    "enrolments": {"new": ("yes",)},
    "courses": {},
}


@dataclass(frozen=True)
class Wanted:
    """One kind of rows in a period at some sites; `filters` as the address keeps them."""

    kind: str
    choice: Choice
    filters: Mapping[str, str] = field(default_factory=dict)
    course: Course | None = None
    run: CourseRun | None = None

    @property
    def site_ids(self) -> list[int]:
        """The sites asked for."""
        return [site.id for site in self.choice.sites]

    @property
    def address(self) -> dict[str, object]:
        """The same rows in an address that will mean the same next year."""
        return self.choice.exact | dict(self.filters)


def wanted(kind: str) -> Wanted:
    """The rows in the address of this page; 404 for what there is not, or not for this person."""
    choice = choice_of_address()
    filters = {}
    for name, allowed in KINDS[kind].items():
        if value := request.args.get(name, ""):
            if value not in allowed:
                abort(404)
            filters[name] = value
    if "answer" in filters and "question" not in filters:
        abort(404)
    if kind != "evaluations":
        return Wanted(kind, choice, filters)
    return _of_course(kind, choice, filters)


def _of_course(kind: str, choice: Choice, filters: dict[str, str]) -> Wanted:
    """Forms of one course, of one run or without a course, where the address says so."""
    number, code = request.args.get("course", ""), request.args.get("run", "")
    if number == NO_COURSE and not code:
        return Wanted(kind, choice, filters | {"course": number})
    if not number and not code:
        return Wanted(kind, choice, filters)
    seen = select(CourseRun).where(CourseRun.site_id.in_([site.id for site in choice.visible]))
    if code:
        seen = seen.where(CourseRun.code == code)
        filters |= {"run": code}
    if number:
        seen = seen.where(CourseRun.course_id == (int(number) if _is_number(number) else 0))
        filters |= {"course": number}
    run = db.session.scalars(seen.order_by(CourseRun.id).limit(1)).first()
    if run is None:
        abort(404)
    return Wanted(kind, choice, filters, run.course, run if code else None)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
