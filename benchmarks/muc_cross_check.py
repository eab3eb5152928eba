"""Cross-check of generality on the MUC-3/4 reports: of the victims that the answer keys name, how many does the reader find?

For each human target with an effect of death or injury, or of a kidnapping, that stands in the text word for word: is there a
claim of that harm on those words, and does it give the key's number? Aggregates only: the reports name real people. Of the targets that the
keys give a name, how many stand among the people of the report, with that fate?
The keys give targets of terrorist incidents alone, so nothing is said about precision.

    python benchmarks/muc_cross_check.py FOLDER [--list]
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cenotaph.extract import read_text
from cenotaph.model import Reading
from cenotaph.text import fold

EFFECTS = {"DEATH": "killed", "INJURY": "injured", "SOME INJURY": "injured"}
SLOT = re.compile(r"^\d+\.\s+(.+?)\s{2,}(.*)$")
FILLER = re.compile(r'^\??\s*(?:([^":]+):\s*)?(".*")\s*$')


def texts_of(folder: Path) -> dict[str, str]:
    """The reports of a part of the corpus, by id."""
    texts = {}
    for path in sorted(folder.glob("*muc[34]*")):
        for report in re.split(r"(?m)^(?=(?:DEV|TST)\d?-MUC\d-\d{4})", path.read_text(encoding="latin-1")):
            if report.strip() and not path.name.startswith("key"):
                head, _, body = report.partition("\n")
                texts[head.split()[0]] = body
    return texts


def templates_of(folder: Path) -> Iterator[dict[str, list[str]]]:
    """The templates of the answer keys: slot to lines."""
    for path in sorted(folder.glob("key-*")):
        template: dict[str, list[str]] = {}
        slot = ""
        for line in path.read_text(encoding="latin-1").splitlines():
            if line.startswith(";"):
                continue
            if not line.strip():
                if template:
                    yield template
                template, slot = {}, ""
                continue
            found = SLOT.match(line)
            if found:
                slot = found[1]
                template[slot] = [found[2]]
            elif slot:
                template[slot].append(line.strip())
        if template:
            yield template


def strings(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The value and the alternative wordings of each filler."""
    for line in lines:
        found = FILLER.match(line.strip())
        if found and not line.strip().startswith("?"):
            yield (found[1] or "").strip(), [s.strip().replace('\\"', '"') for s in re.findall(r'"((?:[^"\\]|\\.)*)"', found[2])]


def targets(folder: Path) -> dict[str, list[tuple[str, str, list[str]]]]:
    """Document to (harm, number as the key gives it, wordings)."""
    out: dict[str, list[tuple[str, str, list[str]]]] = {}
    for template in templates_of(folder):
        if "ACCOMPLISHED" not in template.get("INCIDENT: STAGE OF EXECUTION", [""])[0]:
            continue
        numbers = {w: value for value, wordings in strings(template.get("HUM TGT: NUMBER", [])) for w in wordings}
        document = template["MESSAGE: ID"][0].split()[0]
        effects = [(EFFECTS.get(value), wordings) for value, wordings in strings(template.get("HUM TGT: EFFECT OF INCIDENT", []))]
        if template.get("INCIDENT: TYPE", [""])[0].strip() == "KIDNAPPING":
            effects += [("abducted", wordings) for _, wordings in strings(template.get("HUM TGT: NUMBER", []))]
        for harm, wordings in effects:
            if harm:
                out.setdefault(document, []).append((harm, next((numbers[w] for w in wordings if w in numbers), ""), wordings))
    return out


def named_targets(folder: Path) -> dict[str, list[tuple[str, list[str]]]]:
    """Document to (harm, the words of a name) of the human targets whom the keys name."""
    out: dict[str, list[tuple[str, list[str]]]] = {}
    for template in templates_of(folder):
        document = template["MESSAGE: ID"][0].split()[0]
        names = {w for _, wordings in strings(template.get("HUM TGT: NAME", [])) for w in wordings}
        for value, wordings in strings(template.get("HUM TGT: EFFECT OF INCIDENT", [])):
            harm = EFFECTS.get(value)
            if harm:
                out.setdefault(document, []).extend((harm, fold(w).split()) for w in wordings if w in names)
    return out


def name_recall(readings: dict[str, Reading], keyed: dict[str, list[tuple[str, list[str]]]]) -> tuple[int, int, int]:
    """How many named targets there are, whose last word is that of a person of the fate, and of these the whole names."""
    asked = found = whole = 0
    for document, targets_named in sorted(keyed.items()):
        people = readings[document].people if document in readings else ()
        read = [(one.fate, fold(one.name).replace(".", " ").split()) for one in people]
        for harm, words in {(harm, tuple(words)) for harm, words in targets_named}:
            asked += 1
            hits = [name for fate, name in read if fate == harm and name[-1:] == list(words[-1:])]
            found += bool(hits)
            whole += any(name == list(words) for name in hits)
    return asked, found, whole


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where `words` stand in `text`, whatever the white space."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [found.span() for found in re.finditer(r"(?<!\w)" + pattern + r"(?!\w)", text, re.IGNORECASE)] if words.split() else []


def main() -> None:
    """Print recall by harm, and of the numbers of those found."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/muc34")
    if not root.is_dir():
        print(f"skipped: {root} is not here")
        return
    for part in ("tst1", "tst2", "dev"):
        texts, keys, named_keys = texts_of(root / part), targets(root / part), named_targets(root / part)
        readings = {name: read_text(texts[name]) for name in sorted(keys.keys() | named_keys.keys()) if texts.get(name)}
        asked, found, numbered, right = Counter(), Counter(), 0, 0
        for document, wanted in sorted(keys.items()):
            text = texts.get(document, "")
            claims = readings[document].claims if document in readings else ()
            for harm, number, wordings in wanted:
                spans = [span for words in wordings for span in places(text, words)]
                if not spans:
                    continue
                asked[harm] += 1
                hits = [c for c in claims if c.harm == harm and any(c.victims.start < e and s < c.victims.end for s, e in spans)]
                found[harm] += bool(hits)
                if hits and number.isdigit():
                    numbered += 1
                    right += any(c.count.low == int(number) for c in hits)
                if not hits and "--list" in sys.argv:
                    print(document, harm, wordings[0])
        named, known, whole = name_recall(readings, named_keys)
        shown = ", ".join(f"{harm} {found[harm]}/{asked[harm]} = {found[harm] / asked[harm]:.2f}" for harm in sorted(asked))
        total = sum(found.values()) / max(1, sum(asked.values()))
        print(
            f"{part}: {len(keys)} reports with victims; found {total:.2f} ({shown}); number right in {right}/{numbered} = {right / max(1, numbered):.2f}; "
            f"named targets among the people read {known}/{named} = {known / max(1, named):.2f}, whole name {whole}"
        )


if __name__ == "__main__":
    main()
