"""A server's library: articles filed, removed and loaded, one story once, and what the server sets."""
