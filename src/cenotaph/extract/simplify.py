"""Folds out of a row of symbols what stands between a group and its verb without changing who suffered: brackets, asides between
dashes, appositions, relative clauses, phrases of place and time. "A nurse who was at the gate, Ada Lund, was hurt" is a person
"was hurt".

Folding is for matching only: the spans stay those of the text. A relative clause that is folded out becomes a row of its own,
with whom it tells of before it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from cenotaph.extract.symbols import compile_names, letters

__all__ = ["folded_rows", "simplify"]

ADVERBS = str.maketrans("", "", letters("adverb article date"))
NOUN = "[<word><participle><possessive><name>]*[<word><name><plural><people><victims><pronoun><number>]"
VERB_AHEAD = "(?=[<verb><modal><not><feared><says>]|$)"
FOLDS = tuple(
    re.compile(compile_names(pattern))
    for pattern in (
        "<open>[^<open><close>]*<close>",  # (in brackets)
        "<dash>[^<dash><end>]*<dash>",  # - between dashes -
        f"<comma>?[<preposition><of><by>]{NOUN}<possessive>?[<word><participle>]?",  # in the northern town of Ostra
        "<comma>[<word><name>]?<comma>",  # , 34,
        "<comma>?<relative>[^<end><relative><verb>]*[<be><have><modal><not>]*"
        f"[<be><harm-verb><word><participle>][^<end><verb>]*?<comma>{VERB_AHEAD}",  # , who was at the gate,
        # who was at the gate
        "<relative>[<be><have><modal><not>]*[<be><harm-verb><participle>]?[^<end><verb><comma>]*(?=[<verb>]|$)",
        # , a clerk,
        "<comma><including>?[^<comma><end><verb><relative>]*<comma>(?=[<verb><modal><not><feared><says><relative>]|$)",
        "<comma>?<participle>[<word><name><people><plural><victims><number>]*<comma>?(?=[<verb>]|$)",  # armed with a stick
        "<comma>?<including>[^<end><verb>]*<comma>?(?=[<verb>]|$)",  # including two clerks
    )
)
LISTED = re.compile(  # and two others
    compile_names(
        "(?:<comma>|<comma>?<and>)[<word><name><people><number><victims><casualty><plural><pronoun>]<possessive>?<word>?"
    )
)
WHO = "(?<=[<someone>])"
THEN_VERB = "(?=[<adverb><date><have><not>]*[<verb><modal><not><feared>])"
ROW_FOLDS = tuple(
    re.compile(compile_names(pattern))
    for pattern in (
        "<open>[^<open><close>]*<close>",
        "<dash>[^<dash><end>]*<dash>",
        "(?<![<act><owned-act><active><toll>])[<preposition><of><by>]<article>?[<adverb><word><participle><possessive><date>]*"
        "[<word><date><name><plural>](?![<people><number><victims><casualty>])",
        f"{WHO}<comma>[<word><date>](?=[<comma><end><verb>])",
        f"(?<=[<someone><word>])<comma>?<relative>[^<end><relative>]{{1,14}}?<comma>{THEN_VERB}",
        "(?<=[<someone><word>])<relative>[<adverb><date><have><be><modal><not><feared><pronoun><article><people>]*"
        "[<be><harm-verb><participle><word>][^<end><verb><comma>]{0,8}(?=[<be><have><intransitive>])",
        f"{WHO}<comma>[<adverb><article>]*[^<comma><end><verb><relative><and><says>]{{1,8}}<comma>{THEN_VERB}",
        f"{WHO}<comma>?<participle>[<word><name><date>]{{0,4}}<comma>?(?=[<be><have><intransitive><state>])",
        f"{WHO}<date>(?=[<verb>])",
        f"{WHO}<comma>(?=[<helping>]*[<be><intransitive>])",
    )
)
RELATIVE = re.compile(compile_names("<comma>?<relative>"))
MOST_ROUNDS = 3  # a phrase within a phrase within a phrase
LONGEST_ROW = 120  # chunks: beyond that a sentence is a list or a table


@lru_cache(maxsize=20_000)
def simplify(symbols: str) -> str:
    """What is left of the symbols between a group and its verb; further members of one list become "+"."""
    row = symbols.translate(ADVERBS)
    for _ in range(MOST_ROUNDS):
        before = row
        for fold in FOLDS:
            row = fold.sub("", row)
        row = LISTED.sub("+", row)
        if row == before:
            break
    return re.sub(r"(.)\1+", r"\1", row)


def folded_rows(symbols: str) -> Iterator[list[int]]:
    """The rows that folding leaves of a sentence, each as indices into `symbols`: the main clause, and every relative clause
    after whom it tells of. Nothing where there is nothing to fold.
    """
    kept = list(range(len(symbols)))
    if len(kept) > LONGEST_ROW:
        return
    row = symbols
    for _ in range(MOST_ROUNDS):
        before = row
        for fold in ROW_FOLDS:
            while found := fold.search(row):
                start, stop = found.span()
                if stop == start:
                    break
                if RELATIVE.match(row, start) and start:
                    inner = start + (row[start] == ",") + 1
                    yield [kept[start - 1], *kept[inner:stop]]
                kept = kept[:start] + kept[stop:]
                row = row[:start] + row[stop:]
        if row == before:
            break
    if len(row) < len(symbols):
        yield kept
