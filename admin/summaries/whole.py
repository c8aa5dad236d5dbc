"""A stated whole and its parts: the one value that tells where they disagree, and by how much."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from kiosk.pages import number

FEW_PEOPLE = range(1, 8)  # 1 to 7: about people's care, somebody could be recognised


@dataclass(frozen=True)
class Part:
    """One part of a whole, by its name."""

    name: str
    value: int


@dataclass(frozen=True)
class Whole:
    """A whole as it was stated, and the parts that ought to add up to it.

    Without parts there is nothing to add up. Of a percentage, the parts are percentages too.
    """

    name: str
    stated: int
    parts: tuple[Part, ...] = ()
    is_percent: bool = False

    @property
    def added(self) -> int:
        """What the parts add up to."""
        return sum(part.value for part in self.parts)

    @property
    def difference(self) -> int:
        """How many more the parts are than the whole; below 0 where they are fewer."""
        return self.added - self.stated if self.parts else 0

    @property
    def agrees(self) -> bool:
        """Whether the parts add up to what was stated, or there are none."""
        return self.difference == 0

    def says(self, value: int) -> str:
        """One of its values as it is read: 2,676 or 44%."""
        return f"{number(value)}%" if self.is_percent else number(value)

    @property
    def disagreement(self) -> str:
        """“The parts add up to 2,653: 23 fewer than the 2,676 stated.” Empty where they agree."""
        if self.agrees:
            return ""
        words = {"added": self.says(self.added), "stated": self.says(self.stated)}
        by = abs(self.difference)
        if self.is_percent:
            return self._by_points(by, words)
        words["by"] = number(by)
        if self.difference < 0:
            return _(
                "The parts add up to %(added)s: %(by)s fewer than the %(stated)s stated.", **words
            )
        return _("The parts add up to %(added)s: %(by)s more than the %(stated)s stated.", **words)

    @property
    def few_people(self) -> str:
        """Says which of its numbers are so few people that one may be known; empty where none."""
        few = [
            _("%(name)s: %(value)s", name=part.name, value=number(part.value))
            for part in (Part(self.name, self.stated), *self.parts)
            if part.value in FEW_PEOPLE and not self.is_percent
        ]
        if not few:
            return ""
        return _(
            "%(figures)s. Is it about people’s care? Of 1 to 7 people, somebody could be "
            "recognised.",
            figures="; ".join(few),
        )

    def _by_points(self, by: int, words: dict[str, str]) -> str:
        points = ngettext("%(by)s percentage point", "%(by)s percentage points", by, by=number(by))
        if self.difference < 0:
            said = _(
                "The parts add up to %(added)s: %(by)s less than the %(stated)s stated.",
                by=points,
                **words,
            )
        else:
            said = _(
                "The parts add up to %(added)s: %(by)s more than the %(stated)s stated.",
                by=points,
                **words,
            )
        return said + (" " + _("Rounding can do that.") if self._is_rounding(by) else "")

    def _is_rounding(self, by: int) -> bool:
        """Whether whole percentages can differ by so much: each hides up to a half."""
        return 2 * by <= len(self.parts) + 1
