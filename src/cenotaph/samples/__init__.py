"""An invented case: no person, place or event in it is real."""

from cenotaph.samples.files import list_folder, sample_folder, sample_gazetteer, sample_statement

__all__ = ["list_folder", "sample_folder", "sample_gazetteer", "sample_statement"]
