"""Letters as wide as another font's, in whatever font this machine has: so that a test tells
whether a page fits in a wide font only because it was drawn in a narrow one, and the reverse."""

from dataclasses import dataclass

from playwright.sync_api import Page

SAMPLE = "Someone to talk to: housing, money, work, how you feel"


@dataclass(frozen=True)
class Letters:
    """How wide a letter of the sample is on the average, in em."""

    usual: float
    bold: float


# Measured with Pillow: the sample's length at 1,000 px in each file, by 1,000 px and 54 letters.
DEJAVU_SANS = Letters(usual=0.5236, bold=0.5892)  # often the only one on Linux; as wide as Verdana
ARIAL = Letters(usual=0.4577, bold=0.4935)  # narrower than Open Sans; by Liberation Sans, its twin

# What was set before is taken away first, for what is drawn anew inherits it. Written in em, it
# follows the sizes of another window, and of paper.
_SET = """
([sample, usual, bold]) => {
  const family = getComputedStyle(document.body).fontFamily;
  const canvas = document.createElement('canvas').getContext('2d');
  const lacks = (weight, wanted) => {
    canvas.font = `${weight} 100px ${family}`;
    return wanted - canvas.measureText(sample).width / 100 / sample.length;
  };
  const more = {400: lacks(400, usual), 600: lacks(600, bold), 700: lacks(700, bold)};
  const all = [...document.body.querySelectorAll('*')].filter(each => each.style);
  all.forEach(each => { each.style.letterSpacing = ''; });
  const spaced = all.map(each => {
    const {fontFamily, fontSize, fontWeight, letterSpacing} = getComputedStyle(each);
    const own = (parseFloat(letterSpacing) || 0) / parseFloat(fontSize);
    return fontFamily === family ? `${own + more[fontWeight]}em` : '';
  });
  all.forEach((each, number) => { each.style.letterSpacing = spaced[number]; });
}
"""


def draw_in(page: Page, letters: Letters) -> None:
    """Space all letters of the page, as it is drawn now, so that words are as wide as in a font."""
    page.evaluate(_SET, [SAMPLE, letters.usual, letters.bold])
