"""What people reviewed, loaded: the gazetteer, the word lists, the syntax model, and where their files are."""
