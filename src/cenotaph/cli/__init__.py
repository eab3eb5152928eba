"""The command line: one command a file, loaded only when it is called."""

from cenotaph.cli.main import main

__all__ = ["main"]
