"""The alphabet of chunks: each kind of chunk has a name, and a letter that only this module knows.

Patterns are written in names (`<people> <be> <past>`) and compiled here to the letters that regular expressions run over; a name
that is not in the alphabet is refused when the patterns are loaded. Sets of kinds that several steps ask for have names too.
"""

import re

from cenotaph.errors import InvalidValue

__all__ = ["ALPHABET", "compile_names", "letters"]

ALPHABET = {
    # who
    "people": "G", "victims": "C", "number": "B", "name": "M", "plural": "U", "casualty": "K", "pronoun": "O", "self": "S",
    # what befell them
    "active": "T", "past": "E", "intransitive": "I", "state": "A", "act": "N", "owned-act": "Y", "toll": "Q", "toll-verb": "V",
    "fate": "F", "unknown": "u",
    # grammar
    "be": "x", "have": "y", "modal": "m", "not": "n", "feared": "f", "adverb": "D", "relative": "W", "and": "c", "of": "o",
    "by": "b", "preposition": "p", "article": "a", "possessive": "s", "hypothetical": "H", "participle": "e", "word": "w",
    "date": "d",
    # speech, parts
    "says": "R", "counts": "r", "including": "L", "of-whom": "P", "the-dead-were": "J",
    # marks
    "comma": ",", "open": "(", "close": ")", "end": "z", "dash": "-",
}  # fmt: skip
# sets of kinds that patterns name inside square brackets
SETS = {
    "counted": "people number name victims", "counted-alone": "people number casualty victims",
    "someone": "people name victims number plural", "harm-verb": "active past intransitive state",
    "verb": "be have active past intransitive state", "helping": "have adverb date modal feared not",
    "verb-group": "be have adverb date modal not feared says",
}  # fmt: skip
WRITTEN = re.compile(r"(?<!\?P)<([a-z-]+)>")
SPECIAL = "()-"  # letters that a regular expression would read as its own


def letters(names: str) -> str:
    """The letters of kinds, named with spaces between. Raises `InvalidValue` for a name that is no kind of chunk."""
    return "".join(_letter(name) for name in names.split())


def compile_names(pattern: str) -> str:
    """A pattern in names as a regular expression over letters. Raises `InvalidValue` for an unknown name."""

    def spelled(found: re.Match[str]) -> str:
        named = letters(SETS.get(found[1], found[1]))
        return re.escape(named) if named in SPECIAL else named

    return WRITTEN.sub(spelled, pattern)


def _letter(name: str) -> str:
    if name not in ALPHABET:
        raise InvalidValue(f"no kind of chunk is called {name!r}; there are: {', '.join(sorted(ALPHABET))}")
    return ALPHABET[name]


NAME, PEOPLE, VICTIMS, NUMBER, PLURAL, CASUALTY = (
    letters(n) for n in ["name", "people", "victims", "number", "plural", "casualty"]
)
PRONOUN, PAST, ACTIVE, BE, NOT, ADVERB, DATE, WORD = (
    letters(n) for n in ["pronoun", "past", "active", "be", "not", "adverb", "date", "word"]
)
ARTICLE, AND, OF, BY, PREPOSITION, POSSESSIVE = (letters(n) for n in ["article", "and", "of", "by", "preposition", "possessive"])
HAVE, MODAL = letters("have"), letters("modal")
OBJECTS = letters("people number name victims casualty plural")
RELATIVE, HYPOTHETICAL, PARTICIPLE, SAYS, TOLL = (letters(n) for n in ["relative", "hypothetical", "participle", "says", "toll"])
INCLUDING, OF_WHOM, THE_DEAD_WERE = (letters(n) for n in ["including", "of-whom", "the-dead-were"])
COMMA, END, OPEN, CLOSE, TITLE = letters("comma"), letters("end"), letters("open"), letters("close"), "t"

# who suffers
COUNTED = letters("people victims number name")
COUNTED_OR_CASUALTY = COUNTED + CASUALTY
COUNTED_WITHOUT_NAME = letters("people victims number")
COUNTED_ALONE = letters("people victims number casualty")
OTHERS_OR_CASUALTY = letters("people casualty")
HEADED = letters("people victims")
BARE_NUMBER = letters("number casualty")
# noun phrases
PEOPLE_OR_PLURAL = letters("people plural")
PEOPLE_OR_NAME = letters("people name number")
PERSONS = letters("people plural name")
PERSONS_OR_PRONOUN = PERSONS + PRONOUN
PERSON_WORDS = PERSONS + WORD
NOUNS = PERSONS_OR_PRONOUN + WORD
NOUN_WORDS = letters("word plural people victims")
PERSONS_COUNTED = PERSONS + letters("victims casualty")
NOUN_PHRASE = NOUNS + letters("victims casualty participle")
SUBJECT = NOUNS + letters("victims casualty relative")
SHORT_SUBJECT = NOUNS + letters("of possessive article")
AGENT_WORDS = PERSON_WORDS + letters("victims of article possessive")
BODY_AFTER = AGENT_WORDS + letters("number casualty adverb")
BODY_BEFORE = AGENT_WORDS + letters("have")
AFTER_PREPOSITION = PERSON_WORDS + letters("article victims")
AFTER_AND = PERSONS + ARTICLE
NOUN_JOINTS = letters("article open close possessive")
PLACE_WORDS = letters("article word of participle possessive")
ARTICLE_OR_WORD = letters("article word")
# harms
HARM_VERBS = letters("past intransitive active state")
HARMS = HARM_VERBS + letters("act owned-act toll fate")
HARMS_AND_CASUALTY = HARMS + CASUALTY
EVENTS = letters("act owned-act")
VERBS = HARM_VERBS + BE + letters("have")
ANY_VERB = letters("participle") + HARM_VERBS
HARMED_SUBJECT = VERBS + letters("act owned-act toll")
COORDINATED_VERBS = VERBS + letters("casualty participle")
CLAUSE_VERBS = BE + HARM_VERBS + letters("casualty toll")
CONTENT = COUNTED_OR_CASUALTY + PLURAL + HARM_VERBS + letters("act word participle")
TOLD = COUNTED_ALONE + HARM_VERBS + letters("act owned-act toll including be")
# verb groups
VERB_GROUP = letters("be have adverb date modal not feared says")
VERB_GROUP_WITHOUT_DATE = letters("be have adverb modal not feared says")
HELPERS = letters("be have adverb modal not feared")
HELPERS_AND_ARTICLES = HELPERS + letters("possessive article")
SHORT_VERB_GROUP = letters("be have adverb date modal not")
BE_GROUP = letters("be have adverb date not")
HAVE_GROUP = letters("adverb have date not")
HAVE_GROUP_COMMA = HAVE_GROUP + COMMA
HAVE_OR_ADVERB = letters("have adverb")
NEGATED = letters("adverb have not")
SUBJECT_TAIL = letters("adverb not have relative comma")
BLOCKS_VOICE = letters("be modal hypothetical")
UNREAL = letters("hypothetical not modal")
# boundaries and small words
COMMA_OR_END = letters("comma end")
COMMA_END_CLOSE = letters("comma end close")
COMMA_OR_AND = letters("comma and")
ADVERB_OR_DATE = letters("adverb date")
ADVERB_DATE_COMMA = letters("adverb date comma")
ADVERB_OR_PREPOSITION = letters("adverb preposition")
LIST_WORDS = letters("comma and article adverb")
LISTED_BETWEEN = LIST_WORDS + letters("word possessive name")
COMMA_ARTICLE_ADVERB = letters("comma article adverb")
AFTER_SPEECH = letters("end preposition date comma")
BEFORE_NOUN = letters("adverb date and preposition comma")
BEFORE_SPEAKER = letters("adverb and preposition comma")
AFTER_NOUN = letters("of preposition and article adverb open")
HAVE_ADVERB_PREPOSITION = letters("have adverb preposition")
SMALL_TAIL = letters("date adverb end preposition article word comma of")
OF_OR_PREPOSITION = letters("of preposition")
OF_WORD_POSSESSIVE = letters("of word possessive")
PREPOSITION_OF_BY = letters("preposition of by")
PREPOSITION_OF_TITLE = letters("preposition of") + TITLE
RELATIVE_ARTICLE_ADVERB = letters("relative article adverb")
SPEECH = letters("says counts")
SPEECH_OR_END = letters("end says")
OTHER_CLAUSE = letters("end says relative")
SPEECH_BOUNDARY = letters("end says counts including the-dead-were hypothetical")
HEADINGS = letters("including the-dead-were of-whom")
QUALIFIERS = letters("participle relative of")
UNTOLD = letters("word participle toll-verb adverb preposition act unknown plural")
LEADING = letters("preposition of by and relative hypothetical")
BEFORE_HELPED = letters("preposition hypothetical")
LEFT_EDGES = letters("preposition of by and relative article be")
RIGHT_EDGES = letters("preposition of by and relative possessive be")
PERSON_AFTER = letters("says possessive relative have")
INSIDE = letters("end says and relative hypothetical not modal comma be have including of-whom the-dead-were")
INSIDE_BY_KIND = letters("end says and relative comma")
APPOSITION_ENDS = letters("comma relative end") + "$"
