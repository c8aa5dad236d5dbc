"""Worlds to measure in, made by rule in bulk SQL: a year of three sites, five years of fifty."""

# ruff: noqa: S608  # the rules of made worlds; nothing that anybody typed
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, text

from kiosk.clock import at_local
from kiosk.database import db, writing
from kiosk.models import TALLIES
from kiosk.models.triggers import TRIGGERS, make_triggers
from kiosk.questions import PURPOSE_VALUES, QUESTION_NAMES
from kiosk.records.tallies import rebuild


@dataclass(frozen=True)
class Size:
    """How large a world is; `ends` is the last day of its last April-to-March year."""

    sites: int
    years: int
    visits: int
    forms: int
    runs_a_year: int
    ends: date = date(2026, 3, 31)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.ends.year - self.years, 4, 1)

    @property
    def open_days(self) -> list[date]:
        """Its weekdays; a few holidays do not matter to a clock."""
        span = range((self.ends - self.first).days + 1)
        days = (self.first + timedelta(days=number) for number in span)
        return [day for day in days if day.weekday() < 5]


A_YEAR = Size(sites=3, years=1, visits=41_200, forms=1_900, runs_a_year=100)
FIVE_YEARS = Size(sites=50, years=5, visits=5_000_000, forms=200_000, runs_a_year=60)
# On five open days of a year or so, no screen of a site was seen.
WAS_ON = "n % 53 <> 0"
COMMENT = "It was calm, the tea was hot, and somebody had time to explain it to me twice."


def fill(size: Size) -> None:
    """Make a world in an empty instance: the same one every time."""
    with writing():
        connection = db.session.connection()
        _without_triggers(connection)
        _sites(connection, size)
        _screens(connection, size)
        _numbers(connection)
        _days(connection, size)
        _visits(connection)
        _courses(connection, size)
        _forms(connection, size)
        for tally in TALLIES:
            make_triggers(connection, tally)
        rebuild()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # PostgreSQL would else tidy up while it is measured.
        is_sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("ANALYZE" if is_sqlite else "VACUUM ANALYZE")


def _without_triggers(connection: Connection) -> None:
    """Bulk rows come without: one recount at the end is quicker than millions of additions."""
    for tally in TALLIES:
        for statement in TRIGGERS[connection.dialect.name](tally):
            kind, name = statement.split()[1:3]
            on = f" ON {tally.source}" if connection.dialect.name == "postgresql" else ""
            if kind == "TRIGGER":
                connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        if connection.dialect.name == "postgresql":
            for moment in ("added", "changed", "removed"):
                connection.exec_driver_sql(f"DROP FUNCTION {tally.table.name}_{moment}()")


def _sites(connection: Connection, size: Size) -> None:
    rows = [
        {"id": 100 + number, "slug": f"site-{number}", "name": f"The Life Rooms, Site {number}"}
        for number in range(size.sites)
    ]
    columns = "kind, address, telephone, welcome_line, desk_line, opened_on"
    connection.execute(
        text(
            f"INSERT INTO site (id, slug, name, {columns}) SELECT :id, :slug, :name, {columns}"
            " FROM site WHERE slug = 'walton'"
        ),
        rows,
    )
    connection.exec_driver_sql(
        "INSERT INTO opening_hours (site_id, weekday, opens_at, closes_at)"
        " SELECT new.id, weekday, opens_at, closes_at FROM opening_hours AS hours"
        " JOIN site ON site.id = hours.site_id AND site.slug = 'walton'"
        " JOIN site AS new ON new.id >= 100"
    )


def _screens(connection: Connection, size: Size) -> None:
    """A screen at each site, with its id, paired on the first morning."""
    at = f"{at_local(size.first):%Y-%m-%d %H:%M:%S.%f}"
    at += "" if connection.dialect.name == "sqlite" else "+00"
    _run(
        connection,
        "INSERT INTO kiosk (id, site_id, name, added_at)"
        f" SELECT id, id, 'By the door', '{at}' FROM site WHERE id >= 100",
    )
    _run(
        connection,
        "INSERT INTO installation (id, kiosk_id, paired_at, version, queued, refused)"
        f" SELECT {_mixed_id(connection, 'id')}, id, '{at}', '', 0, 0 FROM kiosk WHERE id >= 100",
    )


def _numbers(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TEMPORARY TABLE number (k INTEGER PRIMARY KEY)")
    connection.execute(text("INSERT INTO number VALUES (:k)"), [{"k": k} for k in range(400)])


def _days(connection: Connection, size: Size) -> None:
    """So many taps a day at each site, more or fewer by rule; and where its screen was on."""
    is_sqlite = connection.dialect.name == "sqlite"
    kind = "TEXT" if is_sqlite else "TIMESTAMP WITH TIME ZONE"
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE site_day"
        f" (n INTEGER PRIMARY KEY, site INTEGER, day DATE, opens {kind}, taps INTEGER)"
    )
    days, rows, given = size.open_days, [], 0
    each = size.visits // (size.sites * len(days))
    for place, (site, day) in enumerate((s, d) for s in range(size.sites) for d in days):
        left = size.sites * len(days) - place
        taps = (
            max(1, each + (place * 7919) % 41 - 20) if left > 400 else (size.visits - given) // left
        )
        given += taps
        opens = f"{at_local(day) + timedelta(hours=9):%Y-%m-%d %H:%M:%S.%f}"
        opens += "" if is_sqlite else "+00"
        rows.append({"n": place, "site": 100 + site, "day": str(day), "opens": opens, "taps": taps})
    connection.execute(text("INSERT INTO site_day VALUES (:n, :site, :day, :opens, :taps)"), rows)
    _run(
        connection,
        f"INSERT INTO screen_day (kiosk_id, day) SELECT site, day FROM site_day WHERE {WAS_ON}",
    )


def _visits(connection: Connection) -> None:
    """The taps of each day from nine to five; of a day without a screen, as if imported."""
    is_sqlite = connection.dialect.name == "sqlite"
    purposes = " ".join(f"WHEN {n} THEN '{each}'" for n, each in enumerate(PURPOSE_VALUES))
    id = "printf('%032x', n * 400 + k)" if is_sqlite else "lpad(to_hex(n * 400 + k), 32, '0')::uuid"
    _run(
        connection,
        "INSERT INTO visit (id, site_id, kiosk_id, tapped_at, visited_on, visited_hour, purpose,"
        f" people, first_time, marks, received_on) SELECT {id}, site, CASE WHEN {WAS_ON} THEN site"
        " END, opens, day, 9 + k * 8 / taps,"
        f" CASE (n + k * k) % 5 {purposes} END, CASE WHEN (n + k) % 23 = 0 THEN 4 ELSE 1 END,"
        " CASE (n + k) % 9 WHEN 0 THEN TRUE WHEN 1 THEN FALSE END, '', day"
        " FROM site_day JOIN number ON k < taps ORDER BY n, k",
    )


def _courses(connection: Connection, size: Size) -> None:
    """Courses by the year at each site, each of eight weekly meetings; and their enrolments."""
    courses = max(100, size.sites * 8)
    connection.execute(
        text(
            "INSERT INTO course (id, title, title_key, kind) VALUES (:id, :title, :key, 'course')"
        ),
        [
            {"id": number, "title": f"Course {number:03}", "key": f"{number}", "kind": "course"}
            for number in range(1, courses + 1)
        ],
    )
    runs, meetings = [], []
    for number in range(size.sites * size.years * size.runs_a_year):
        year, place = divmod(number // size.sites, size.runs_a_year)
        begins = date(size.first.year + year, 4, 2) + timedelta(
            days=place * 290 // size.runs_a_year
        )
        runs.append(
            {
                "id": number + 1,
                "course": number * 37 % courses + 1,
                "site": 100 + number % size.sites,
                "code": _code(number),
                "day": str(begins),
            }
        )
        for week in range(8):
            day = begins + timedelta(weeks=week)
            starts = f"{at_local(day) + timedelta(hours=10):%Y-%m-%d %H:%M:%S.%f}"
            starts += "" if connection.dialect.name == "sqlite" else "+00"
            meetings.append({"run": number + 1, "day": str(day), "starts": starts})
    connection.execute(
        text(
            "INSERT INTO course_run"
            " (id, course_id, site_id, code, tutor, room, open_ended, added_on)"
            " VALUES (:id, :course, :site, :code, '', '', FALSE, :day)"
        ),
        runs,
    )
    connection.execute(
        text("INSERT INTO meeting (run_id, meets_on, starts_at) VALUES (:run, :day, :starts)"),
        meetings,
    )
    _enrolments(connection)


def _enrolments(connection: Connection) -> None:
    _run(
        connection,
        "INSERT INTO enrolment (id, site_id, course_id, run_id, enrolled_on, new_to_life_rooms,"
        f" received_on) SELECT {_mixed_id(connection, 'id * 16 + k')}, site_id, course_id, id,"
        " added_on, k % 3 <> 0, added_on FROM course_run JOIN number ON k < 10",
    )


def _forms(connection: Connection, size: Size) -> None:
    """The same number about each run, at its last three meetings; mostly yes, half with words."""
    each = -(-size.forms // (size.sites * size.years * size.runs_a_year))
    answers = ", ".join(
        f"CASE WHEN (run.id * 31 + k * {7 + place}) % 100 < 94 THEN 'yes'"
        f" WHEN (run.id + k * {3 + place}) % 3 = 0 THEN 'partly'"
        f" WHEN (run.id + k * {3 + place}) % 3 = 1 THEN 'no' END"
        for place in range(len(QUESTION_NAMES))
    )
    _run(
        connection,
        f"INSERT INTO evaluation (id, site_id, run_id, left_without_course, held_on, received_on,"
        f" wording, {', '.join(QUESTION_NAMES)}, good, better, do_not_share, method)"
        f" SELECT {_mixed_id(connection, 'run.id * 64 + k')}, run.site_id, run.id, FALSE,"
        f" meets_on, meets_on, 1, {answers}, CASE WHEN k % 2 = 0 THEN '{COMMENT}' ELSE '' END,"
        " '', FALSE, 'phone' FROM course_run AS run"
        f" JOIN number ON k < {each}"
        " JOIN (SELECT run_id, meets_on, row_number() OVER (PARTITION BY run_id ORDER BY meets_on)"
        " AS place FROM meeting) AS met ON met.run_id = run.id AND met.place = k % 3 + 6"
        f" ORDER BY k, run.id LIMIT {size.forms}",
    )


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement.replace(":", "\\:")))


def _mixed_id(connection: Connection, number: str) -> str:
    """An id in no order, as a random one would be, but always the same."""
    mixed = f"(({number}) % 65536 * 24691 % 65536)"
    if connection.dialect.name == "sqlite":
        return f"printf('%04x%028x', {mixed}, {number})"
    return f"(lpad(to_hex({mixed}), 4, '0') || lpad(to_hex({number}), 28, '0'))::uuid"


def _code(number: int) -> str:
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(digits[number >> 5 * place & 31] for place in reversed(range(6)))
