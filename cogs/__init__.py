"""Attaché's slash commands: they turn parameters into requests and send the pages."""
