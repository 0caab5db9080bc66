"""Cleans an article's text, splits it into sentences and tokens, pairs its quotation marks, and recognises other languages."""
