"""Reports to look at: one that was kept, and what stands in each kind of file."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import docx
from bs4 import BeautifulSoup
from sqlalchemy import insert, select

from admin.catalogue.reports import Finished, record_kept_report
from admin.documents.files import FORMATS, write_file
from admin.documents.making import make_report
from admin.periods import Period
from admin.summaries.every_site import listed
from admin.summaries.otherwise import kept_shape
from kiosk.database import db, writing
from kiosk.models import Enrolment, Evaluation, Headcount, KeptReport, Person
from kiosk.questions import QUESTION_NAMES
from tests import people

YEAR = Period(date(2018, 4, 1), date(2019, 3, 31))


def a_kept_report(*slugs: str, kinds: Collection[str] = tuple(FORMATS)) -> KeptReport:
    """The report of a year at Walton, or elsewhere, kept as it is now in files of some kinds."""
    sites = [people.site(slug) for slug in slugs or ("walton",)]
    made = make_report(YEAR, sites, people.TODAY)
    finished = Finished(
        title=made.report.title,
        period=YEAR,
        sites=listed(sites),
        version="0.1.0+abc",
        figures=kept_shape(made.summary, made.elsewhere, made.answers),
        files={kind: write_file(made.report, kind) for kind in kinds},
    )
    named = select(Person).where(Person.email == "kept@example.org")
    person = db.session.scalars(named).first() or people.a_person("kept@example.org")
    with writing():
        return record_kept_report(finished, "", person, people.NOW)


def counted(slug: str, visits: int, day: date = date(2019, 2, 4)) -> None:
    """People counted by hand on one day."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    people.add(
        Headcount(
            site_id=people.site(slug).id,
            counted_from_at=at,
            counted_to_at=at + timedelta(days=1),
            people=visits,
            received_on=people.TODAY,
        )
    )


def forms(count: int, answer: str, day: date = date(2018, 5, 14), **changes: object) -> None:
    """Forms at Walton that answer every question alike."""
    row = {"site_id": people.site().id, "held_on": day, "received_on": day, "wording": 1}
    row |= dict.fromkeys(QUESTION_NAMES, answer) | changes
    with writing():
        db.session.execute(insert(Evaluation), [{**row, "id": uuid4()} for _ in range(count)])


def the_published_counts() -> None:
    """The visits of the published year, and a few enrolments and forms."""
    counted("walton", 23_949)
    counted("southport", 14_901)
    counted("bootle", 2_350)
    run = people.a_run("Walking", days=(date(2018, 5, 14),))
    about = {"enrolled_on": date(2018, 5, 1), "received_on": date(2018, 5, 1)}
    for new in (True, True, False):
        people.add(
            Enrolment(site_id=run.site_id, course_id=run.course_id, new_to_life_rooms=new, **about)
        )
    forms(1_102, "yes")
    forms(20, "partly")
    forms(3, "no")
    forms(5, "not_applicable")


def said_in_page(soup: BeautifulSoup) -> list[str]:
    """Every sentence of the report on a page or in its file, with what it rests on."""
    said = ".document__lead, .document__text, .document__parts li, li .document__basis"
    found = []
    for element in soup.select(said):
        words = [text for text in element.find_all(string=True) if not text.find_parent("sup")]
        found.append(" ".join("".join(words).split()))
    return found


def said_in_word(content: bytes) -> list[str]:
    """The same of the document for Word, up to its notes."""
    found = []
    for paragraph in docx.Document(BytesIO(content)).paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if style == "Heading 1" and paragraph.text == "Notes":
            break
        if style.startswith("List") or (style == "Normal" and paragraph.text):
            runs = [run.text for run in paragraph.runs if not run.font.superscript]
            found.append("".join(runs))
    return [line for line in found if not line.startswith(("Beside these:", "Pale with"))]


def said_in_text(text: str) -> list[str]:
    """The same of the plain text: neither its headings nor the numbers of its chart."""
    body = text.split("\nNotes\n")[0]
    found = []
    for block in body.split("\n\n")[1:]:
        heading, *lines = block.splitlines()
        if not heading.startswith("Visits by"):
            found += [line.strip().removeprefix("– ").split(" (footnote")[0] for line in lines]
    return found
