import itertools

from hypothesis import given
from hypothesis import strategies as st

from cenotaph.text import find_quotes, load_lexicon, split_sentences, tokenise

EN = load_lexicon("en")


def sentences(text: str) -> list[str]:
    return [s.span.of(text) for s in split_sentences(text, EN)]


def test_abbreviations_end_no_sentence() -> None:
    text = "On Feb. 25 Mr. Venn spoke. The U.S. envoy left. He died."
    assert sentences(text) == ["On Feb. 25 Mr. Venn spoke.", "The U.S. envoy left.", "He died."]


def test_an_indented_line_begins_a_paragraph() -> None:
    text = "NINE DIED.\n\n   TWO WERE HURT.\n   ONE FLED."
    assert sentences(text) == ["NINE DIED.", "TWO WERE HURT.", "ONE FLED."]


def test_quotations_pair_by_form_and_space() -> None:
    text = '"We saw 9," she said. "They fled.'
    assert [q.of(text) for q in find_quotes(text, split_sentences(text, EN))] == ["We saw 9,", "They fled."]


def test_a_lost_closing_mark_takes_one_sentence_only() -> None:
    text = '"We saw nine. Ten people died elsewhere. "They fled," he said.'
    assert [q.of(text) for q in find_quotes(text, split_sentences(text, EN))] == ["We saw nine.", "They fled,"]


@given(st.text(max_size=300))
def test_offsets_hold_for_any_text(text: str) -> None:
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text
    spans = [s.span for s in split_sentences(text, EN)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    for quote in find_quotes(text, split_sentences(text, EN)):
        assert 0 <= quote.start < quote.end <= len(text)
