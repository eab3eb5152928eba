"""What readers need, for the server from which they are forked: importing it brings the code, `warm` the lists of every language.

A server of a few readers that live long does without the lists: each reader loads those of the languages it meets, and an
`add` of one file does not wait for seven. Where a process is forked for every task they are warmed once, before.
"""

from cenotaph.extract import read_text
from cenotaph.ingest import read_documents, sign_text
from cenotaph.text import readable_languages

__all__ = ["warm"]

WORDS = (
    'OSTREL, 16 March 2009 -- 43 people were killed in Ostrel on 14 March, the town council said. "12 were injured," it added.'
)


def warm() -> None:
    """Read a sentence in each language."""
    list(read_documents(WORDS.encode(), "warm.txt"))
    for language in readable_languages():
        read_text(WORDS, language, None, "")
    sign_text(WORDS)
