"""Two years at three sites by a rule: when people come, and what learners say of their courses."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import insert

from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Evaluation, Visit
from kiosk.questions import QUESTION_NAMES
from tests import people

SEED = 20261124
SITES = ("walton", "southport", "bootle")
FIRST, LAST = date(2024, 11, 25), date(2026, 11, 23)
HOURS = range(9, 16)
BUSY: Mapping[str, tuple[tuple[int, int], ...]] = {  # weekday (0 is Monday) and hour
    "walton": ((0, 13), (2, 10)),
    "southport": ((1, 10), (3, 14)),
    "bootle": ((4, 11), (1, 9)),
}
MORE_IN_THE_SECOND_YEAR = {"walton": 0, "southport": 1, "bootle": -1}
WEAK = {
    "walton": "environment_suitable",
    "southport": "could_discuss_opportunities",
    "bootle": "covered_needs",
}
FORMS_A_WEEK = 12
WEDNESDAY = 2
Row = dict[str, object]


def two_years() -> None:
    """Store them all; the same ones each time."""
    chance = random.Random(SEED)
    runs = {slug: _a_course(slug, f"AAAAA{place + 2}") for place, slug in enumerate(SITES)}
    with writing():
        db.session.execute(insert(Visit), [row for slug in SITES for row in _visits(slug, chance)])
        db.session.execute(insert(Evaluation), list(_forms(runs, chance)))


def _days() -> Iterator[date]:
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    return (day for day in days if day.weekday() < 5)


def _a_course(slug: str, code: str) -> tuple[int, int]:
    days = tuple(day for day in _days() if day.weekday() == WEDNESDAY)
    run = people.a_run(slug=slug, code=code, days=days)
    return run.id, run.site_id


def _visits(slug: str, chance: random.Random) -> Iterator[Row]:
    """A tap in each hour: two to four people, six more in the busy hours."""
    site_id = people.site(slug).id
    for day in _days():
        more = MORE_IN_THE_SECOND_YEAR[slug] if day > date(2025, 11, 24) else 0
        for hour in HOURS:
            busy = 6 if (day.weekday(), hour) in BUSY[slug] else 0
            yield {
                "id": UUID(int=chance.getrandbits(128)),
                "site_id": site_id,
                "tapped_at": clock.at_local(day, time(hour, 30)),
                "visited_on": day,
                "visited_hour": hour,
                "received_on": day,
                "purpose": chance.choice(("learning", "community", "pathways")),
                "people": chance.randint(2, 4) + busy + more,
            }


def _forms(runs: Mapping[str, tuple[int, int]], chance: random.Random) -> Iterator[Row]:
    """Of fifty learners one did not feel valued; what is weak at a site is so for two in five."""
    number = 0
    for day in _days():
        if day.weekday() != WEDNESDAY:
            continue
        for slug, (run_id, site_id) in runs.items():
            for _form in range(FORMS_A_WEEK):
                number += 1
                yield {
                    "id": UUID(int=chance.getrandbits(128)),
                    "site_id": site_id,
                    "run_id": run_id,
                    "held_on": day,
                    "received_on": day,
                    "wording": 1,
                    **{name: _answer(slug, name, chance) for name in QUESTION_NAMES},
                    "felt_valued": "no" if number % 50 == 0 else "yes",
                }


def _answer(slug: str, question: str, chance: random.Random) -> str:
    weights = (60, 25, 10, 5) if WEAK[slug] == question else (90, 5, 1, 4)
    return chance.choices(("yes", "partly", "no", "not_applicable"), weights)[0]
