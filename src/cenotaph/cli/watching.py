"""One line on a terminal that says what a long command is doing; nothing in a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["watched"]


@contextmanager
def watched(what: str) -> Iterator[Callable[[str], None]]:
    """A function that shows what is done now, until the block ends. `what` is shown before it was called."""
    from cenotaph.cli.show import console

    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda _: None
        return
    with screen.status(f"{what} …") as status:
        yield lambda now: status.update(f"{now} …")
