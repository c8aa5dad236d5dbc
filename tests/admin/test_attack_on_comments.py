"""The attacker who keeps every file of comments that was ever shared, and takes one from another.

Forms come in by and by, most with words that are read at once. Every few weeks the comments of
many months and sites are shared. Words are known by their site and month; which forms they can be
of is told by the files in which they stand, and by those in which they do not yet.
"""

import csv
import io
from datetime import date
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import insert

from admin.periods import Period
from admin.summaries import comments_rows
from admin.summaries.comments_rows import shared_comment_rows
from kiosk.database import db, writing
from kiosk.models import CommentReading, Evaluation
from tests import people
from tests.admin.test_attack import (
    SLUGS,
    TOGETHER,
    a_world,
    address,
    never_parted,
    told_apart,
)
from tests.admin.test_attack_over_time import (
    ASKED,
    Arrivals,
    Arrived,
    arrivals_of,
    moments,
)
from tests.staff import sign_in

OF_BOTH = 0  # the number of a world with months of few forms and of many
Shared = set[frozenset[Arrived]]


class Time:
    """Forms as they come in, and what is shared of their words on the way."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.arrivals: Arrivals = arrivals_of(a_world(number), self.random)
        self.came: set[Arrived] = set()

    def until(self, today: date) -> None:
        """Store what has come since."""
        new = {each for each in self.arrivals if each[2] < today} - self.came
        rows = [row for each in sorted(new) for row in self._forms(*each)]
        if rows:
            read = [{"evaluation_id": row["id"], "read_at": people.NOW} for row in rows]
            with writing():
                db.session.execute(insert(Evaluation), rows)
                db.session.execute(insert(CommentReading), read)
        self.came |= new

    def _forms(self, site_id: int, month: date, day: date) -> list[dict[str, object]]:
        about = {"site_id": site_id, "held_on": month.replace(day=4), "received_on": day}
        return [
            {
                "id": UUID(int=self.random.getrandbits(128), version=4),
                "wording": 1,
                "good": self.random.choice(("Kind people.", "Warm.", "")),
                **about,
            }
            for _form in range(self.arrivals[site_id, month, day])
        ]

    def shared_on(self, today: date) -> Shared:
        """The words of each site and month in several files, each as the forms they can be of."""
        found: Shared = set()
        for period in self.random.sample(ASKED, 3):
            for sites in self.random.sample(TOGETHER, 2):
                found |= self._in_file(period, sites, today)
        return found

    def _in_file(self, period: Period, sites: tuple[int, ...], today: date) -> Shared:
        rows = shared_comment_rows(db.session(), period, sites, today)
        cells = {(SLUGS[slug], date.fromisoformat(f"{month}-01")) for slug, month, *_words in rows}
        for site, month in cells:
            assert site in sites
            assert period.first <= month <= period.last
        return {frozenset(one for one in self.came if one[:2] == cell) for cell in cells}

    def told(self) -> Shared:
        """All that is shared of them, from the first of their months until a year later."""
        found: Shared = set()
        for today in moments():
            self.until(today)
            found |= self.shared_on(today)
        return found

    def few(self) -> list[object]:
        """Each group of fewer than 10 forms to which somebody can point and say: it is of these."""
        told = self.told()
        differences = [one - other for one in told for other in told if other < one]
        parted = [*map(frozenset, never_parted(told)), *differences]
        return [each for each in parted if told_apart(self.arrivals, each)]


@pytest.mark.parametrize("number", [OF_BOTH, 1, 3, 5])
def test_no_files_of_comments_together_point_at_fewer_than_10_forms(number, app):
    assert Time(number).few() == []


def test_enough_is_shared_to_be_attacked(app):
    assert len(Time(OF_BOTH).told()) > 5


def test_the_attacker_finds_what_a_month_of_few_forms_would_give_away(app, monkeypatch):
    monkeypatch.setattr(comments_rows, "FEWEST_SHARED", 2)

    assert Time(OF_BOTH).few() != []


def test_the_attacker_finds_what_sharing_without_waiting_would_give_away(app, monkeypatch):
    monkeypatch.setattr(comments_rows, "closed_until", lambda today: today)

    assert Time(OF_BOTH).few() != []


def test_the_file_that_is_taken_says_the_same(client):
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    time = Time(OF_BOTH)
    time.until(date(2020, 12, 31))
    for period in time.random.sample(ASKED, 5):
        for slugs in (("walton",), ("walton", "southport", "bootle")):
            path = f"/admin/export/comments.csv?{address(period, slugs)}&view=shared"
            text = manager.open(path, "GET").get_data().decode("utf-8-sig")
            _head, *rows = csv.reader(io.StringIO(text, newline=""))
            sites = [SLUGS[slug] for slug in slugs]
            expected = shared_comment_rows(db.session(), period, sites, people.TODAY)
            assert [tuple(row) for row in rows] == list(expected)
