"""Finds drafts of events in clauses and nouns, with type, participants, mode, date and order, and merges mentions of one event."""
