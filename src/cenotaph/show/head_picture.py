"""The ten words of a record's head as a QR code, which a telephone takes from a screen or a sheet of paper.

It holds the words and nothing else: no address is opened by whoever scans it.
"""

from io import BytesIO

import segno

from cenotaph.errors import WrongUse

__all__ = ["head_as_file", "head_as_svg"]

KINDS = ("svg", "png")
SCALE = 4  # points a square: about four centimetres across on paper


def head_as_svg(head: str) -> str:
    """An SVG element, black on white whatever page it stands in."""
    svg: str = segno.make_qr(head, error="m").svg_inline(scale=SCALE, light="#fff", svgclass="head", lineclass=None)
    return svg


def head_as_file(head: str, kind: str) -> bytes:
    """The bytes of a file, `kind` svg or png. Raises `WrongUse` for another."""
    if kind not in KINDS:
        raise WrongUse(f"a head is drawn as .svg or .png, not as .{kind}")
    out = BytesIO()
    segno.make_qr(head, error="m").save(out, kind=kind, scale=SCALE, light="#fff")
    return out.getvalue()
