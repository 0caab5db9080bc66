"""Puts proposed facts to the judge: the questions of each sentence, and the facts that the answers confirm."""
