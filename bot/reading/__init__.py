"""Reads the facts of an article: `bot.reading.reader.Reader` turns an `Article` into a `Reading`. Pure: no input or output, no clock.

Importing this package loads none of it: the bot itself only compares `READER`, and has its workers read.
"""

READER = "43"
"""The version of the reader: libraries read their articles again when it changes."""
