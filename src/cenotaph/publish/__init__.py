"""What a person can open: the page of a case, in which every number leads to its quotation."""

from cenotaph.publish.case_page import gather_incident, marked_text, render_case_page
from cenotaph.publish.estimate_page import draw_estimates, draw_overlap, draw_posteriors, render_estimate_page
from cenotaph.publish.explain_page import marked_pieces, render_explanation
from cenotaph.publish.incident_map import draw_incident_map
from cenotaph.publish.incident_words import body_of, documents_of, words_of_incident
from cenotaph.publish.victim_page import ShownPair, VictimEvidence, render_victim_page, show_pair
from cenotaph.publish.waterfall import draw_waterfall

__all__ = [
    "ShownPair",
    "VictimEvidence",
    "body_of",
    "documents_of",
    "draw_estimates",
    "draw_incident_map",
    "draw_overlap",
    "draw_posteriors",
    "draw_waterfall",
    "gather_incident",
    "marked_pieces",
    "marked_text",
    "render_case_page",
    "render_estimate_page",
    "render_explanation",
    "render_victim_page",
    "show_pair",
    "words_of_incident",
]
