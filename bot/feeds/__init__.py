"""Feeds: finds them, polls them politely and files their entries as articles."""
