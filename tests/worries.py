"""A comment that somebody worries about, cover for its readers and a note of what was done."""

from datetime import timedelta

from kiosk.database import writing
from kiosk.models import Concern, CourseRun, Cover, FeedbackNote, Person
from tests import people


def a_worrying_comment(run: CourseRun, person: Person) -> dict[str, object]:
    """Something behind every address of the comments room; the values of these addresses."""
    form = people.an_evaluation(
        run,
        better="Ring me on 0151 496 0000, it is not safe at home.",
        do_not_share=True,
    )
    with writing():
        form.received_on = people.TODAY - timedelta(days=1)
    people.add(Concern(evaluation_id=form.id, raised_at=people.NOW))
    away = people.a_person("away@example.org", sites=(run.site.slug,))
    cover = Cover(
        site_id=run.site_id,
        away_id=away.id,
        covered_by_id=person.id,
        from_on=people.TODAY,
        to_on=people.TODAY,
    )
    note = FeedbackNote(
        site_id=run.site_id,
        you_said="The room was cold.",
        we_did="The heating comes on an hour earlier.",
        added_at=people.NOW,
    )
    people.add(cover)
    people.add(note)
    return {"evaluation_id": form.id, "cover_id": cover.id, "note_id": note.id}
