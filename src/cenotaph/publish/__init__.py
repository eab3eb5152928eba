"""What a person can open: the page of a case, in which every number leads to its quotation."""

from cenotaph.publish.case_page import render_case_page
from cenotaph.publish.explain_page import marked_pieces, render_explanation
from cenotaph.publish.incident_words import body_of, documents_of, words_of_incident

__all__ = ["body_of", "documents_of", "marked_pieces", "render_case_page", "render_explanation", "words_of_incident"]
