"""Who is named and meant: names, titles, groups, pronouns, and the participants that noun phrases stand for."""
