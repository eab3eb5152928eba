"""Cross-check of generality on PolNeAR: who says what in political news, where nobody is killed.

Of the attributions whose cue is a verb of saying that the reader lists, in how many does the reader find a scope over the
content, and does its speaker overlap the annotated source, or hold its last word (the reader gives the full mention)? Pronouns are
left out: the annotation does not say whom they mean. Aggregates only.

    python benchmarks/attribution_cross_check.py FOLDER [--list]
"""

import re
import sys
from pathlib import Path

from cenotaph.extract.attribution import attribute
from cenotaph.extract.cascade import parse_sentences
from cenotaph.model import Span
from cenotaph.text import find_dateline, find_quotes, load_lexicon, split_sentences

ENTITY = re.compile(r"^(T\d+)\t(\S+) (\d+) (?:\d+;\d+ )*(\d+)\t", re.MULTILINE)
EVENT = re.compile(r"^E\d+\tAttribution\S*:\S+ (.*)$", re.MULTILINE)


def attributions(path: Path) -> list[tuple[Span, Span, list[Span]]]:
    """Source, cue and contents of each attribution that has all three."""
    text = path.read_text(encoding="utf-8")
    spans = {name: Span(int(start), int(end)) for name, _, start, end in ENTITY.findall(text) if int(start) < int(end)}
    out = []
    for roles in EVENT.findall(text):
        named: dict[str, list[Span]] = {}
        for role in roles.split():
            kind, _, entity = role.partition(":")
            if entity in spans:
                named.setdefault(kind.rstrip("0123456789"), []).append(spans[entity])
        if {"Source", "Cue", "Content"} <= named.keys():
            out.append((named["Source"][0], named["Cue"][0], named["Content"]))
    return out


def main() -> None:
    """Print the share found and the share right."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/attribution/polnear-dev")
    if not root.is_dir():
        print(f"skipped: {root} is not here")
        return
    lexicon = load_lexicon("en")
    said = lexicon.words("speech", "said") | lexicon.words("speech", "according")
    pronouns = lexicon.words("speech", "pronouns") | {"i", "we", "who"}
    asked = covered = right = 0
    for path in sorted((root / "attributions").glob("*.ann")):
        found = sorted((root / "text").glob(path.stem.rpartition("_")[0] + ".txt"))
        if not found:
            continue
        text = found[0].read_text(encoding="utf-8")
        plain = split_sentences(text, lexicon)
        sentences = parse_sentences(text, plain, find_dateline(text, lexicon), lexicon)
        speech = attribute(text, sentences, find_quotes(text, plain), [], lexicon)
        for source, cue, contents in attributions(path):
            if cue.of(text).lower().split()[-1] not in said and cue.of(text).lower() not in said:
                continue
            name = source.of(text).lower().split()[-1]
            if name in pronouns:
                continue
            for content in contents:
                if content.end - content.start < 12:
                    continue
                asked += 1
                middle = (content.start + content.end) // 2
                scopes = [s for s in speech.at(Span(middle, middle + 1)) if s.speaker is not None]
                covered += bool(scopes)
                hit = any(s.speaker.overlaps(source) or name in s.speaker.of(text).lower() for s in scopes[:1] if s.speaker)
                right += hit
                if not hit and "--list" in sys.argv:
                    got = scopes[0].speaker.of(text) if scopes and scopes[0].speaker else "-"
                    print(
                        source.of(text),
                        "|",
                        got,
                        "|",
                        " ".join(text[max(0, min(source.start, content.start) - 60) : content.end + 60].split())[:300],
                    )
    print(
        f"attributions with a listed verb: {asked}; a speaker found {covered / asked:.2f}; the annotated one {right / asked:.2f}; of those found {right / covered:.2f}"
    )


if __name__ == "__main__":
    main()
