"""Builds the English list of nouns for people (text/languages/en/people.yaml) from WordNet 3.0.

    python scripts/person_nouns.py /usr/share/wordnet     (Debian's package wordnet-base)

Takes every single lower-case word whose most frequent noun sense lies under `person`: "head" and "star" are body and sun first, so
they are left out, and a word that the hand-made persons.yaml knows (or refuses) is left to it. WordNet's licence is in NOTICE.
"""

import sys
from collections import defaultdict
from pathlib import Path

import yaml

LISTS = Path(__file__).parents[1] / "src/cenotaph/text/languages/en"
PERSON = "00007846"
INSULTS = ("slur", "offensive", "derog", "dispar", "obscene", "vulgar", "term of", "contempt", "usage")
# WordNet synsets whose hyponyms name a group of the record, most special first
GROUPS = {
    "armed": ("10622053", "10582746", "10315837", "10210137", "10448983"),
    "children": ("09917593", "09918248"),
    "women": ("09619168", "10787470"),
    "men": ("09624168", "10287213"),
}
HEADER = "# nouns for people, from WordNet 3.0 by scripts/person_nouns.py; form and groups as in persons.yaml"


def main() -> None:
    """Write the list."""
    folder = Path(sys.argv[1])
    children, first_sense = _read_nouns(folder)
    people = _below(children, (PERSON,))
    groups = {group: _below(children, roots) for group, roots in GROUPS.items()}
    irregular = _irregular(folder)
    known = _known()
    found: dict[str, list[str]] = defaultdict(list)
    for lemma, synset in sorted(first_sense.items()):
        if synset not in people or not lemma.isalpha() or len(lemma) < 3 or lemma in known:
            continue
        group = next((name for name, members in groups.items() if synset in members), "")
        found[group].append(f"{lemma} {irregular.get(lemma) or _plural(lemma)}")
    body = yaml.safe_dump({group: found[group] for group in (*GROUPS, "") if found[group]}, sort_keys=False, width=2000)
    (LISTS / "people.yaml").write_text(f"{HEADER}\n{body}", encoding="utf-8")
    print({group: len(words) for group, words in found.items()})


def _read_nouns(folder: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Hyponyms of each synset, and the first synset of each lower-case lemma; none that the gloss calls an insult."""
    children: dict[str, list[str]] = defaultdict(list)
    lower: set[str] = set()
    for line in (folder / "data.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        words, _, gloss = line.partition("|")
        fields = words.split()
        count = int(fields[3], 16)
        if not any(word in gloss for word in INSULTS):
            lower.update(f"{word} {fields[0]}" for word in fields[4 : 4 + 2 * count : 2] if word.islower())
        for at, field in enumerate(fields):
            if field == "@" and fields[at + 2] == "n":
                children[fields[at + 1]].append(fields[0])
    first: dict[str, str] = {}
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            if f"{fields[0]} {fields[-int(fields[2])]}" in lower:
                first[fields[0]] = fields[-int(fields[2])]
    return children, first


def _below(children: dict[str, list[str]], roots: tuple[str, ...]) -> set[str]:
    seen: set[str] = set()
    stack = list(roots)
    while stack:
        synset = stack.pop()
        if synset not in seen:
            seen.add(synset)
            stack.extend(children[synset])
    return seen


def _irregular(folder: Path) -> dict[str, str]:
    pairs = (line.split()[:2] for line in (folder / "noun.exc").read_text(encoding="latin-1").splitlines())
    return {singular: plural for plural, singular in pairs}


def _known() -> set[str]:
    data = yaml.safe_load((LISTS / "persons.yaml").read_text(encoding="utf-8"))
    words = {
        form
        for pairs in data.values()
        if isinstance(pairs, list)
        for pair in pairs
        for form in str(pair).replace("/", " ").split()
    }
    return words | {str(word) for word in data["never_people"]}


def _plural(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma[:-3] + "men" if lemma.endswith("man") else lemma + "s"


if __name__ == "__main__":
    main()
