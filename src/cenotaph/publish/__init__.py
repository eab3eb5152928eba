"""What a person can open: the page of a case, in which every number leads to its quotation."""

from cenotaph.publish.case_page import render_case_page
from cenotaph.publish.explain_page import marked_pieces, render_explanation

__all__ = ["marked_pieces", "render_case_page", "render_explanation"]
