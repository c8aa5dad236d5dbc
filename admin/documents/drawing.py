"""Where every bar and word of a chart stands: one layout, for the page and for the picture."""

from dataclasses import dataclass

from admin.documents.report import Chart

WIDTH = 660  # the width of the writing on A4, in the units of a screen
TOP, BASE, HEIGHT = 26, 190, 216
# Of a bar that lies down: its line, how thick it is, where its letters stand; closer where many do.
LINE, THICK, LETTERS = 32, 20, 5
MANY, CLOSE_LINE, CLOSE_THICK, CLOSE_LETTERS = 13, 24, 16, 3
LETTER, LONGEST_LABEL, VALUES, BESIDE = 7.4, 300, 80, 10


@dataclass(frozen=True)
class Box:
    """One bar, from its corner at the top left."""

    x: int
    y: int
    width: int
    height: int
    is_part: bool


@dataclass(frozen=True)
class Words:
    """Some words: `x` is where they begin or, as `anchor` says, their middle; `y` their line."""

    x: int
    y: int
    text: str
    anchor: str
    is_value: bool


@dataclass(frozen=True)
class Reach:
    """Where a bar and its number can be pressed: the bar's name, and its number with its rows."""

    x: int
    y: int
    width: int
    height: int
    name: str
    says: str


@dataclass(frozen=True)
class Drawing:
    """A whole chart, laid out, with the line from which its bars begin."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    words: tuple[Words, ...]
    line: tuple[int, int, int, int]
    reaches: tuple[Reach, ...]


def drawing(chart: Chart) -> Drawing:
    """Lay a chart out, as columns or as bars that lie down."""
    return _columns(chart) if chart.is_upright else _lying(chart)


def _columns(chart: Chart) -> Drawing:
    slot = WIDTH // len(chart.bars)
    gap = max(2, slot // 6)
    boxes, words, reaches = [], [], []
    for place, bar in enumerate(chart.bars):
        tall = _length(bar.amount, chart.most, BASE - TOP)
        middle = place * slot + slot // 2
        if tall:
            boxes.append(Box(place * slot + gap, BASE - tall, slot - 2 * gap, tall, bar.is_part))
        if bar.amount is not None:
            reaches.append(Reach(place * slot, 0, slot, BASE, bar.name, bar.says))
        value = "–" if bar.amount is None else bar.says
        words.append(Words(middle, BASE - tall - 8, value, "middle", is_value=True))
        words += [
            Words(middle, BASE + 18 + 17 * line, part, "middle", is_value=False)
            for line, part in enumerate(bar.short.split(" ", 1))
        ]
    line = (0, BASE, slot * len(chart.bars), BASE)
    return Drawing(WIDTH, HEIGHT + 17, tuple(boxes), tuple(words), line, tuple(reaches))


def _lying(chart: Chart) -> Drawing:
    boxes, words, reaches = [], [], []
    begins = min(LONGEST_LABEL, round(LETTER * max(len(bar.short) for bar in chart.bars)) + BESIDE)
    longest = WIDTH - begins - VALUES
    line, thick, beneath = LINE, THICK, LETTERS
    if len(chart.bars) > MANY:
        line, thick, beneath = CLOSE_LINE, CLOSE_THICK, CLOSE_LETTERS
    for place, bar in enumerate(chart.bars):
        long, y = _length(bar.amount, chart.most, longest), place * line + (line - thick) // 2
        if long:
            boxes.append(Box(begins, y, long, thick, bar.is_part))
        if bar.amount is not None:
            reaches.append(Reach(0, place * line, WIDTH, line, bar.name, bar.says))
        letters = y + thick - beneath
        words.append(Words(0, letters, bar.short, "start", is_value=False))
        words.append(
            Words(begins + long + BESIDE, letters, bar.says, "start", bar.amount is not None)
        )
    height = line * len(chart.bars)
    edge = (begins, 0, begins, height)
    return Drawing(WIDTH, height, tuple(boxes), tuple(words), edge, tuple(reaches))


def _length(amount: int | None, most: int, longest: int) -> int:
    """The length of a bar; something can be seen of all that is more than nothing."""
    if not amount or not most:
        return 0
    return max(1, round(amount * longest / most))
