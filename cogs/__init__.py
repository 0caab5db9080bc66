"""Attaché's slash commands: parameters to a Query, pages to send()."""
