"""Small PDFs made by hand, and by way of pictures: every word at a place of its own."""

import io
from collections.abc import Sequence

__all__ = ["Words", "pdf_of", "scan_of"]

Words = tuple[float, float, str]
"""Points from the left and from the foot of an A4 page, and words; of size 10 unless they begin with "8:" or "6:"."""


def pdf_of(*pages: Sequence[Words]) -> bytes:
    """A PDF that draws the words of each page in this order, in Helvetica."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        drawn = "".join(_drawn(*one) for one in page).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    at = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, at))
    return out.getvalue()


def _drawn(left: float, foot: float, words: str) -> str:
    size, _, rest = words.partition(":") if words[:2] in ("8:", "6:") else ("10", "", words)
    plain = rest.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {size} Tf {left} {foot} Td ({plain}) Tj ET\n"


def scan_of(*lines: str) -> bytes:
    """A PDF of one page that is a picture of the lines."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(picture)
    for at, line in enumerate(lines):
        draw.text((150, 200 + 80 * at), line, fill=0, font=ImageFont.load_default(44))
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=200)
    return out.getvalue()
