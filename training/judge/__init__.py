"""Trains the judge, an encoder that reads a sentence and tells how likely it states each proposed fact."""
