"""Finds the actor, event or issue that a typed or printed name means: normalising, index, ranking, reasons."""

from bot.names.entry import SURNAME, Kind, Match, NameEntry, Resolution, Spelling, Sure, Title, Unknown, Unsure, chosen
from bot.names.gazetteer_entries import entries_of, with_known_names
from bot.names.index import NameIndex
from bot.names.near_spellings import near_spellings
from bot.names.normal import Spellings, plain, sound
from bot.names.recollection import NOTHING, Cue, Recollection, RememberedEvent, slips
from bot.names.spelled import remembered
from bot.names.spellings import load_spellings

__all__ = [
    "NOTHING",
    "SURNAME",
    "Cue",
    "Kind",
    "Match",
    "NameEntry",
    "NameIndex",
    "Recollection",
    "RememberedEvent",
    "Resolution",
    "Spelling",
    "Spellings",
    "Sure",
    "Title",
    "Unknown",
    "Unsure",
    "chosen",
    "entries_of",
    "load_spellings",
    "near_spellings",
    "plain",
    "remembered",
    "slips",
    "sound",
    "with_known_names",
]
