"""The summary and the answers as rows that may leave the team: exact counts, shared answers."""

from collections.abc import Iterator, Sequence
from datetime import date

from flask_babel import gettext as _

from admin.summaries.figures import Figures, Summary
from admin.summaries.shared import SharedAnswers, SharedView
from admin.summaries.table import PARTS_OF_TAPS, Cell, summary_rows
from kiosk.questions import QUESTION_NAMES

PARTS = ("percent", "partly_percent", "n", "note")
ANSWERS = ("site", "evaluations", *(f"{name}_{part}" for name in QUESTION_NAMES for part in PARTS))


def shared_summary_rows(summary: Summary, today: date) -> list[dict[str, Cell]]:
    """The summary's rows with whole percentages in the place of every count of answers."""
    rows = []
    shared = shared_answer_rows(summary, today)
    for row, answers in zip(summary_rows(summary), shared, strict=True):
        kept = {key: value for key, value in row.items() if not key.startswith(QUESTION_NAMES)}
        last = {name: kept.pop(name) for name in ("people_left_out", *PARTS_OF_TAPS)}
        rows.append(kept | answers | last)
    return rows


def shared_answer_rows(summary: Summary, today: date) -> Iterator[dict[str, Cell]]:
    """The answers of each site and of all, each question as it may be shown."""
    view = SharedView(summary.period, today)
    for each in summary.sites:
        yield _row(view, each.site.slug, [each.site.id], each.figures)
    yield _row(view, "total", [each.site.id for each in summary.sites], summary.total)


def _row(view: SharedView, site: str, site_ids: Sequence[int], figures: Figures) -> dict[str, Cell]:
    row: dict[str, Cell] = {"site": site, "evaluations": figures.evaluations}
    for name, answers in view.of(site_ids, figures.questions).items():
        cells = (answers.yes, answers.partly, answers.n, answers.why_not or _note(answers))
        row |= {f"{name}_{part}": cell for part, cell in zip(PARTS, cells, strict=True)}
    return row


def _note(answers: SharedAnswers) -> str:
    notes = [_("n rounded to 5")] if answers.is_rounded else []
    if answers.is_held:
        notes.append(_("as in a kept report, without a few changes since"))
    return "; ".join(notes)
