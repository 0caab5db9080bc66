"""Clauses and nouns into drafts of events: their type, participants, modality, date and order, and which mentions are one event."""
