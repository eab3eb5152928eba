"""The one list of steps: archive, read, reconcile. Runs can be interrupted and done again; nothing is done by halves."""

from cenotaph.pipeline.add import AddReport, Outcome, add_to_case
from cenotaph.pipeline.decide import decide
from cenotaph.pipeline.page import write_case_page
from cenotaph.pipeline.read import read_document
from cenotaph.pipeline.refresh import refresh_case
from cenotaph.pipeline.verify import verify_case

__all__ = ["AddReport", "Outcome", "add_to_case", "decide", "read_document", "refresh_case", "verify_case", "write_case_page"]
