"""What people wrote in the demonstration year, drawn from pools written by hand."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from admin.demonstration.evaluations import FIRST_FLOOR, Form
from admin.demonstration.place import Row
from admin.demonstration.rule import Rule

FOLDER = Path(__file__).parent
ANY = "any"
MOST_UNHAPPY_FIRST = {
    "environment_suitable": "place",
    "tutor_met_expectations": "tutor",
    "felt_valued": "valued",
    "covered_needs": "content",
    "could_discuss_opportunities": "next",
}
WRITES, WRITES_UNHAPPY = 0.27, 0.62
PRIVATE, PRIVATE_WORRIED = 0.07, 0.6


class Pool:
    """Comments by subject, each used once before any is used again."""

    def __init__(self, rule: Rule, name: str) -> None:
        self._rule = rule
        self._sections = sections(name)
        self._left: dict[str, list[str]] = {}

    def has(self, section: str) -> bool:
        """Whether there are comments on a subject."""
        return section in self._sections

    def take(self, section: str) -> str:
        """The next comment on a subject, typed as people type."""
        left = self._left.get(section) or self._rule.shuffled(self._sections[section])
        self._left[section] = left
        return _typed(self._rule, left.pop())


def sections(name: str) -> Mapping[str, Sequence[str]]:
    """The comments of one file by subject."""
    found: dict[str, list[str]] = {}
    section = ANY
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            section = line.removeprefix("# ")
        elif line:
            found.setdefault(section, []).append(line)
    return found


def _typed(rule: Rule, text: str) -> str:
    if rule.happens(0.12):
        text = text[0].lower() + text[1:] if not text.startswith("I ") else text
        return text.removesuffix(".")
    return text.removesuffix(".") + "!" if rule.happens(0.05) and text.endswith(".") else text


def with_words(rule: Rule, forms: Sequence[Form], rows: Sequence[Row]) -> Iterator[Row]:
    """The same forms, some of them with words in one box or both; the kiosk has no boxes."""
    good, better = Pool(rule, "good"), Pool(rule, "better")
    for form, row in zip(forms, rows, strict=True):
        troubles = [
            section for name, section in MOST_UNHAPPY_FIRST.items() if form.is_unhappy(name)
        ]
        if form.method == "kiosk" or not rule.happens(WRITES_UNHAPPY if troubles else WRITES):
            yield row
            continue
        yield row | {
            "good": _good(rule, good, form, bool(troubles)),
            "better": _better(rule, better, form, troubles),
            "do_not_share": rule.happens(PRIVATE),
        }


def _good(rule: Rule, pool: Pool, form: Form, unhappy: bool) -> str:
    if unhappy and rule.happens(0.45):
        return ""
    theme = form.run.course.theme
    first = pool.take(theme if pool.has(theme) and rule.happens(0.5) else ANY)
    if rule.happens(0.25):
        ended = first if first.endswith(("!", ".", "?")) else f"{first}."
        return f"{ended} {pool.take(ANY)}"
    return first


def _better(rule: Rule, pool: Pool, form: Form, troubles: Sequence[str]) -> str:
    if not troubles:
        return pool.take(ANY) if rule.happens(0.22) else ""
    section = troubles[0]
    if section == "place" and form.run.room == FIRST_FLOOR:
        section = "classroom" if rule.happens(0.75) else section
    return pool.take(section)


def with_worries(rule: Rule, rows: Sequence[Row]) -> list[Row]:
    """The same forms, a few of which say that somebody is not well."""
    worries = rule.shuffled(sections("worrying")[ANY])
    written = [place for place, row in enumerate(rows) if row["good"] and not row["better"]]
    every = len(written) // len(worries)
    changed = list(rows)
    for number, worry in enumerate(worries):
        place = written[number * every + every // 2]
        changed[place] = rows[place] | {
            "good": rows[place]["good"] if rule.happens(0.4) else "",
            "better": worry,
            "do_not_share": rule.happens(PRIVATE_WORRIED),
        }
    return changed
