"""Server libraries: adds, removes and loads articles, each story once, and keeps a server's settings."""
