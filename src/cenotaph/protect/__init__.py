"""What may be shown to whom, and the only way out for names: every public word passes here before a page or a file is made."""

from cenotaph.protect.decisions import erase_words, protect
from cenotaph.protect.fields import hidden_fields, protected_kinds, visible_values
from cenotaph.protect.in_turn import InTurn
from cenotaph.protect.people import public_person, why_withheld
from cenotaph.protect.places import public_place
from cenotaph.protect.policy import ReleasePolicy
from cenotaph.protect.public_ids import PublicIds
from cenotaph.protect.scan import scan_folder
from cenotaph.protect.sources import held_words, names_a_private_person, public_source
from cenotaph.protect.spellings import NameSpellings, name_words
from cenotaph.protect.standing import COUNTED, REFUSED, Protections, protections_of, stand_protections
from cenotaph.protect.words import Needles, name_forms

__all__ = [
    "COUNTED",
    "REFUSED",
    "InTurn",
    "NameSpellings",
    "Needles",
    "Protections",
    "PublicIds",
    "ReleasePolicy",
    "erase_words",
    "held_words",
    "hidden_fields",
    "name_forms",
    "name_words",
    "names_a_private_person",
    "protect",
    "protected_kinds",
    "protections_of",
    "public_person",
    "public_place",
    "public_source",
    "scan_folder",
    "stand_protections",
    "visible_values",
    "why_withheld",
]
