"""Pictures of pages to text, by a Tesseract that is installed on this machine, where its languages are chosen in the settings.

How sure it was is kept, and the document is flagged: a digit that is misread looks like any other. Refuses nothing by its
confidence; that is for a person with the picture beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cenotaph.errors import UnreadableFile
from cenotaph.settings import load_settings

__all__ = ["Recognised", "is_picture", "recogniser", "recognise"]

DOTS = 300  # an inch, what Tesseract's models were trained on
POINTS = 72  # an inch
UNSURE = 60  # of 100: words below it are more often wrong than right in print of low quality


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text of a picture, the mean confidence of its words (0 to 100), and how many words are unsure."""

    text: str
    words: int
    confidence: float
    unsure: int


def recogniser() -> str:
    """Which Tesseract reads which languages; empty where none is asked for. Raises `UnreadableFile` where it is not there."""
    languages = load_settings().ocr_languages
    if not languages:
        return ""
    try:
        import pytesseract

        return f"tesseract/{pytesseract.get_tesseract_version()} {languages}"
    except (ImportError, OSError, SystemExit) as fault:
        raise UnreadableFile(
            "the settings ask for the recognition of scans, and Tesseract is not there",
            remedy="install cenotaph[ocr] and Tesseract with its languages, or unset CENOTAPH_OCR_LANGUAGES",
        ) from fault


def is_picture(page: Any) -> bool:
    """Whether a page of pypdfium2 shows a picture, so that there may be something to recognise."""
    import pypdfium2.raw as raw

    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def recognise(page: Any, name: str) -> Recognised:
    """The text of a page of pypdfium2. Raises `UnreadableFile`."""
    import pytesseract

    settings = load_settings()
    picture = page.render(scale=DOTS / POINTS, grayscale=True).to_pil()
    try:
        found = pytesseract.image_to_data(
            picture, lang=settings.ocr_languages, timeout=settings.ocr_seconds, output_type=pytesseract.Output.DICT
        )
    except (pytesseract.TesseractError, RuntimeError, OSError, ValueError) as fault:
        words = " ".join(str(fault).split())[:200]
        raise UnreadableFile(f"the scan could not be recognised: {words}", where=name) from fault
    return _together(found)


def _together(found: dict[str, Sequence[Any]]) -> Recognised:
    lines: dict[tuple[int, int, int], list[str]] = {}
    sure: list[float] = []
    for at, word in enumerate(found["text"]):
        if str(word).strip():
            line = (int(found["block_num"][at]), int(found["par_num"][at]), int(found["line_num"][at]))
            lines.setdefault(line, []).append(str(word).strip())
            sure.append(float(found["conf"][at]))
    paragraphs: dict[tuple[int, int], list[str]] = {}
    for (block, paragraph, _), words in lines.items():
        paragraphs.setdefault((block, paragraph), []).append(" ".join(words))
    text = "\n\n".join("\n".join(one) for one in paragraphs.values())
    mean = sum(sure) / len(sure) if sure else 0.0
    return Recognised(text, len(sure), mean, sum(one < UNSURE for one in sure))
