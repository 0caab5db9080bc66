"""All SQL: stores the model's nouns and reads them back. Every query names the libraries it may see."""
