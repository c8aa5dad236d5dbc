"""Every row that the page of a comparison must show, added up from the summaries in a plain way."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from admin.summaries.figures import Figures, Summary
from kiosk.questions import PURPOSES, QUESTIONS
from tests.client import Page, words

LARGE = 5  # forms, from which on a course is told of
Row = list[str]
Cell = Callable[[Sequence[Figures]], str]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def of_sites(summary: Summary, site_ids: frozenset[int]) -> list[Figures]:
    """The figures of some sites of a summary, each for itself."""
    return [each.figures for each in summary.sites if each.site.id in site_ids]


def _added(name: str) -> Cell:
    return lambda figures: f"{sum(getattr(one, name) for one in figures):,}"


def _first_visits(said: str) -> Cell:
    return lambda figures: f"{sum(one.first_visits[said] for one in figures):,}"


def _came_for(purpose: str) -> Cell:
    return lambda figures: f"{sum(one.purposes[purpose] for one in figures):,}"


def _courses(figures: Sequence[Figures]) -> str:
    return str(len(set().union(*(one.courses for one in figures))))


def _daily(figures: Sequence[Figures]) -> str:
    visits, days = (sum(getattr(one, name) for one in figures) for name in ("visits", "open_days"))
    if not (visits and days):
        return "–"
    return f"{(Decimal(visits) / days).quantize(Decimal('0.1'), ROUND_HALF_UP):,}"


def _yes(question: str) -> Cell:
    def cell(figures: Sequence[Figures]) -> str:
        return said_as(one.questions[question].counts for one in figures)

    return cell


def said_as(counts: Iterator[Counter[str]]) -> str:
    """Yes in percent of yes, partly and no, and what that rests on."""
    given: Counter[str] = sum(counts, Counter())
    yes, partly, no = (given[answer] for answer in ("yes", "partly", "no"))
    n = yes + partly + no
    percent = f"{(200 * yes + n) // (2 * n)}%" if n else "–"
    return f"{percent} n = {n:,}, {partly:,} partly"


WHO: dict[str, Cell] = {
    "Visits": _added("visits"),
    "Open days": _added("open_days"),
    "Visits for each open day": _daily,
    "People by screen": lambda figures: f"{sum(one.people - one.from_file for one in figures):,}",
    "Counted by hand": _added("counted"),
    "Open days not fully counted": _added("days_not_fully_counted"),
    "Taps on screens": _added("taps_on_screens"),
    "First time here, by tap": _first_visits("yes"),
    "Not the first time, by tap": _first_visits("no"),
    "First time not said, by tap": _first_visits("not_recorded"),
}
FROM_FILE: dict[str, Cell] = {
    "People from a file": _added("from_file"),
    "Rows from a file": _added("rows_from_file"),
}
WHAT_FOR: dict[str, Cell] = {str(one.label): _came_for(one.value) for one in PURPOSES}
WHAT_FOR["Not recorded"] = _came_for("not_recorded")
ANSWERS = {
    "Yes": ("yes",),
    "Partly": ("partly",),
    "No": ("no",),
    "Yes, Partly or No (n)": ("yes", "partly", "no"),
    "Not sure, or doesn’t apply": ("not_applicable",),
    "Left blank": ("blank",),
}
LEARNT: dict[str, Cell] = {
    "Enrolments": _added("enrolments"),
    "New to The Life Rooms": _added("new_enrolments"),
    "Learning opportunities": _courses,
}


def figures_expected(counted: list[list[Figures]], there: list[list[Figures]]) -> list[Row]:
    """The table of every figure: of the sites in each period whose visits, or learning, stand."""
    any_from_file = any(one.rows_from_file for figures in counted for one in figures)
    said = {"Evaluation forms": _added("evaluations")}
    said |= {str(one.short): _yes(one.name) for one in QUESTIONS}
    found: list[Row] = []
    for title, cells, periods in (
        ("Who came in", WHO | FROM_FILE if any_from_file else WHO, counted),
        ("What brought people in", WHAT_FOR, counted),
        ("What learners said", said, there),
        ("Courses and enrolments", LEARNT, there),
    ):
        if periods[0]:
            found += _group(title, cells, periods)
    return found


def _group(title: str, cells: dict[str, Cell], periods: list[list[Figures]]) -> list[Row]:
    return [[title], *([label, *map(cell, periods)] for label, cell in cells.items())]


def purposes_expected(periods: list[Summary], site_ids: frozenset[int]) -> list[Row]:
    """What brought people in at each of these sites, where they are several."""
    found: list[Row] = []
    if len(site_ids) > 1:
        for each in periods[0].sites:
            if each.site.id in site_ids:
                of_site = [of_sites(one, frozenset([each.site.id])) for one in periods]
                found += _group(each.site.short_name, WHAT_FOR, of_site)
    return found


def answers_expected(periods: list[list[Figures]]) -> list[Row]:
    """How many forms gave each answer to each question, where there are any forms."""
    found: list[Row] = []
    if any(one.evaluations for figures in periods for one in figures):
        for question in QUESTIONS:
            cells = {label: _gave(question.name, *those) for label, those in ANSWERS.items()}
            found += _group(str(question.short), cells, periods)
    return found


def _gave(question: str, *answers: str) -> Cell:
    def cell(figures: Sequence[Figures]) -> str:
        given = (one.questions[question].counts for one in figures)
        return f"{sum(counts[answer] for counts in given for answer in answers):,}"

    return cell


def hours_expected(periods: list[list[Figures]]) -> tuple[list[Row], list[Row]]:
    """The tables of weekdays and hours, and of each hour of each weekday, in which anybody came."""
    hours = [sum((one.hours for one in figures), Counter()) for figures in periods]
    used = sorted(set().union(*hours))
    if not used:
        return [], []

    def row(label: str, is_in: Callable[[int, int], bool]) -> Row:
        return [label, *(str(sum(n for at, n in each.items() if is_in(*at))) for each in hours)]

    by_either = [["By weekday"]]
    by_either += [row(DAYS[day], lambda d, _h, day=day: d == day) for day in _each(used, 0)]
    by_either += [["By the hour that began"]]
    by_either += [
        row(f"{hour:02}:00", lambda _d, h, hour=hour: h == hour) for hour in _each(used, 1)
    ]
    both = [
        row(f"{DAYS[day]} at {hour:02}:00", lambda d, h, at=(day, hour): (d, h) == at)
        for day, hour in used
    ]
    return by_either, [["By weekday and hour"], *both]


def _each(used: list[tuple[int, int]], place: int) -> list[int]:
    return sorted({when[place] for when in used})


def course_expected(answers: list[tuple[str | None, ...]]) -> Row:
    """What stands beside one course in one period, of the answers of each form."""
    if len(answers) < LARGE:
        return ["fewer than 5 forms" if answers else "no forms"]
    by_question = zip(*answers, strict=True)
    return [str(len(answers)), *(said_as(iter([Counter(each)])) for each in by_question)]


def table_of(page: Page, name: str) -> list[Row]:
    """A table of the page by the name of its card, without its changes; nothing without a card."""
    caption = page.soup.find(id=f"{name}-caption")
    if caption is None:
        return []
    head, *body = [
        # A number that opens stands apart from the comma after it.
        [words(cell).replace(" ,", ",") for cell in row.find_all(["th", "td"])]
        for row in caption.find_parent("table").find_all("tr")
    ]
    kept = [place for place, heading in enumerate(head) if not heading.startswith("Change")]
    return [
        [row[place] for place in kept] if len(row) == len(head) else row for row in [head, *body]
    ]
