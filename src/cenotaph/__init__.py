"""Casualty recording: every figure tied to who said it and to the exact words."""

__version__ = "0.1.0"

__all__ = ["__version__"]
