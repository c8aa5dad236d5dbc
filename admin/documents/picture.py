"""A chart as a picture (PNG), for Word, which shows no drawing of ours."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from admin.documents.drawing import Drawing

SCALE = 3  # about 300 dots an inch across A4
GROUND, INK, MUTED, LINE = "#ffffff", "#1d2433", "#4d5565", "#8a7850"
BAR, PALE = "#0b5d5e", "#c9dedd"
LETTERS, COLOURS = 14, 64
ANCHORS = {"start": "ls", "middle": "ms"}


def picture(drawn: Drawing) -> bytes:
    """Draw a chart; the letters are those that come with the library, on every machine the same."""
    image = Image.new("RGB", (drawn.width * SCALE, drawn.height * SCALE), GROUND)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(LETTERS * SCALE)
    for box in drawn.boxes:
        corner = (box.x + box.width, box.y + box.height)
        shape = [(box.x * SCALE, box.y * SCALE), (corner[0] * SCALE, corner[1] * SCALE)]
        pen.rectangle(shape, fill=PALE if box.is_part else BAR, outline=BAR, width=SCALE)
    pen.line([place * SCALE for place in drawn.line], fill=LINE, width=SCALE)
    for words in drawn.words:
        pen.text(
            (words.x * SCALE, words.y * SCALE),
            words.text,
            fill=INK if words.is_value else MUTED,
            font=font,
            anchor=ANCHORS[words.anchor],
        )
    file = BytesIO()
    image.quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()
