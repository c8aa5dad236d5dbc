"""The figures in the shape that programs rely on: the contract's JSON, key by key."""

from admin.summaries.figures import BLANK, Answers, Figures, Summary
from admin.summaries.shares import per_day
from kiosk.questions import ANSWER_VALUES, NOT_RECORDED, PURPOSE_VALUES, QUESTION_NAMES

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_VISITS = ("yes", "no", NOT_RECORDED)


def as_json(summary: Summary) -> dict[str, object]:
    """The whole summary, ready for JSON."""
    return {
        "from": summary.period.first.isoformat(),
        "to": summary.period.last.isoformat(),
        "sites": [
            {"slug": each.site.slug, "opened_on": each.site.opened_on.isoformat()}
            | figures_as_json(each.figures)
            for each in summary.sites
        ],
        "total": figures_as_json(summary.total),
        "left_out": [
            {
                "kind": "headcount",
                "site": each.site.slug,
                "from": each.first.isoformat(),
                "to": each.last.isoformat(),
                "people": each.people,
                "why": "straddles the period",
            }
            for each in summary.left_out
        ],
    }


def figures_as_json(figures: Figures) -> dict[str, object]:
    """The figures of one site, or of all."""
    # Pages show a dash where nobody was counted; to a program that is 0, and null only no open day.
    per_open_day = per_day(figures.visits, figures.open_days)
    return {
        "visits": figures.visits,
        "taps": figures.taps,
        "counted": figures.counted,
        "open_days": figures.open_days,
        "visits_per_open_day": None if per_open_day is None else float(per_open_day),
        "first_visits": {answer: figures.first_visits[answer] for answer in FIRST_VISITS},
        "purposes": {
            purpose: figures.purposes[purpose] for purpose in (*PURPOSE_VALUES, NOT_RECORDED)
        },
        "evaluations": figures.evaluations,
        "enrolments": figures.enrolments,
        "new_enrolments": figures.new_enrolments,
        "learning_opportunities": figures.learning_opportunities,
        "questions": {name: _answers(figures.questions[name]) for name in QUESTION_NAMES},
        "hours": _hours(figures),
        "days_not_fully_counted": figures.days_not_fully_counted,
        "taps_on_screens": figures.taps_on_screens,
        "rows_from_file": figures.rows_from_file,
    }


def _answers(answers: Answers) -> dict[str, object]:
    percent = answers.share.percent
    counts: dict[str, object] = {
        choice: answers.counts[choice] for choice in (*ANSWER_VALUES, BLANK)
    }
    return counts | {"n": answers.n, "percent": None if percent is None else float(percent)}


def _hours(figures: Figures) -> dict[str, dict[str, int]]:
    hours: dict[str, dict[str, int]] = {}
    for (weekday, hour), people in sorted(figures.hours.items()):
        if people:
            hours.setdefault(WEEKDAYS[weekday], {})[f"{hour:02}"] = people
    return hours
