"""Whom the words without a name stand for: descriptions, pronouns and names on no list, into actors of the article."""
