"""The judge: one encoder that reads a sentence and says of each proposed fact how likely the sentence says it."""
