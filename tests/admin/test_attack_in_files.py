"""The attacker who takes apart the files themselves: every kind that may leave the team, read back.

Random forms lie in the service's records. Each file says of each question what the rule allows and
nothing more, and what they all say together isolates no group of fewer than 10 forms.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import insert

from admin.periods import Period
from kiosk.database import db, writing
from kiosk.models import Evaluation
from kiosk.questions import ANSWER_VALUES, COUNTED_ANSWERS, QUESTION_NAMES
from tests import people
from tests.admin.read_shared import (
    Answers,
    Told,
    numbers,
    of_csv,
    of_text,
    of_web_page,
    of_word,
    of_workbook,
)
from tests.admin.test_attack import (
    MONTHS,
    SLUGS,
    Shown,
    World,
    a_world,
    address,
    attack,
    cells_of,
    is_shared,
)
from tests.staff import sign_in

THE_END = date(2019, 12, 1)
REPORTS = {
    "report": of_web_page,  # the page that is printed
    "report.txt": of_text,
    "report.html": of_web_page,
    "report.docx": of_word,
}
FILES = {
    "export/evaluations.csv": of_csv,
    "export/evaluations.xlsx": of_workbook,
    "export/summary.csv": of_csv,
    "export/summary.xlsx": of_workbook,
}
# These are quickly made and read; the others say the same, of two choices in each world, one of
# which shows some questions and hides others.
QUICK = ("report.txt", "export/evaluations.csv")

Given = dict[str, dict[tuple[int, date], Counter[str | None]]]


def random_forms(random: Random, world: World) -> Given:
    """As many forms as a world has, in the records; and what they answer to each question."""
    given: Given = {name: {cell: Counter() for cell in world} for name in QUESTION_NAMES}
    weights = {name: random.choice(((8, 1, 1, 0, 0), (6, 2, 1, 3, 4))) for name in QUESTION_NAMES}
    rows = []
    for (site_id, month), count in world.items():
        day = month.replace(day=14)
        about = {"site_id": site_id, "held_on": day, "received_on": day, "wording": 1}
        for _form in range(count):
            key = UUID(int=random.getrandbits(128), version=4)
            said = {
                name: random.choices((*ANSWER_VALUES, None), weights[name])[0]
                for name in QUESTION_NAMES
            }
            for name, answer in said.items():
                given[name][site_id, month][answer] += 1
            rows.append({"id": key, **about, **said})
    with writing():
        db.session.execute(insert(Evaluation), rows)
    return given


def asked_of(random: Random) -> Iterator[tuple[Period, tuple[str, ...]]]:
    """Every run of months between four edges, of all the sites and of two: much to subtract."""
    edges = sorted(random.sample([*MONTHS, THE_END], 4))
    two = tuple(random.sample(list(SLUGS), 2))
    for first, end in combinations(edges, 2):
        for slugs in (tuple(SLUGS), two):
            yield Period(first, end - timedelta(days=1)), slugs


def told(given: Given, name: str, cells: Shown) -> Told:
    """What may be said of some cells together, counted the plain way."""
    counts: Counter[str | None] = sum((given[name][cell] for cell in cells), Counter())
    n = sum(counts[answer] for answer in COUNTED_ANSWERS)
    yes, partly = ((200 * counts[answer] + n) // (2 * n) for answer in ("yes", "partly"))
    return (yes, partly, n, False) if n >= 100 else (yes, partly, 5 * ((n + 2) // 5), True)


def numbers_of(answers: Answers) -> set[str]:
    """Every number that may stand in what is said of answers."""
    said: set[str] = set()
    for one in answers.values():
        if one is None:
            said.add("10")  # fewer than 10 forms
        else:
            *shown, is_rounded = one
            said.update(f"{number:,}" for number in shown)
            said.update(["5"] if is_rounded else [])
    return said


class Reader:
    """Fetches every kind of file of some months and sites, and holds each to the same."""

    def __init__(self, client, given: Given) -> None:
        self.client = client
        self.given = given
        self.worlds: dict[str, World] = {
            name: {cell: sum(counts[one] for one in COUNTED_ANSWERS) for cell, counts in of.items()}
            for name, of in given.items()
        }
        self.shown: dict[str, set[Shown]] = {name: set() for name in QUESTION_NAMES}

    def allowed(self, period: Period, slugs: tuple[str, ...]) -> Answers:
        """The answers of these sites together, as far as the rule allows."""
        sites = [SLUGS[slug] for slug in slugs]
        return {
            name: told(self.given, name, cells_of(world, period, sites))
            if is_shared(world, period, sites)
            else None
            for name, world in self.worlds.items()
        }

    def is_mixed(self, asked: tuple[Period, tuple[str, ...]]) -> bool:
        """Whether some of the questions may be shown of these months and sites, and others not."""
        return len({one is None for one in self.allowed(*asked).values()}) == 2

    def read(self, path: str, period: Period, slugs: tuple[str, ...]) -> bytes:
        """One file, fetched as somebody would to pass it on."""
        query = f"{address(period, slugs)}{'&view=shared' if path in FILES else ''}"
        return self.client.open(f"/admin/{path}?{query}", "GET").get_data()

    def hold(self, period: Period, slugs: tuple[str, ...], *, every: bool) -> None:
        """Each kind of file of these months and sites says what is allowed, and no more."""
        together = self.allowed(period, slugs)
        of_each = {slug: self.allowed(period, (slug,)) for slug in slugs} | {"total": together}
        plain, in_answers = of_text(text := self.read("report.txt", period, slugs))
        assert plain == together
        assert in_answers == numbers_of(together)
        for path, reads in FILES.items():
            if every or path in QUICK:
                assert reads(self.read(path, period, slugs)) == of_each, path
        for path in REPORTS.keys() - QUICK if every else ():
            answers, found = REPORTS[path](self.read(path, period, slugs))
            assert answers == together, path
            assert found <= numbers(text.decode()), path
        self.keep(period, slugs, of_each)

    def keep(self, period: Period, slugs: tuple[str, ...], read: dict[str, Answers]) -> None:
        """What the attacker knows now."""
        for slug, answers in read.items():
            sites = [SLUGS[one] for one in (slugs if slug == "total" else (slug,))]
            for name, one in answers.items():
                if one:
                    self.shown[name].add(cells_of(self.worlds[name], period, sites))


@pytest.mark.parametrize("number", range(6))
def test_every_kind_of_file_shares_what_the_rule_allows_and_no_more(number, client):
    random = Random(number)
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    reader = Reader(manager, random_forms(random, a_world(number)))
    asked = list(asked_of(random))
    random.shuffle(asked)
    asked.sort(key=reader.is_mixed)

    for place, (period, slugs) in enumerate(asked):
        reader.hold(period, slugs, every=place in (0, len(asked) - 1))

    for name, shown in reader.shown.items():
        assert attack(reader.worlds[name], shown) == []
