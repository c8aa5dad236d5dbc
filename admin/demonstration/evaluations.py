"""The forms of the demonstration year: whose meeting, how answered, and how they came."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from admin.demonstration.place import Place, Row
from admin.demonstration.published import Said
from admin.demonstration.rule import Draw, Rule
from admin.demonstration.timetable import WEEKLY, Met, Run
from kiosk.questions import QUESTION_NAMES

METHODS = Draw([("phone", 0.58), ("paper", 0.27), ("kiosk", 0.15)])
LATE = Draw([(0, 0.8), (1, 0.12), (2, 0.05), (4, 0.03)])
TYPED_IN = Draw([(0, 0.2), (1, 0.4), (2, 0.2), (5, 0.15), (7, 0.05)])
FIRST_FLOOR = "Room 12, first floor"
OWN_MIND = 0.7  # how much one answer differs from the same person's others


@dataclass(frozen=True)
class Form:
    """One form: the run and the meeting it is about, its answers by question, and how it came."""

    run: Run
    met: Met
    method: str
    answers: Mapping[str, str | None]

    def is_unhappy(self, question: str) -> bool:
        """Whether a question was answered with partly or no."""
        return self.answers[question] in ("partly", "no")


def forms(rule: Rule, place: Place, runs: Sequence[Run]) -> list[Form]:
    """As many forms as were published of a site, with exactly the published answers."""
    draw = Draw(_meetings(rule, place, runs))
    about = [draw.by(rule) for _form in range(place.published.forms)]
    mood = [rule.share() for _form in about]
    columns = {
        name: _answered(rule, place.published.answers[name], _liked(rule, name, about, mood))
        for name in QUESTION_NAMES
    }
    return [
        Form(run, met, METHODS.by(rule), {name: columns[name][place] for name in QUESTION_NAMES})
        for place, (run, met) in enumerate(about)
    ]


def _meetings(
    rule: Rule, place: Place, runs: Sequence[Run]
) -> Iterator[tuple[tuple[Run, Met], float]]:
    """A site's meetings; most forms are filled in at the last one of a course."""
    for run in runs:
        if run.site_id == place.site_id:
            keen = 0.3 + rule.share()
            for met in run.met:
                yield (run, met), keen * _asked(run, met)


def _asked(run: Run, met: Met) -> float:
    if run.course.kind == "group":
        return 0.04 if run.course.meetings == WEEKLY else 0.12
    return 1.0 if met is run.met[-1] else 0.06


def _liked(
    rule: Rule, question: str, about: Sequence[tuple[Run, Met]], mood: Sequence[float]
) -> list[float]:
    """How much each form liked what a question asks about; the least liked come to partly or no."""
    liked = [each + OWN_MIND * rule.share() for each in mood]
    if question == "environment_suitable":
        # The classroom on the first floor of the college is what people mind at Bootle.
        return [
            each - (0.6 if run.room == FIRST_FLOOR else 0.0)
            for each, (run, _met) in zip(liked, about, strict=True)
        ]
    return liked


def _answered(rule: Rule, said: Said, liked: Sequence[float]) -> list[str | None]:
    least_first = sorted(range(len(liked)), key=lambda place: (liked[place], place))
    answers: list[str | None] = ["yes"] * len(liked)
    for place in least_first[: said.no]:
        answers[place] = "no"
    for place in least_first[said.no : said.no + said.partly]:
        answers[place] = "partly"
    others = rule.shuffled(least_first[said.no + said.partly :])
    for place in others[: said.not_applicable]:
        answers[place] = "not_applicable"
    for place in others[said.not_applicable : said.not_applicable + said.blank]:
        answers[place] = None
    return answers


def row_of(rule: Rule, form: Form) -> Row:
    """A form as it is stored, without words; its run is a number until then."""
    waits = (TYPED_IN if form.method == "paper" else LATE).by(rule)
    return {
        "id": rule.id(),
        "site_id": form.run.site_id,
        "run_id": form.run.number,
        "held_on": form.met.day,
        "received_on": _received_on(form, waits),
        "wording": 1,
        "good": "",
        "better": "",
        "do_not_share": False,
        "method": form.method,
        **form.answers,
    }


def _received_on(form: Form, waits: int) -> date:
    if form.method == "kiosk":
        return form.met.day
    return form.met.day + timedelta(days=waits)
