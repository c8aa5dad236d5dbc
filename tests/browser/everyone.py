"""What every page must be for everyone: axe's rules, sizes of targets, nothing cut off."""

from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AAA = [*AA, "wcag2aaa", "wcag21aaa", "wcag22aaa"]

# A colour that is still changing belongs to neither scheme.
_SETTLE = """
() => document.getAnimations()
  .forEach(change => change instanceof CSSTransition && change.finish())
"""
_AXE = Axe().axe_script
_TARGETS = """
() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .map(element => {
    let box = element.getBoundingClientRect();
    let shown = element;
    if (element.matches('input[type=radio], input[type=checkbox]') && element.labels.length) {
      // The label is part of what a finger may touch.
      const label = element.labels[0].getBoundingClientRect();
      const left = Math.min(box.left, label.left), top = Math.min(box.top, label.top);
      box = new DOMRect(left, top, Math.max(box.right, label.right) - left,
                        Math.max(box.bottom, label.bottom) - top);
      shown = element.labels[0];
    }
    const inline = element.matches('a') && getComputedStyle(element).display === 'inline';
    const visible = shown.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})
      && box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0
      && !element.closest('.skip-link') && !element.disabled;
    return {name: (element.ariaLabel || shown.innerText || element.name || '').trim().slice(0, 40),
            inline, visible, left: box.left, top: box.top, right: box.right, bottom: box.bottom};
  })
  .filter(target => target.visible)
"""


@dataclass(frozen=True)
class Target:
    """Something to touch: its words and its box in CSS pixels."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def gap_to(self, other: "Target") -> float:
        """The distance between two boxes, the larger of the two directions; negative: overlap."""
        across = max(self.left, other.left) - min(self.right, other.right)
        down = max(self.top, other.top) - min(self.bottom, other.bottom)
        return max(across, down)


def violations(page: Page, rules: list[str]) -> list[str]:
    """axe-core's findings on a page, each in a line; empty when there is nothing to mend."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)
    page.evaluate(_SETTLE)
    options = {"runOnly": {"type": "tag", "values": rules}, "resultTypes": ["violations"]}
    # What is found alone: to carry over what was not takes a quarter of the time.
    results = page.evaluate(
        "async options => (await axe.run(document, options)).violations", options
    )
    return [
        f"{found['id']}: {node['target']} {node['failureSummary'][:200]}"
        for found in results
        for node in found["nodes"]
    ]


def targets(page: Page, *, inline: bool = False) -> list[Target]:
    """Everything to touch that is in sight; links inside running text only when asked for."""
    return [
        Target(box["name"], box["left"], box["top"], box["right"], box["bottom"])
        for box in page.evaluate(_TARGETS)
        if inline or not box["inline"]
    ]


def too_small(page: Page, least: float) -> list[str]:
    """Targets narrower or lower than `least` CSS pixels."""
    return [
        f"{target.name}: {target.width:.0f} × {target.height:.0f}"
        for target in targets(page)
        if target.width < least - 0.5 or target.height < least - 0.5
    ]


def too_near(page: Page, least: float) -> list[str]:
    """Pairs of targets with less than `least` CSS pixels between them."""
    boxes = targets(page)
    return [
        f"{one.name} / {other.name}: {one.gap_to(other):.0f}"
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if one.gap_to(other) < least - 0.5
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    wider: bool = page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wider


_FOCUS = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return 'nothing has the focus';
  const name = (element.ariaLabel || element.innerText || element.name || element.id)
    .trim().slice(0, 40);
  const shown = element.matches('.choice__input') ? element.nextElementSibling : element;
  const box = shown.getBoundingClientRect();
  const style = getComputedStyle(shown);
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  if (!ringed) return `${name}: no ring`;
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
    return `${name}: out of sight`;
  const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 2);
  const above = document.elementFromPoint(x, y);
  const covered = above && !above.contains(shown) && !shown.contains(above)
    && !above.closest('label');
  return covered ? `${name}: covered by ${above.outerHTML.slice(0, 60)}` : '';
}
"""


def focus_is_seen(page: Page) -> list[str]:
    """What keeps the focus from being seen: no ring, out of sight, or covered; empty if seen."""
    found = page.evaluate(_FOCUS)
    return [found] if found else []


_CROWDED = """
() => {
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const shown = parent.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
    if (!shown || !node.data.trim() || parent.closest('.visually-hidden, .skip-link, svg, option'))
      continue;
    // Said to those who listen only, and drawn nowhere: a head of a table that is shown as a list.
    const head = parent.closest('thead');
    if (head && getComputedStyle(head).position === 'absolute') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects())
      if (line.width > 1) seen.push({words: node.data.trim().slice(0, 40), parent, line});
  }
  const found = [];
  const frame = 'button, a.button, summary, label, th, td, legend, .row, .panel, .card';
  for (const {words, parent, line} of seen) {
    for (let box = parent; box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box), edge = box.getBoundingClientRect();
      if (['auto', 'scroll'].includes(style.overflowX)) break;
      const inline = style.display === 'inline';
      const cuts = style.overflowX !== 'visible' || (!inline && box.matches(frame));
      if (cuts && (line.left < edge.left - 1 || line.right > edge.right + 1))
        found.push(`${words}: wider than ${box.tagName.toLowerCase()}.${box.className}`);
      const short = style.overflowY !== 'visible' || (!inline && box.matches(frame));
      const spare = line.height / 4;
      if (short && (line.top < edge.top - spare || line.bottom > edge.bottom + spare))
        found.push(`${words}: higher than ${box.tagName.toLowerCase()}.${box.className}`);
      if (style.position === 'fixed') break;
    }
  }
  for (let one = 0; one < seen.length; one += 1)
    for (let other = one + 1; other < seen.length; other += 1) {
      const a = seen[one].line, b = seen[other].line;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // What is opened lies over the page on purpose.
      const opened = element => element.closest('details[open]');
      if (opened(seen[one].parent) !== opened(seen[other].parent)) continue;
      if (across > 2 && down > Math.min(a.height, b.height) / 2.5)
        found.push(`${seen[one].words} lies over ${seen[other].words}`);
    }
  return [...new Set(found)];
}
"""


def crowded(page: Page) -> list[str]:
    """Words that stick out of what holds them, are cut off, or lie over other words."""
    found: list[str] = page.evaluate(_CROWDED)
    return found


def double_the_text(page: Page) -> None:
    """Set the browser's own size of text to 32 px in place of 16, as a person does in its settings.

    This is Chromium's preference itself, not a style of ours: media queries in rem follow it, too.
    """
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.enable")
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
