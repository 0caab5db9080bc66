"""A typed or printed name into the actor or event it means: normalising, the index, the ranking, the reason."""

from bot.names.entry import SURNAME, Entry, Kind, Match, Resolution, Spelling, Sure, Title, Unknown, Unsure
from bot.names.gazetteer import entries_of, with_known_names
from bot.names.index import NameIndex
from bot.names.normal import Spellings, plain, sound
from bot.names.spellings import load_spellings

__all__ = [
    "SURNAME",
    "Entry",
    "Kind",
    "Match",
    "NameIndex",
    "Resolution",
    "Spelling",
    "Spellings",
    "Sure",
    "Title",
    "Unknown",
    "Unsure",
    "entries_of",
    "load_spellings",
    "plain",
    "sound",
    "with_known_names",
]
