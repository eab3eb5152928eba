"""YAML that people write, with every word as it stands: `No`, `on`, `null`, `010` and `1990-01-01` are text, as they look.

The usual loader makes a truth value of a column that is called No, and a date of a cell. Structure is read, nothing else is.
"""

from typing import Any

import yaml

__all__ = ["load_plain_yaml", "said_yes"]

YES = ("true", "yes", "on", "y", "1")
NO = ("false", "no", "off", "n", "0")
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def load_plain_yaml(text: str) -> Any:
    """Dicts, lists and strings; None for an empty text. Raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=LOADER)  # noqa: S506 (makes nothing but strings, lists and dicts)


def said_yes(word: str) -> bool | None:
    """What a yes or no comes to in any of YAML's words for it; None for another word."""
    low = word.strip().lower()
    return True if low in YES else False if low in NO else None
