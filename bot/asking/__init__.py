"""A command as typed into the query it means, or the question to ask back."""

from bot.asking.encoding import CHOOSE, OFFER, OPTIONS, TURN, Press, decode, encode, parse, request_of
from bot.asking.interpreting import KINDS, Understood, understand

__all__ = [
    "CHOOSE",
    "KINDS",
    "OFFER",
    "OPTIONS",
    "TURN",
    "Press",
    "Understood",
    "decode",
    "encode",
    "parse",
    "request_of",
    "understand",
]
