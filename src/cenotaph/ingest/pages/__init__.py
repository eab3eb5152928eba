"""Saved web pages to text: what a person sees on them, without what stands around it."""

from cenotaph.ingest.pages.html import read_html

__all__ = ["read_html"]
