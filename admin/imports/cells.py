"""One row's cells, each read as its column is meant; what cannot be read is kept as a sentence."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from flask_babel import gettext as _

from admin.catalogue.courses import title_key
from admin.imports.moments import read_day, read_day_or_moment, read_moment, read_timed_moment
from admin.imports.places import Places
from admin.imports.refusals import CellRefusedError
from kiosk import clock
from kiosk.forms.evaluation import LONGEST_COMMENT
from kiosk.models import Site
from kiosk.pages import day_and_year, number
from kiosk.tidying import one_line, tidy

LONGEST_ID = 100
LONGEST_TITLE = 120
_WHOLE = re.compile(r"\d{1,7}(?:\.0+)?|\d{1,3}(?:,\d{3}){1,2}", re.ASCII)
_YES = ("yes", "y", "true", "1")
_NO = ("no", "n", "false", "0")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)

_NEVER_ENDED: date | datetime = _NEVER

T = TypeVar("T")


class Cells:
    """Reads one row. Each problem is collected, so that all of a row's are told at once."""

    def __init__(self, cells: Mapping[str, str], places: Places) -> None:
        """Read these cells, by column, as of the moment of `places`."""
        self._cells = cells
        self._places = places
        self._site: Site | None = None
        self.problems: list[str] = []

    def _read(self, column: str, read: Callable[[str], T], instead: T) -> T:
        """What a cell that must not be empty says; `instead` where it cannot be read."""
        text = self._cells.get(column, "").strip()
        try:
            if not text:
                raise CellRefusedError(_("It is empty. Fill it in."))
            return read(text)
        except CellRefusedError as problem:
            self.problems.append(f"{column}: {problem}")
            return instead

    def is_given(self, column: str) -> bool:
        """Whether anything stands in a cell."""
        return bool(self._cells.get(column, "").strip())

    def refuse(self, column: str, sentence: str) -> None:
        """Say what is wrong with a cell that could be read."""
        self.problems.append(f"{column}: {sentence}")

    def site(self) -> str:
        """The slug of the row's site; read it before the row's days."""
        self._site = self._read("site", self._places.find, None)
        return self._site.slug if self._site else ""

    def happened_at(self, column: str, ahead: timedelta = timedelta(0)) -> datetime:
        """A moment since the site opened, and not in the future, or not as far `ahead`."""
        moment = self._read(column, read_moment, _NEVER)
        if moment != _NEVER:
            self._check_opened(column, clock.local_day(moment))
            self._check_past(column, moment > self._places.now + ahead, ahead)
        return moment

    def tapped_at(self, column: str) -> datetime:
        """A moment that had come, whose time is told: a day alone would count at midnight."""
        moment = self._read(column, read_timed_moment, _NEVER)
        if moment != _NEVER:
            self._check_opened(column, clock.local_day(moment))
            self._check_past(column, moment > self._places.now)
        return moment

    def happened_on(self, column: str) -> date:
        """A day since the site opened, today at the latest."""
        day = self._read(column, read_day, _NEVER.date())
        if day != _NEVER.date():
            self._check_opened(column, day)
            self._check_past(column, day > self._places.today)
        return day

    def ended_at(self, column: str) -> datetime:
        """The moment at which a stretch had ended: of a day alone, the end of that day."""
        found = self._read(column, read_day_or_moment, _NEVER_ENDED)
        if found == _NEVER:
            return _NEVER
        if isinstance(found, datetime):
            self._check_past(column, found > self._places.now)
            return found
        self._check_past(column, found > self._places.today)
        return clock.at_local(found + timedelta(days=1))

    def moment(self, column: str) -> datetime | None:
        """A moment, or nothing."""
        return self._read(column, read_moment, None) if self.is_given(column) else None

    def _check_opened(self, column: str, day: date) -> None:
        if self._site and day < self._site.opened_on:
            self.refuse(
                column,
                _(
                    "%(day)s is before %(site)s opened, on %(opened)s. Check the day and the site.",
                    day=day_and_year(day),
                    site=self._site.short_name,
                    opened=day_and_year(self._site.opened_on),
                ),
            )

    def _check_past(self, column: str, is_ahead: bool, ahead: timedelta = timedelta(0)) -> None:
        if not is_ahead:
            return
        text = self._cells[column].strip()
        if ahead:
            sentence = _("“%(text)s” is more than two years ahead. Check the year.", text=text)
        else:
            sentence = _("“%(text)s” is in the future. Check the date.", text=text)
        self.refuse(column, sentence)

    def whole_number(self, column: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number between two others."""
        if default is not None and not self.is_given(column):
            return default

        def read(text: str) -> int:
            found = int(text.split(".")[0].replace(",", "")) if _WHOLE.fullmatch(text) else -1
            if not least <= found <= most:
                raise CellRefusedError(
                    _(
                        "“%(text)s” is not a whole number from %(least)s to %(most)s.",
                        text=text[:40],
                        least=number(least),
                        most=number(most),
                    )
                )
            return found

        return self._read(column, read, least)

    def yes_or_no(self, column: str, default: T) -> bool | T:
        """Yes or no; the default where nothing stands there."""
        if not self.is_given(column):
            return default
        return self._read(column, _yes_or_no, False)

    def needed_yes_or_no(self, column: str) -> bool:
        """Yes or no, one of them."""
        return self._read(column, _yes_or_no, False)

    def one_of(self, column: str, meant: Mapping[str, str]) -> str | None:
        """What the cell means of the words that there are, capitals ignored; or nothing."""
        if not self.is_given(column):
            return None

        def read(text: str) -> str:
            value = meant.get(" ".join(text.replace("’", "'").split()).casefold())
            if value is None:
                words = ", ".join(dict.fromkeys(meant.values()))
                raise CellRefusedError(
                    _(
                        "“%(text)s” is not an answer we know. Write one of these, or leave it "
                        "empty: %(words)s.",
                        text=text[:40],
                        words=words,
                    )
                )
            return value

        return self._read(column, read, "")

    def line(self, column: str, most: int) -> str:
        """One line of text, its white space made single; or nothing."""
        text = one_line(self._cells.get(column))
        if len(text) > most:
            self.refuse(column, _too_long(len(text), most))
        elif text.startswith("="):
            self.refuse(
                column,
                _("It begins like a formula. Write the words themselves, without the “=”."),
            )
        return text

    def title(self, column: str) -> str:
        """The title of a course, as it is written."""
        if not self.is_given(column):
            return self._read(column, str, "")
        title = self.line(column, LONGEST_TITLE)
        if len(title) <= LONGEST_TITLE < len(title_key(title)):
            self.refuse(column, _too_long(len(title_key(title)), LONGEST_TITLE))
        return title

    def comment(self, column: str) -> str:
        """What somebody wrote in a box of the form, line ends kept; or nothing."""
        text = tidy(self._cells.get(column))
        if len(text) > LONGEST_COMMENT:
            self.refuse(column, _too_long(len(text), LONGEST_COMMENT))
        return text


def _yes_or_no(text: str) -> bool:
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellRefusedError(_("“%(text)s” is neither yes nor no. Write one.", text=text[:40]))


def _too_long(length: int, most: int) -> str:
    return _(
        "It has %(length)s characters. Make it %(most)s or fewer.",
        length=number(length),
        most=number(most),
    )
