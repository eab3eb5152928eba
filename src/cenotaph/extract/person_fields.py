"""What a document says of somebody it names, each with its words: age, sex, trade, kin, nationality, home.

Sex is read from words and pronouns ("the woman", "his daughter", "Mr", "she"), never from a name. Nothing is said that stands
beside another name.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

from cenotaph.extract.ages import age_beside
from cenotaph.extract.appearances import Appearance, Somebody
from cenotaph.extract.draft import SentenceChunks
from cenotaph.extract.heads import person_words
from cenotaph.model import PersonField, Span
from cenotaph.text import Lexicon, Token

__all__ = ["describe_person"]

BEFORE = 6  # tokens before a name that may describe its bearer
LONGEST_ASIDE = 9  # tokens of an aside after a name that are looked at
LONGEST_HOME = 6  # tokens of a place
PRONOUN_REACH = 40  # tokens after a name in which "he" and "she" may mean its bearer
ROW_REACH = 20  # tokens before a name in which "the two men" may mean its bearer with others
GIVEN_REACH = 8  # tokens before a name that is given to somebody told of before
SEXES = ("female", "male")
SPEECH = ("“", '"', "«", "„")  # whoever is quoted next may be "she"
WORD, PRONOUN = 3, 1  # how much a word that describes somebody counts beside a pronoun


def describe_person(
    text: str, somebody: Somebody, sentences: Sequence[SentenceChunks], others: Sequence[int], lexicon: Lexicon
) -> list[PersonField]:
    """The fields of one person, at most one of each, in the order of the vocabulary. `others` are the places, in order, where
    other names of the document begin.
    """
    found = [_age(somebody, lexicon), _birth(somebody, lexicon), _sex(somebody, sentences, others, lexicon)]
    found += [reader(text, somebody, lexicon) for reader in (_occupation, _kin, _nationality, _residence, _child)]
    return [field for field in found if field is not None]


def _said(text: str, field: str, tokens: Sequence[Token]) -> PersonField:
    span = Span(tokens[0].start, tokens[-1].end)
    return PersonField(field, span, " ".join(span.of(text).split()))


def _age(somebody: Somebody, lexicon: Lexicon) -> PersonField | None:
    """The age that most appearances give; "in his 60s" where none gives years."""
    beside = [age for one in somebody.appearances if (age := age_beside(one, lexicon)) is not None]
    if beside:
        years = Counter(age.years for age in beside).most_common(1)[0][0]
        return PersonField("age", next(age.span for age in beside if age.years == years), str(years))
    for one in somebody.appearances:
        for token in one.sentence.tokens[one.stop : one.stop + LONGEST_ASIDE]:
            if len(token.text) in (3, 4) and token.lower.endswith("0s") and token.text[:-1].isdigit():
                return PersonField("age", token.span, token.text)
    return None


def _birth(somebody: Somebody, lexicon: Lexicon) -> PersonField | None:
    """As in "Ada Lund, born in 1971"."""
    for one in somebody.appearances:
        tokens = one.sentence.tokens[one.stop : one.stop + LONGEST_ASIDE]
        for at, token in enumerate(tokens):
            if token.lower in lexicon.words("naming", "born"):
                years = [t for t in tokens[at + 1 : at + 5] if len(t.text) == 4 and t.text.isdigit()]
                if years:
                    return PersonField("birth_year", years[0].span, years[0].text)
    return None


def _sex(somebody: Somebody, sentences: Sequence[SentenceChunks], others: Sequence[int], lexicon: Lexicon) -> PersonField | None:
    """The sex that most words and pronouns tell."""
    votes: Counter[str] = Counter()
    first: dict[str, Token] = {}
    for one in somebody.appearances:
        for sex, token, weight in (*_words_of_sex(one, lexicon), *_pronouns(one, sentences, others, lexicon)):
            votes[sex] += weight
            first.setdefault(sex, token)
    if not votes or votes["female"] == votes["male"]:
        return None
    sex = max(SEXES, key=lambda code: votes[code])
    return PersonField("sex", first[sex].span, sex)


def _words_of_sex(one: Appearance, lexicon: Lexicon) -> Iterator[tuple[str, Token, int]]:
    for token in (*_description_before(one, lexicon), *_aside(one, lexicon)):
        for sex in SEXES:
            if token.lower in lexicon.words("naming", f"{sex}_words"):
                yield sex, token, WORD
                return
    for token in reversed(one.sentence.tokens[max(0, one.first - ROW_REACH) : one.first]):
        for sex in SEXES:
            if token.lower in lexicon.words("naming", f"{sex}_many"):
                yield sex, token, PRONOUN
                return


def _pronouns(
    one: Appearance, sentences: Sequence[SentenceChunks], others: Sequence[int], lexicon: Lexicon
) -> Iterator[tuple[str, Token, int]]:
    """The first pronoun after a name that can mean its bearer, up to the next name and two sentences on; and the one by which a
    name is given: "he was identified as", "his family named him as".
    """
    number, end = one.sentence.number, one.span.end
    following = bisect_left(others, end)
    stop = others[following] if following < len(others) else None
    after = list(one.sentence.tokens[one.stop :])
    for sentence in sentences[number + 1 : number + 3]:
        after += sentence.tokens
    reach = list(
        takewhile(lambda token: (stop is None or token.start < stop) and token.text not in SPEECH, after[:PRONOUN_REACH])
    )
    before = one.sentence.tokens[max(0, one.first - GIVEN_REACH) : one.first]
    given = any(token.lower in lexicon.words("naming", "identify") for token in before)
    for tokens in (reach, list(reversed(before)) if given else []):
        for token in tokens:
            sex = next((sex for sex in SEXES if token.lower in lexicon.words("naming", f"{sex}_pronouns")), None)
            if sex is not None:
                yield sex, token, PRONOUN
                break


def _description_before(one: Appearance, lexicon: Lexicon) -> list[Token]:
    """The words before a name that describe its bearer, back to a mark or another clause."""
    tokens = one.sentence.tokens
    begin = one.first
    stops = _clause_words(lexicon)
    while begin > max(0, one.first - BEFORE):
        before = tokens[begin - 1]
        if before.text == "." and begin > 1 and tokens[begin - 2].lower in lexicon.words("abbreviations", "never_final"):
            begin -= 1
            continue
        if before.text in "();:." or before.lower in stops:
            break
        if before.text == "," and not _is_apposition(tokens, begin, one.first, lexicon):
            break
        begin -= 1
    return list(tokens[begin : one.first])


@cache
def _clause_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that no description of a person goes past: of another clause, of harm, of speech."""
    grammar = lexicon.words("grammar", "be") | lexicon.words("grammar", "conjunctions") | lexicon.words("places", "prepositions")
    return grammar | lexicon.phrases("harms").first_words() | lexicon.words("speech", "said")


def _is_apposition(tokens: Sequence[Token], at: int, first: int, lexicon: Lexicon) -> bool:
    """Whether nothing but a comma stands between a person's description and the name: "his wife, Ada Lund"."""
    if at != first or at < 2:
        return False
    word = tokens[at - 2].lower
    return word in person_words(lexicon).singular or word in lexicon.words("naming", "kin")


def _past_age(one: Appearance, lexicon: Lexicon) -> int:
    """The token after a name and the age that may follow it."""
    tokens, at = one.sentence.tokens, one.stop
    age = age_beside(one, lexicon)
    if age is not None and age.span.start > one.span.end:
        while at < len(tokens) and tokens[at].start < age.span.end:
            at += 1
    return at


def _aside(one: Appearance, lexicon: Lexicon) -> list[Token]:
    """The words of the aside after a name, past an age: ", 34, a teacher of Venn,"."""
    tokens, at = one.sentence.tokens, _past_age(one, lexicon)
    if at >= len(tokens) or tokens[at].text not in (",", "("):
        return []
    words: list[Token] = []
    for token in tokens[at + 1 : at + 1 + LONGEST_ASIDE]:
        if token.text in ",;:.()":
            break
        words.append(token)
    opens, kin = lexicon.words("grammar", "determiners"), lexicon.words("naming", "kin")
    describes = words and (words[0].lower in opens or any(word.lower in kin for word in words[:4]))
    return words if describes else []


def _occupation(text: str, somebody: Somebody, lexicon: Lexicon) -> PersonField | None:
    """The trade before the name ("policeman Oro") or in the aside after it (", a teacher,")."""
    for one in somebody.appearances:
        for found in (_aside(one, lexicon), _description_before(one, lexicon)):
            words = _trade(found, lexicon)
            if words:
                return _said(text, "occupation", words)
    return None


def _trade(found: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """The words of a description up to the word for a trade, articles and ages left out."""
    trades = person_words(lexicon).singular
    plain = lexicon.words("persons", "victim_heads") | lexicon.words("naming", "no_trades") | lexicon.words("naming", "kin")
    last = next(
        (k for k, token in enumerate(found) if trades.get(token.lower, "-") in ("", "armed") and token.lower not in plain), None
    )
    if last is None:
        return ()
    begin = last
    while begin > 0 and found[begin - 1].is_word and not found[begin - 1].is_capital and _modifies(found[begin - 1], lexicon):
        begin -= 1
    return found[begin : last + 1]


def _modifies(token: Token, lexicon: Lexicon) -> bool:
    word = token.lower
    if word in lexicon.words("grammar", "determiners") or any(word.endswith(age) for age in person_words(lexicon).ages):
        return False
    return lexicon.phrases("grammar").match([token], 0) is None and lexicon.phrases("harms").match([token], 0) is None


def _kin(text: str, somebody: Somebody, lexicon: Lexicon) -> PersonField | None:
    """As in "his daughter", "the mother of two": whose relative the words say the person is."""
    kin = lexicon.words("naming", "kin")
    owners = lexicon.words("naming", "owners") | lexicon.words("grammar", "possessive")
    for one in somebody.appearances:
        aside = _aside(one, lexicon)
        if any(token.lower in kin for token in aside):
            return _said(text, "kin", aside)
        before = _description_before(one, lexicon)
        at = next((k for k, token in enumerate(before) if token.lower in kin), None)
        if at is None:
            continue
        begin = next((k for k in range(at, -1, -1) if before[k].lower in owners), None)
        if begin is not None:
            return _said(text, "kin", before[begin : at + 1])
    return None


def _nationality(text: str, somebody: Somebody, lexicon: Lexicon) -> PersonField | None:
    """A people's name as the words give it right before a word for a person: "a Ledrian nurse"."""
    endings, people = person_words(lexicon).demonyms, person_words(lexicon)
    for one in somebody.appearances:
        for words in (_description_before(one, lexicon), _aside(one, lexicon)):
            for token, following in pairwise(words):
                named = token.is_capital and token.lower.endswith(endings) and not token.text.isupper()
                if named and (following.lower in people.singular or following.lower in lexicon.words("naming", "nationals")):
                    return _said(text, "nationality", [token])
    return None


def _residence(text: str, somebody: Somebody, lexicon: Lexicon) -> PersonField | None:
    """As in "Ada Lund, 34, of Ostra", "a Venn resident"."""
    for one in somebody.appearances:
        tokens, at = one.sentence.tokens, _past_age(one, lexicon)
        if at < len(tokens) and tokens[at].text == ",":
            at += 1
        if at + 1 < len(tokens) and tokens[at].lower in lexicon.words("naming", "homes"):
            home = _place_from(tokens, at + 1)
            if home:
                return _said(text, "residence", home)
        words = [*_aside(one, lexicon), *_description_before(one, lexicon)]
        for k, token in enumerate(words):
            if token.lower in lexicon.words("naming", "residents"):
                begin = k
                while begin and words[begin - 1].is_capital:
                    begin -= 1
                if begin < k:
                    return _said(text, "residence", words[begin:k])
    return None


def _place_from(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """A run of capitalised words, with a second one past a comma: "Ostra, Ledria"."""
    stop = at
    while stop < min(len(tokens), at + LONGEST_HOME) and tokens[stop].is_capital:
        stop += 1
    if at < stop < len(tokens) - 1 and tokens[stop].text == "," and tokens[stop + 1].is_capital:
        second = stop + 1
        while second < min(len(tokens), at + LONGEST_HOME) and tokens[second].is_capital:
            second += 1
        ends = second >= len(tokens) or not tokens[second].is_word and tokens[second].text not in ("'s", "’s")
        stop = second if ends else stop
    return tokens[at:stop]


def _child(text: str, somebody: Somebody, lexicon: Lexicon) -> PersonField | None:
    """A word for a child that describes the person: "the boy, Ivo Brandt", "toddler Ada Lund"."""
    people = person_words(lexicon)
    for one in somebody.appearances:
        for token in (*_description_before(one, lexicon), *_aside(one, lexicon)):
            if people.singular.get(token.lower) == "children":
                return _said(text, "child", [token])
    return None
