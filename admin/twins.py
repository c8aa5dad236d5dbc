"""Courses that are probably one: titles alike but for marks, “and”, plurals or a slip in a word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

ALIKE = 0.86  # of a letter or two in a title; “Cooking” and “Coping” stay apart
ENDS = 3  # letters; real twins begin alike or end alike, and comparing all with all takes minutes
# Within a word: “anxeity” is a slip of “anxiety”, “sowing” is not one of “sewing”. Shorter words
# must be the same, and slips spare the first letter: “walking” and “talking” are two words.
WORD_ALIKE, SHORTEST_SLIP = 0.84, 5
# Words as alike as slips are, though each means itself.
WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
SMALL_WORDS = {"and", "the", "a", "an", "of", "for", "to", "in"}


@dataclass(frozen=True)
class Titled:
    """A course as far as its title goes."""

    id: int
    title: str


@dataclass(frozen=True)
class Twins:
    """Two courses that may be one; `likeness` is 1 where only small words and marks differ."""

    one: Titled
    other: Titled
    likeness: float


def bare(title: str) -> str:
    """A title without capitals, marks, small words and plurals: what a slip rarely changes."""
    words = re.findall(r"\w+", re.sub(r"[’']", "", title.casefold()).replace("&", " and "))
    return " ".join(_singular(word) for word in words if word not in SMALL_WORDS)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def likely_twins(courses: Iterable[Titled], most: int) -> list[Twins]:
    """The pairs whose titles are most alike, the likeliest first; at most so many."""
    bare_of = {course: bare(course.title) for course in courses}
    pairs = {
        pair
        for group in _groups(bare_of)
        for pair in combinations(sorted(group, key=lambda course: course.id), 2)
    }
    found = [
        Twins(one, other, likeness)
        for one, other in pairs
        if (likeness := _likeness(bare_of[one], bare_of[other])) >= ALIKE
    ]
    return sorted(found, key=lambda twins: (-twins.likeness, twins.one.id, twins.other.id))[:most]


def _groups(bare_of: dict[Titled, str]) -> Sequence[list[Titled]]:
    groups: dict[tuple[str, str], list[Titled]] = defaultdict(list)
    for course, text in bare_of.items():
        groups["begins", text[:ENDS]].append(course)
        groups["ends", text[-ENDS:]].append(course)
    return list(groups.values())


def _likeness(one: str, other: str) -> float:
    if one.replace(" ", "") == other.replace(" ", ""):
        return 1.0
    words, others = one.split(), other.split()
    # Titles that differ in a whole word are two courses: of men and women, of level 1 and 2.
    if len(words) != len(others) or not all(map(_is_slip, words, others)):
        return 0.0
    return _ratio(one, other, ALIKE)


def _is_slip(word: str, other: str) -> bool:
    """Whether two words are one, but for its spelling."""
    if word == other:
        return True
    if min(len(word), len(other)) < SHORTEST_SLIP or word[0] != other[0]:
        return False
    if {word, other} <= WEEKDAYS or not (word.isalpha() and other.isalpha()):
        return False
    return _ratio(word, other, WORD_ALIKE) >= WORD_ALIKE


def _ratio(one: str, other: str, least: float) -> float:
    """How alike two texts are; 0 where they are less so than `least`."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < least:
        return 0.0
    return matcher.ratio()
