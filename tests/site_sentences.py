"""Every sentence that the public site may say by itself, gathered from where it stands: templates, modules and vocabularies."""

import ast
import re
from importlib.resources import files
from pathlib import Path

from cenotaph.model import ClaimStatus, Role
from cenotaph.release.changes import KEYED
from cenotaph.release.site.edition import OWN_WORDS, UNKNOWN_IN_LABELS
from cenotaph.release.site.people import ORDERS, UNKNOWN, WITHHELD
from cenotaph.release.site.write import ASKED, DISCLOSURES
from cenotaph.release.statement import AREAS
from cenotaph.vocabulary import grading_schemes, load_vocabulary

SITE = Path(str(files("cenotaph.release.site")))
TERMS = ("harm", "group", "place_precision", "withheld", "decision_kind", "sex")
FROM_THE_RECORD = {
    # what the rooms below put into a record in fixed words
    "a source that is held back", "a person", "a person whose name is withheld", "the document itself", "named in documents",
    "the source is held back", "the source is cited, its words are not published", "one entry", "judged by a person",
    "by the weight of the evidence", "under 18", "18 or over", "all lists", "undated", "added", "changed", "withdrawn",
    "documents held", "documents in a language that has no reader yet, or without text", "claims that nobody has read yet",
    "claims that one person has read", "claims on which readers disagree", "readings that people rejected", "claims published",
    "people on lists whose names are withheld", "accepted", "denied",
}  # fmt: skip


def template_sentences() -> tuple[set[str], set[tuple[str, str]]]:
    """The sentences of the templates, and the pairs of one and more."""
    single, plural = set(), set()
    for path in (SITE / "templates").glob("*.html"):
        text = path.read_text("utf-8")
        single |= set(re.findall(r'(?<![a-z])_\("((?:[^"\\]|\\.)*)"', text))
        plural |= set(re.findall(r'ngettext\("([^"]*)", "([^"]*)"', text))
    return single, plural


def module_sentences() -> set[str]:
    """The words that modules of the site ask a translation of, and the words of constants that they translate."""
    found = set()
    for path in SITE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("translate", "fill"):
                found |= {one.value for arg in node.args for one in ast.walk(arg) if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).startswith("LIMITS"):
                found.add(ast.literal_eval(node.value))
    return {one for one in found if isinstance(one, str) and len(one) > 1}


def term_sentences() -> set[str]:
    """What the vocabularies call the codes that the site shows."""
    found = {term.label for name in TERMS for term in load_vocabulary(name)}
    found |= {term.label for scheme in grading_schemes() for term in load_vocabulary(f"grade_{scheme}")}
    return found | {role.value for role in Role} | {one.value for one in ClaimStatus}


def site_sentences() -> set[str]:
    """All that a catalogue of the site must hold, the plurals apart."""
    fixed = {
        OWN_WORDS,
        *UNKNOWN_IN_LABELS,
        *ORDERS.values(),
        UNKNOWN,
        WITHHELD,
        *ASKED,
        *DISCLOSURES.values(),
        *AREAS.values(),
        *KEYED,
    }
    return template_sentences()[0] | module_sentences() | term_sentences() | fixed | FROM_THE_RECORD
