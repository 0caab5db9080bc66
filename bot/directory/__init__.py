"""The names in force: the gazetteer and what each library tells, in one index, kept beside the database for the next start."""
