"""What `import cenotaph` offers: a notebook's verbs over the rooms below.

    import cenotaph as cn

`cn.read_text` reads the claims of one text; `cn.open_case` opens a case to be looked at; `cn.link` finds each victim once across
lists; `cn.estimate` estimates who is on none; `cn.read_release` reads what was published. Every table is a `Frame`, which pandas
and polars take over as it is (Arrow), and which a notebook shows. Nothing here writes to a case.

What is stable: the names in `__all__` and the arguments and attributes their docstrings name. What a docstring does not name, and
every other module, may change between versions; CHANGELOG.md says when.
"""

from cenotaph.api.estimating import Estimates, estimate
from cenotaph.api.frame import Frame
from cenotaph.api.linking import Explanation, Linkage, link
from cenotaph.api.opened_case import OpenedCase, open_case
from cenotaph.api.reading import TextReading, read_text
from cenotaph.api.releases import ReadRelease, read_release

__all__ = [
    "Estimates",
    "Explanation",
    "Frame",
    "Linkage",
    "OpenedCase",
    "ReadRelease",
    "TextReading",
    "estimate",
    "link",
    "open_case",
    "read_release",
    "read_text",
]
