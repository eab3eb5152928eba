"""Casualty recording: every figure tied to who said it and to the exact words.

    import cenotaph as cn

offers the verbs of `cenotaph.api`, loaded when one is first asked for. `cn.link` and `cn.estimate` are verbs; the rooms of these
names are imported as `from cenotaph.link import …`.
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from cenotaph.version import __version__

if TYPE_CHECKING:
    from cenotaph.api import (
        Estimates,
        Explanation,
        Frame,
        Linkage,
        OpenedCase,
        ReadRelease,
        TextReading,
        estimate,
        link,
        open_case,
        read_release,
        read_text,
    )

__all__ = [
    "Estimates",
    "Explanation",
    "Frame",
    "Linkage",
    "OpenedCase",
    "ReadRelease",
    "TextReading",
    "__version__",
    "estimate",
    "link",
    "open_case",
    "read_release",
    "read_text",
]


class _Front(ModuleType):
    """A verb stays a verb when the room of its name is imported: importing a room would else put the room in its place."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name in __all__:
            verb = getattr(importlib.import_module("cenotaph.api"), name)
            setattr(self, name, verb)
            return verb
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Front
