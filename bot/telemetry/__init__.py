"""Counts and times what the bot does, and logs it for people and for programs."""
