"""Loads reviewed knowledge: the gazetteer, the word lists and the syntax model."""
