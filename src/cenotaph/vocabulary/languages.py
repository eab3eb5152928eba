"""The languages that the program speaks, and the catalogues that a room keeps of its sentences: `languages/<code>.po` beside it.

What people wrote is in no catalogue and is never translated. A sentence that a catalogue lacks is said in English.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

__all__ = ["LANGUAGES", "RIGHT_TO_LEFT", "load_translations"]

LANGUAGES = {"en": "English", "ar": "العربية", "es": "español", "fr": "français", "ru": "русский", "uk": "українська"}
RIGHT_TO_LEFT = ("ar",)


@cache
def load_translations(room: str, language: str) -> NullTranslations:
    """The sentences of the package `room` in a language, with the plurals of that language; none for English."""
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    catalogue = read_po(BytesIO((files(room) / "languages" / f"{language}.po").read_bytes()), locale=language)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
