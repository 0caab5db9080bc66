"""The command line, one module a command: words typed in a shell into calls, and an exit status."""
