"""Comments for the tests of their room: forms with words, on runs of few forms and of enough."""

from datetime import date, datetime, timedelta

from kiosk.database import writing
from kiosk.models import CommentReading, Course, CourseRun, Evaluation
from tests import people
from tests.client import Page, words

YESTERDAY = people.TODAY - timedelta(days=1)


def a_comment(
    run: CourseRun,
    good: str = "",
    better: str = "",
    held_on: date = YESTERDAY,
    received_on: date = YESTERDAY,
    **about: object,
) -> Evaluation:
    """One form with words, of yesterday unless told otherwise."""
    form = people.an_evaluation(run, held_on, good=good, better=better, **about)
    with writing():
        form.received_on = received_on
    return form


def fill_up(run: CourseRun, forms: int, held_on: date = YESTERDAY) -> None:
    """Forms without words, so that a run has enough."""
    for _form in range(forms):
        people.an_evaluation(run, held_on)


def let_wait(form: Evaluation) -> None:
    """Take a form's course away."""
    with writing():
        form.run_id = None


def read(form: Evaluation, at: datetime = people.NOW) -> None:
    """Mark a comment as read."""
    people.add(CommentReading(evaluation_id=form.id, read_at=at))


def places(page: Page) -> list[str]:
    """What the page says of where each comment comes from, in its order."""
    return [words(heading) for heading in page.soup.select("article.comment .comment__place")]


def said(page: Page) -> list[str]:
    """The words of each box of each comment, in order."""
    return [words(box) for box in page.soup.select("article.comment .comment__words")]


def course_id(run: CourseRun) -> int:
    """The id of what is taught."""
    course: Course = run.course
    return course.id
