"""Encodes where the sentences behind a line stand in the hundred characters of a menu's value, and decodes it: nothing is stored per message."""

from __future__ import annotations

import re

from bot.asking.encoding import LIMIT
from bot.catalogue import say
from bot.errors import AskError
from bot.model.article import Span
from bot.model.edition import Receipt, SentencePlace

_PLACE = r"\d{1,18}\.\d{1,9}\.\d{1,9}(?:\.\d{1,3})?"
_FORM = re.compile(f"{_PLACE}(?:,{_PLACE})*")


def encode_receipt(receipt: Receipt, number: int) -> str:
    """Returns `2:12.340.95.88,13.0.120`: the line's number, then each sentence's article, first character, length, and its fact's confidence in hundredths, as many as fit."""
    value = f"{number}:"
    for article, span, confidence in receipt.places:
        sure = "" if confidence is None else f".{round(confidence * 100)}"
        place = f"{',' if value[-1] != ':' else ''}{article}.{span.start}.{span.end - span.start}{sure}"
        if len(value) + len(place) > LIMIT:
            break
        value += place
    return value


def decode_receipt(value: str) -> Receipt:
    """Returns the places encoded in a value.

    Raises:
        AskError: the value does not have our form.
    """
    _, _, listed = value.partition(":")
    if not _FORM.fullmatch(listed):
        raise AskError(say("This menu is from an older version of Attaché: I can no longer look up its lines."))
    return Receipt(tuple(map(_place, listed.split(","))))


def _place(written: str) -> SentencePlace:
    article, start, length, *sure = map(int, written.split("."))
    return SentencePlace(article, Span(start, start + length), sure[0] / 100 if sure else None)
