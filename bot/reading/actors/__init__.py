"""Finds the actors that a text names or means: by names, titles, groups and pronouns, and as participants in events."""
