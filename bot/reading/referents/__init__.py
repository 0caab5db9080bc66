"""Finds whom words without a name stand for: descriptions, pronouns and names on no list become actors of the article."""
