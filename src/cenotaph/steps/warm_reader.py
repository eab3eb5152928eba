"""Importing it reads a sentence in each language, so that a process forked afterwards has what readers need in memory already.

Nothing but the server from which readers are forked imports it.
"""

from cenotaph.extract import read_text
from cenotaph.ingest import read_documents, sign_text
from cenotaph.text import readable_languages

__all__: list[str] = []

WORDS = (
    'OSTREL, 16 March 2009 -- 43 people were killed in Ostrel on 14 March, the town council said. "12 were injured," it added.'
)

list(read_documents(WORDS.encode(), "warm.txt"))
for _language in readable_languages():
    read_text(WORDS, _language, None, "")
sign_text(WORDS)
