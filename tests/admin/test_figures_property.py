"""Random worlds, days and sites: the parts add up, and page, files and JSON say the same."""

import csv
import io
import itertools
import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from admin.periods import Period
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Evaluation, Headcount, Import, Visit
from kiosk.questions import ANSWER_VALUES, NOT_RECORDED, PURPOSE_VALUES, QUESTION_NAMES
from tests import people
from tests.client import Client
from tests.examples import examples
from tests.staff import sign_in

# Around the night on which the clocks went forward, and the end of the year of the service.
BEGAN = datetime(2018, 3, 24, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
SLUGS = ("walton", "southport", "bootle", "central-and-south-liverpool")  # as their ids, from 1
moments = st.integers(0, 10 * 24 * 60).map(lambda minutes: BEGAN + timedelta(minutes=minutes))
ADDING = ("visits", "taps", "taps_on_screens", "counted", "open_days", "evaluations")
MOMENTS = itertools.count()
site_ids = st.integers(1, 4)

visits = st.fixed_dictionaries(
    {
        "site_id": site_ids,
        "tapped_at": moments,
        "purpose": st.sampled_from((*PURPOSE_VALUES, NOT_RECORDED)),
        "people": st.integers(1, 30),
        "first_time": st.sampled_from((True, False, None)),
        "undone_at": st.sampled_from((None, None, None, BEGAN)),
        "is_from_file": st.booleans(),
    }
)
headcounts = st.fixed_dictionaries(
    {
        "site_id": site_ids,
        "counted_from_at": moments,
        "minutes": st.integers(1, 8 * 60) | st.integers(1, 3 * 24 * 60),
        "people": st.integers(0, 400),
        "adds": st.booleans(),
        "undone_at": st.sampled_from((None, None, None, BEGAN)),
    }
)
evaluations = st.fixed_dictionaries(
    {"site_id": site_ids, "held_on": moments.map(clock.local_day)}
    | {name: st.sampled_from((*ANSWER_VALUES, None)) for name in QUESTION_NAMES}
)
worlds = st.tuples(
    st.lists(visits, max_size=12),
    st.lists(headcounts, max_size=5),
    st.lists(evaluations, max_size=9),
)
# The week up to the end of March, and any other few days from the 24th to the 5th of April.
periods = st.just(Period(date(2018, 3, 25), date(2018, 3, 31))) | st.builds(
    lambda day, more: Period(date(2018, 3, day), date(2018, 3, day) + timedelta(days=more)),
    st.integers(24, 31),
    st.integers(0, 5),
)
# All of them, without naming any; or some, by name.
chosen = st.just(()) | st.lists(st.sampled_from(SLUGS), min_size=1, unique=True).map(tuple)


def an_import():
    """The number of a file of visits, at a moment of its own: what it brought is remembered."""
    at = people.NOW + timedelta(seconds=next(MOMENTS))
    about = {"kind": "visits", "digest": "0" * 64, "rows_read": 12, "rows_added": 12}
    file = Import(imported_at=at, **about)
    people.add(file)
    return file.id


def store(world):
    taps, counts, forms = world
    file = an_import() if any(tap["is_from_file"] for tap in taps) else None
    visit_rows = [
        {name: value for name, value in tap.items() if name != "is_from_file"}
        | {
            "import_id": file if tap["is_from_file"] else None,
            "id": uuid4(),
            "visited_on": clock.local_day(tap["tapped_at"]),
            "visited_hour": clock.local_hour(tap["tapped_at"]),
            "received_on": clock.local_day(tap["tapped_at"]),
        }
        for tap in taps
    ]
    headcount_rows = [
        {name: value for name, value in count.items() if name != "minutes"}
        | {
            "id": uuid4(),
            "counted_to_at": count["counted_from_at"] + timedelta(minutes=count["minutes"]),
            "received_on": people.TODAY,
        }
        for count in counts
    ]
    form_rows = [
        form | {"id": uuid4(), "received_on": people.TODAY, "wording": 1} for form in forms
    ]
    with writing():
        for table, rows in (
            (Visit, visit_rows),
            (Headcount, headcount_rows),
            (Evaluation, form_rows),
        ):
            if rows:
                db.session.execute(insert(table), rows)
    return visit_rows, headcount_rows, form_rows


def check_parts(figures):
    """What the contract promises to add up, adds up."""
    assert sum(figures["purposes"].values()) == figures["visits"] - figures["counted"]
    assert sum(figures["first_visits"].values()) == figures["taps"]
    assert figures["taps_on_screens"] + figures["rows_from_file"] == figures["taps"]
    in_hours = sum(sum(hours.values()) for hours in figures["hours"].values())
    assert in_hours == figures["visits"] - figures["counted"]
    for counts in figures["questions"].values():
        answered = counts["yes"] + counts["partly"] + counts["no"]
        assert counts["n"] == answered
        assert answered + counts["not_applicable"] + counts["blank"] == figures["evaluations"]


def check_against_rows(found, stored, period, site_ids):
    """The figures, counted again the plain way: a row at a time, in Python."""
    taps, counts, forms = ([row for row in rows if row["site_id"] in site_ids] for rows in stored)
    begins = datetime.combine(period.first, time(), LONDON)
    ends = datetime.combine(period.last + timedelta(days=1), time(), LONDON)
    inside = [tap for tap in taps if begins <= tap["tapped_at"] < ends and not tap["undone_at"]]
    live = [count for count in counts if count["adds"] and not count["undone_at"]]
    whole = [
        count
        for count in live
        if begins <= count["counted_from_at"] and count["counted_to_at"] <= ends
    ]
    partly = [
        count
        for count in live
        if count not in whole
        and count["counted_from_at"] < ends
        and count["counted_to_at"] > begins
    ]
    about = [form for form in forms if period.first <= form["held_on"] <= period.last]
    total = found["total"]
    assert total["taps"] == len(inside)
    assert total["taps_on_screens"] == sum(tap["import_id"] is None for tap in inside)
    assert total["counted"] == sum(count["people"] for count in whole)
    assert total["visits"] == total["counted"] + sum(tap["people"] for tap in inside)
    assert Counter(each["people"] for each in found["left_out"]) == Counter(
        count["people"] for count in partly
    )
    assert total["evaluations"] == len(about)
    yes = sum(form["felt_valued"] == "yes" for form in about)
    assert total["questions"]["felt_valued"]["yes"] == yes


def check_days_in_use(found, stored, period):
    """A site that travels: the days on which it was visited, counted again the plain way."""
    taps, counts, _forms = ([row for row in rows if row["site_id"] == 4] for rows in stored)
    days = {tap["visited_on"] for tap in taps if not tap["undone_at"]}
    for count in counts:
        first = clock.local_day(count["counted_from_at"])
        ended = clock.local_day(count["counted_to_at"] - timedelta(microseconds=1))
        if count["adds"] and count["people"] and not count["undone_at"] and first == ended:
            days.add(first)
    inside = [day for day in days if period.first <= day <= period.last]
    for each in found["sites"]:
        if each["slug"] == SLUGS[3]:
            assert each["open_days"] == len(inside)


def check_page(page, found):
    """The page's large figure and tables show the numbers of the JSON."""
    total = found["total"]
    assert page.find(".figure-large").get_text() == f"{total['visits']:,}"
    # A site alone is not set beside others.
    by_site = page.rows("Visits by site")[1:] if len(found["sites"]) > 1 else []
    for row, figures in zip(by_site, [*found["sites"], total], strict=bool(by_site)):
        shown = [figures[name] for name in ("visits", "open_days", "taps_on_screens", "counted")]
        assert [row[1], row[2], row[4], row[-1]] == [f"{count:,}" for count in shown]
        per_open_day = figures["visits_per_open_day"]
        is_told = figures["visits"] and per_open_day is not None
        assert row[3] == (f"{per_open_day:,.1f}" if is_told else "–")
    if total["evaluations"]:
        answered = [row[4] for row in page.rows("All the forms")[1:]]
        assert answered == [str(counts["n"]) for counts in total["questions"].values()]


def check_file(text, found):
    """Each cell of the file is the number of the JSON."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    for row, figures in zip(rows, [*found["sites"], found["total"]], strict=True):
        for name in (*ADDING, "rows_from_file"):
            assert row[name] == str(figures[name])
        per_open_day = figures["visits_per_open_day"]
        assert (per_open_day is None) == (figures["open_days"] == 0)
        assert row["visits_per_open_day"] == ("" if per_open_day is None else str(per_open_day))
        for question, counts in figures["questions"].items():
            for key, value in counts.items():
                assert row[f"{question}_{key}"] == ("" if value is None else str(value))


def check_workbook(file, found):
    """Each cell of the workbook is the number of the JSON, as a number."""
    header, *rows = (
        openpyxl.load_workbook(io.BytesIO(file)).worksheets[1].iter_rows(values_only=True)
    )
    for cells, figures in zip(rows, [*found["sites"], found["total"]], strict=True):
        row = dict(zip(header, cells, strict=True))
        for name in (*ADDING, "visits_per_open_day"):
            assert row[name] == figures[name]
        for question, counts in figures["questions"].items():
            for key, value in counts.items():
                assert row[f"{question}_{key}"] == value


def read_json(app, period, slugs):
    """What the command prints of these days and sites."""
    words = ["summary", "--json", "--from", str(period.first), "--to", str(period.last)]
    words += [word for slug in slugs for word in ("--site", slug)]
    return json.loads(app.test_cli_runner().invoke(args=words).stdout)


@examples(25)
@given(records=worlds, period=periods, slugs=chosen)
def test_parts_add_up_and_page_file_and_json_agree(world, app, records, period, slugs):
    world.put_back()
    db.session.remove()
    stored = store(records)
    client = sign_in(Client(app), people.a_person("mo@example.org", "manager"))

    found = read_json(app, period, slugs)

    assert {each["slug"] for each in found["sites"]} == set(slugs or SLUGS)
    for figures in [*found["sites"], found["total"]]:
        check_parts(figures)
    for name in ADDING:
        assert sum(site[name] for site in found["sites"]) == found["total"][name]
    asked_for = {SLUGS.index(slug) + 1 for slug in slugs or SLUGS}
    check_against_rows(found, stored, period, asked_for)
    check_days_in_use(found, stored, period)
    query = f"from={period.first}&to={period.last}" + "".join(f"&site={slug}" for slug in slugs)
    check_page(client.get(f"/admin/?{query}"), found)
    response = client.get(f"/admin/export/summary.csv?{query}").response
    check_file(response.get_data(as_text=True), found)
    check_workbook(client.open(f"/admin/export/summary.xlsx?{query}", "GET").get_data(), found)
