"""Turns pages into Discord views and messages, and button presses back into requests."""
