"""Turns a typed command into the query it means, or into a question to ask back."""

from bot.asking.custom_ids import OLD, Act, act_of, is_act
from bot.asking.days import edtf, load_words
from bot.asking.encoding import (
    BACK,
    CHOOSE,
    OFFER,
    OPTIONS,
    TURN,
    UNSURE,
    WRONG,
    Press,
    decode,
    encode,
    parse,
    request_of,
)
from bot.asking.interpreting import KINDS, Understood, recalled, understand

__all__ = [
    "BACK",
    "CHOOSE",
    "KINDS",
    "OFFER",
    "OLD",
    "OPTIONS",
    "TURN",
    "UNSURE",
    "WRONG",
    "Act",
    "Press",
    "Understood",
    "act_of",
    "decode",
    "edtf",
    "encode",
    "is_act",
    "load_words",
    "parse",
    "recalled",
    "request_of",
    "understand",
]
