"""How deep the elements of a page stand in one another, counted before any parser sees it: recursion would end the program.

What stands in scripts, styles and comments is no element; a page of news often has markup by the hundred in its scripts.
"""

import re

__all__ = ["nesting"]

TAG = re.compile(rb"<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>)")
RAW = frozenset(b"script style textarea title xmp iframe noembed noframes".split())
VOID = frozenset(b"area base br col embed hr img input link meta source track wbr p li td tr th dd dt option".split())


def nesting(page: bytes, most: int) -> int:
    """The depth of the deepest element, or the first beyond `most`."""
    depth = deepest = at = 0
    while tag := TAG.search(page, at):
        at = tag.end()
        name = (tag[2] or b"").lower()
        if not name:
            stop = page.find(b"-->", at)
            at = stop + 3 if stop >= 0 else at
        elif name in RAW and not tag[1]:
            at = _end_of(page, name, at)
        elif name not in VOID and not tag[3].endswith(b"/"):
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
            if depth > most:
                break
    return deepest


def _end_of(page: bytes, name: bytes, at: int) -> int:
    """Where the text of a raw element ends; the end of the page where nothing closes it."""
    found = re.compile(rb"</" + name + rb"[\s/>]", re.IGNORECASE).search(page, at)
    return found.end() if found else len(page)
