"""The version of the program, as releases and backups name it."""

__all__ = ["__version__"]

__version__ = "0.1.0"
