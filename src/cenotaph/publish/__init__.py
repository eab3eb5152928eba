"""What a person can open: the page of a case, in which every number leads to its quotation."""

from cenotaph.publish.case_page import render_case_page

__all__ = ["render_case_page"]
