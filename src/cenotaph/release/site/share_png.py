"""A picture to be passed on as PNG, for places that show no SVG.

The letters are those of DejaVu Sans, which lies beside the program: Latin, Cyrillic, Greek, Arabic and others. Those that it
lacks, and those that run from the right where nothing on this machine can lay them, are drawn as dots; the page has the words.
"""

import io
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cenotaph.release.site.share import EDGE, GROUND, HEIGHT, INK, SOFT, WIDTH, SharePicture
from cenotaph.show.figure_plot import Mark, in_order, ticks_to

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

__all__ = ["share_picture_png"]

PLOT, LINE, PAPER = "#1d4e6b", "#d9d5cd", "#fbfaf7"
LEFT, RIGHT, ROW, DOT = 480, 150, 26, 5
LONGEST_NAME = 46
SQUEEZED = 6  # of nine: the last three take seven times as long for a twentieth less
NO_LETTER = "\uffff"  # no character at all: what the font draws for it, it draws for every letter that it lacks


def share_picture_png(picture: SharePicture) -> bytes:
    """The picture, 1,200 by 630 pixels in sixteen colours."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(sheet)
    at_end = picture.edition.direction == "rtl"
    x, anchor = (WIDTH - EDGE, "ra") if at_end else (EDGE, "la")
    y = EDGE
    for line in picture.lines:
        draw.text((x, y), _drawable(line.words), font=_font(line.size), fill=line.colour, anchor=anchor)
        y += round(line.size * 1.4)
    if picture.marks:
        _draw_plot(draw, picture, y + 10)
    for words, at in ((picture.limits, HEIGHT - 82), (picture.source, HEIGHT - 52)):
        draw.text((x, at), _drawable(words), font=_font(18), fill=SOFT, anchor=anchor)
    out = io.BytesIO()
    sheet.quantize(palette=_palette(), dither=Image.Dither.NONE).save(out, "PNG", compress_level=SQUEEZED, bits=4)
    return out.getvalue()


@cache
def _palette() -> "PillowImage":
    """The colours of all pictures: those that are drawn with, and the edges of their letters. To find sixteen for each picture
    anew took ten times as long as to draw it.
    """
    from PIL import Image, ImageColor

    ground = ImageColor.getrgb(GROUND)
    parts = [*ground, *ImageColor.getrgb(LINE)]
    for colour, steps in ((SOFT, 4), (PLOT, 4), (INK, 6)):
        for n in range(1, steps + 1):
            parts += [round(of + (to - of) * n / steps) for of, to in zip(ground, ImageColor.getrgb(colour), strict=True)]
    sheet = Image.new("P", (1, 1))
    sheet.putpalette(parts)
    return sheet


def _draw_plot(draw: "ImageDraw", picture: SharePicture, top: int) -> None:
    """The marks as `draw_figures` has them, largest first, the axis from zero."""
    ordered, most = in_order(picture.marks)
    scale = (WIDTH - LEFT - RIGHT) / most
    base = top + ROW * len(ordered) + 4
    for value in ticks_to(most):
        x = LEFT + value * scale
        draw.line((x, top, x, base), fill=LINE)
        draw.text((x, base + 4), f"{value:,}", font=_font(12), fill=SOFT, anchor="ma")
    for row, mark in enumerate(ordered):
        _draw_mark(draw, mark, picture.edition.count(mark.count), top + ROW * row + ROW // 2, scale)


def _draw_mark(draw: "ImageDraw", mark: Mark, number: str, y: int, scale: float) -> None:
    count = mark.count
    low = LEFT + (count.low or 0) * scale
    high = LEFT + (count.high if count.high is not None else count.low or 0) * scale
    name = mark.origin if len(mark.origin) <= LONGEST_NAME else mark.origin[: LONGEST_NAME - 1] + "…"
    draw.text((LEFT - 12, y), _drawable(name), font=_font(15), fill=INK, anchor="rm")
    if count.high is None:
        draw.line((low, y, low + 24, y), fill=PLOT, width=2)
        draw.line((low + 18, y - 4, low + 24, y, low + 18, y + 4), fill=PLOT, width=2)
    elif high > low:
        draw.line((low, y, high, y), fill=PLOT, width=2)
        draw.ellipse((high - DOT, y - DOT, high + DOT, y + DOT), fill=PLOT)
    draw.ellipse((low - DOT, y - DOT, low + DOT, y + DOT), fill=PAPER if count.approx else PLOT, outline=PLOT, width=2)
    beside = max(low, high) + (30 if count.high is None else 10)
    draw.text((beside, y), _drawable(number), font=_font(15), fill=INK, anchor="lm")


@cache
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(io.BytesIO(_font_file()), size)


@cache
def _font_file() -> bytes:
    return (files("cenotaph.release.site") / "fonts" / "DejaVuSans.ttf").read_bytes()


def _drawable(words: str) -> str:
    """The words, a dot for each letter that cannot be drawn here."""
    return "".join(letter if _can_draw(letter) else "·" for letter in words)


@cache
def _can_draw(letter: str) -> bool:
    from PIL import features

    if letter.isspace() or unicodedata.category(letter) in ("Cf", "Mn"):
        return True
    if unicodedata.bidirectional(letter) in ("R", "AL") and not (features.check("raqm") and features.check("fribidi")):
        return False
    font = _font(12)
    return bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER))
