"""The name directory: the gazetteer and every library's names in one index, saved beside the database for the next start."""
