"""An invented case: no person, place or event in it is real."""

from cenotaph.samples.files import sample_folder

__all__ = ["sample_folder"]
