"""What the public gets: gathered from the case by `gather*.py`, and from there on made of public types only.

`make.py` makes a release, `publish.py` puts it where the public finds it, `files.py` lists what it holds. Nothing outside
`gather*.py` may take a claim, a document, a record of a person or a store: `tests/test_ways_out.py` holds it.
"""

__all__: list[str] = []
