"""Configuration, read once from the environment. Defaults are safe; nothing here reaches the network.

Every setting is an environment variable `CENOTAPH_<NAME>` and is described in docs/guide/settings.md.
"""

import os
from dataclasses import dataclass, fields
from functools import cache

from cenotaph.errors import WrongUse

__all__ = ["Settings", "load_settings"]

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits against hostile input, and who is deciding. Sizes in bytes, times in seconds."""

    max_file_bytes: int = 100 * MEGABYTE
    max_unpacked_bytes: int = 200 * MEGABYTE
    max_text_chars: int = 5_000_000
    max_claims: int = 10_000
    max_pdf_pages: int = 3_000
    max_html_depth: int = 250
    read_memory_megabytes: int = 1_000
    read_seconds: int = 20
    ocr_languages: str = ""
    ocr_seconds: int = 120
    fetch_max_bytes: int = 50 * MEGABYTE
    fetch_seconds: int = 30
    fetch_redirects: int = 5
    near_copy_percent: int = 60
    max_list_rows: int = 2_000_000
    max_cell_chars: int = 32_767
    link_memory_megabytes: int = 4_000
    recorder: str = ""
    memory_folder: str = ""
    openid_issuer: str = ""
    openid_client_id: str = ""
    openid_client_secret: str = ""


@cache
def load_settings() -> Settings:
    """The settings of this process. Raises `WrongUse` when a variable that must be a number is not one."""
    values: dict[str, int | str] = {}
    for field in fields(Settings):
        name = f"CENOTAPH_{field.name.upper()}"
        given = os.environ.get(name)
        if given is None:
            continue
        if field.type is str or field.type == "str":
            values[field.name] = given
            continue
        if not given.isascii() or not given.isdigit():
            raise WrongUse(f"{name} must be a whole number, not {given!r}", remedy=f"unset {name} or give it a number")
        values[field.name] = int(given)
    return Settings(**values)  # type: ignore[arg-type]
