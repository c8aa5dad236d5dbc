"""What stands on a page of rows: the filter as a sentence, and each cell as people read it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date as format_babel_date
from babel.lists import format_list
from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from admin.periods import Period
from admin.spans import ends_in_words
from admin.summaries.listings import Listing
from admin.summaries.listings.everybody import FILE, SCREEN
from admin.summaries.listings.listing import ALL_COURSES, NO_COURSE, OTHER_COURSES
from admin.summaries.rows import FEW_FORMS, Row
from admin.wanted import Wanted
from kiosk.pages import ENGLISH, number
from kiosk.questions import NOT_RECORDED, PURPOSES

NOTHING = "–"
COLUMNS: Mapping[str, LazyString] = {
    "site": _l("Site"),
    "sites": _l("Sites"),
    "from": _l("Day"),
    "visited_on": _l("Day"),
    "open_on": _l("Day"),
    "enrolled_on": _l("Day"),
    "month": _l("Month"),
    "hour": _l("Hour"),
    "purpose": _l("What brought them in"),
    "first_time": _l("First time here?"),
    "people": _l("People"),
    "people_by_screen_or_file": _l("People by screen or from a file"),
    "counted_by": _l("Counted"),
    "counted_from": _l("Counted from"),
    "counted_to": _l("Counted to"),
    "screen_saw": _l("The screen saw"),
    "why_not": _l("Why not compared"),
    "method": _l("How"),
    "course": _l("Course or group"),
    "new_to_life_rooms": _l("New to The Life Rooms"),
    "dates": _l("Dates"),
    "enrolments": _l("Enrolments"),
    "forms": _l("Forms"),
    "yes": _l("Yes"),
    "partly": _l("Partly"),
    "no": _l("No"),
    "n": _l("Yes, Partly or No (n)"),
    "not_applicable": _l("Not sure, or doesn’t apply"),
    "blank": _l("Left blank"),
}
NUMBERS = frozenset(
    {"people", "people_by_screen_or_file", "screen_saw", "dates", "enrolments", "forms"}
    | {"yes", "partly", "no", "n", "not_applicable", "blank"}
)
PURPOSE_WORDS = {each.value: each.label for each in PURPOSES} | {NOT_RECORDED: _l("Not recorded")}
YES_OR_NO = {"yes": _l("Yes"), "no": _l("No")}
METHODS = {SCREEN: _l("By screen"), FILE: _l("From a file"), "by hand": _l("By hand")}
COURSES = {
    OTHER_COURSES: _l("Other courses together"),
    ALL_COURSES: _l("All courses together"),
    NO_COURSE: _l("No course"),
}


def filter_in_words(listing: Listing, wanted: Wanted) -> str:
    """“People who came in at Southport between 1 and 31 October 2026, for “A course or group”.”"""
    names = [site.short_name for site in wanted.choice.sites]
    also = "".join(f", {words}" for words in listing.also)
    return _(
        "%(who)s at %(sites)s %(days)s%(also)s.",
        who=listing.who,
        sites=format_list(names, locale=get_locale()),
        days=between(wanted.choice.period),
        also=also,
    )


def between(period: Period) -> str:
    """“on 24 November 2026”, “between 1 and 31 October 2026”."""
    first, last = period.first, period.last
    written = str(format_date(last, "d MMMM yyyy"))
    if first == last:
        return _("on %(day)s", day=written)
    pattern = "d MMMM yyyy"
    if first.year == last.year:
        pattern = "d" if first.month == last.month else "d MMMM"
    return _("between %(first)s and %(last)s", first=format_date(first, pattern), last=written)


@lru_cache(maxsize=4096)  # a page of rows writes the same few days many times
def _day(text: str, locale: str) -> str:
    return str(format_babel_date(date.fromisoformat(text), "EEE d MMM yyyy", locale=locale))


def day_of(text: str) -> str:
    """“Tue 24 Nov 2026”."""
    return _day(text, str(get_locale() or ENGLISH))


def _month(text: str) -> str:
    if not text:
        return _("These days together")
    return str(format_date(date.fromisoformat(f"{text}-01"), "MMMM yyyy"))


def _hour(hour: int) -> str:
    return f"{hour:02}:00"


def _words(words: Mapping[str, LazyString]) -> Callable[[str], str]:
    return lambda text: str(words.get(text) or text or NOTHING)


CELLS: Mapping[str, Callable[..., str]] = {
    "from": day_of,
    "visited_on": day_of,
    "open_on": day_of,
    "enrolled_on": day_of,
    "month": _month,
    "hour": _hour,
    "purpose": _words(PURPOSE_WORDS),
    "first_time": lambda text: str(YES_OR_NO.get(text) or _("Not said")),
    "counted_by": _words(METHODS),
    "method": _words(METHODS),
    "course": _words(COURSES),
    "new_to_life_rooms": _words(YES_OR_NO),
}


def shown_columns(columns: Sequence[str]) -> list[str]:
    """The columns of a page: the last day of a count stands beside its first."""
    return [name for name in columns if name != "to"]


def cells(columns: Sequence[str], row: Row, names: Mapping[str, str]) -> list[str]:
    """One row as people read it; `names` are those of the sites by their slugs."""
    found = dict(zip(columns, row, strict=True))
    shown = [_cell(name, found[name], names) for name in shown_columns(columns)]
    if "counted_from" in found:
        shown[1:3] = _counted(str(found["counted_from"]), str(found["counted_to"]))
    if found.get("to", found.get("from")) != found.get("from"):
        shown[1] = _("%(first)s to %(last)s", first=shown[1], last=day_of(str(found["to"])))
    return shown


def _counted(begins: str, ends: str) -> tuple[str, str]:
    """From when to when people were counted: whole days without their midnights."""
    moments = (datetime.fromisoformat(begins), datetime.fromisoformat(ends))
    return ends_in_words(*moments, day=lambda day: day_of(day.isoformat()))


def _cell(name: str, cell: str | int | None, names: Mapping[str, str]) -> str:
    if cell is None:
        return NOTHING
    if name in ("site", "sites"):
        return ", ".join(names[slug] for slug in str(cell).split(", "))
    if name in CELLS:
        return CELLS[name](cell)
    if cell == FEW_FORMS:
        return _("fewer than 5 forms")
    return number(cell) if isinstance(cell, int) else cell
