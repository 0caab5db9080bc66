"""The text of an article cleaned, cut into sentences and tokens, its quotation marks paired, other languages told apart."""
