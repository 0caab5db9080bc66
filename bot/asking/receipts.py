"""Encodes where the sentences behind a line stand in the hundred characters of a menu's value, and decodes it: nothing is stored per message."""

from __future__ import annotations

import re

from bot.asking.encoding import LIMIT
from bot.errors import AskError
from bot.model.article import Span
from bot.model.edition import Receipt

_FORM = re.compile(r"\d{1,18}\.\d{1,9}\.\d{1,9}(?:,\d{1,18}\.\d{1,9}\.\d{1,9})*")


def encode_receipt(receipt: Receipt, number: int) -> str:
    """Returns `2:12.340.95,13.0.120`: the line's number, then article, first character and length of each sentence, as many as fit."""
    value = f"{number}:"
    for article, span in receipt.places:
        place = f"{',' if value[-1] != ':' else ''}{article}.{span.start}.{span.end - span.start}"
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
        raise AskError("This menu is from an older digest: I can no longer look up its lines.")
    places = (tuple(int(part) for part in place.split(".")) for place in listed.split(","))
    return Receipt(tuple((article, Span(start, start + length)) for article, start, length in places))
