"""Controlled terms: codes with labels, definitions, origin and crosswalks. Words of the field, never of one side."""

from cenotaph.vocabulary.terms import Term, Vocabulary, grading_schemes, load_vocabulary, vocabulary_names

__all__ = ["Term", "Vocabulary", "grading_schemes", "load_vocabulary", "vocabulary_names"]
