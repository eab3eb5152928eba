"""What readers need, for the server from which they are forked. Importing it reads one sentence, which brings all code that is
loaded on first use (a child under its bound of memory could not load it any more); `warm` brings the lists of every language.

A server of a few readers that live long does without those lists: each reader loads what the languages it meets need, and an
`add` of one file does not wait for seven. Where a process is forked for every task they are warmed once, before.
"""

from cenotaph.extract import read_text
from cenotaph.ingest import read_documents, sign_text
from cenotaph.text import readable_languages

__all__ = ["warm"]

WORDS = (
    'OSTREL, 16 March 2009 -- 43 people were killed in Ostrel on 14 March, the town council said. "12 were injured," it added.'
)

list(read_documents(WORDS.encode(), "warm.txt"))
read_text(WORDS, "en", None, "")
sign_text(WORDS)


def warm() -> None:
    """Read the sentence in each language."""
    for language in readable_languages():
        read_text(WORDS, language, None, "")
