"""Files of records brought in from elsewhere: read, judged, written whole or not at all, undone."""

from admin.imports.courses import Courses
from admin.imports.decoding import MOST_BYTES
from admin.imports.enrolments import Enrolments
from admin.imports.evaluations import Evaluations
from admin.imports.headcounts import Headcounts
from admin.imports.judging import AnyKind, Judgement, judge
from admin.imports.places import Places
from admin.imports.refusals import FileRefusedError, Refusal
from admin.imports.visits import Visits
from admin.imports.writing import ClashError, write

KINDS: dict[str, AnyKind] = {
    kind.name: kind for kind in (Visits(), Headcounts(), Courses(), Evaluations(), Enrolments())
}

__all__ = [
    "KINDS",
    "MOST_BYTES",
    "AnyKind",
    "ClashError",
    "FileRefusedError",
    "Judgement",
    "Places",
    "Refusal",
    "judge",
    "write",
]
