"""Courses that are probably one: titles alike but for punctuation, “and”, plurals or a slip."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

ALIKE = 0.86  # of a letter or two in a title; “Cooking” and “Coping” stay apart
ENDS = 3  # letters; real twins begin alike or end alike, and comparing all with all takes minutes
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
    if one == other:
        return 1.0
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0  # “Level 1” and “Level 2” differ by one letter, and on purpose
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALIKE:
        return 0.0
    return matcher.ratio()
