"""The command line, one module per command: each parses its arguments, runs, and returns an exit status."""
