"""Files to import, and importing them as a manager would."""

from admin.imports import KINDS, FileRefusedError, Judgement, Places, judge, write
from kiosk.models import Import, Person
from tests import people

HEADINGS = {
    "visits": "site,tapped_at,purpose,first_time,people,id",
    "headcounts": "site,counted_from,counted_to,people,method,adds,id",
    "courses": "site,course,starts_at,ends_at,tutor,room,run,id",
    "evaluations": "site,course,held_on,covered_needs,environment_suitable,tutor_met_expectations,"
    "could_discuss_opportunities,felt_valued,good,better,do_not_share,id",
    "enrolments": "site,course,enrolled_on,new_to_life_rooms,id",
}


def a_file(kind: str, *rows: str) -> bytes:
    """A file with every column of its kind."""
    return "\r\n".join([HEADINGS[kind], *rows, ""]).encode()


def judged(kind: str, content: bytes, allowed: frozenset[int] | None = None) -> Judgement:
    """What a file says, as of the fixed morning."""
    return judge(KINDS[kind], content, Places.at(people.NOW, allowed))


def imported(kind: str, *rows: str, person: Person | None = None) -> Import:
    """A file of these rows, added."""
    found = judged(kind, a_file(kind, *rows))
    assert found.refusals == ()
    return write(found, people.NOW, f"{kind}.csv", person)


def refusals(kind: str, content: bytes) -> list[str]:
    """Every sentence with which a file or its rows are refused, the rows' with their line."""
    try:
        found = judged(kind, content)
    except FileRefusedError as problem:
        return [str(problem)]
    assert not found.refusals or not found.may_be_added
    return [f"{refusal.line}: {refusal.reason}" for refusal in found.refusals]
