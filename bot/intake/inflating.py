"""Decompresses a body in bounded steps, so that a decompression bomb is stopped early."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

import brotli

from bot.catalogue.lazy import lazy
from bot.errors import AskError
from bot.intake.sizes import too_large

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ENCODINGS = "gzip, deflate, br"
"""The encodings that we accept."""
STEP = 65_536
"""The most bytes decompressed in one step."""


class _Unfolding(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...

    @property
    def complete(self) -> bool: ...


class _Plain:
    complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Zlib:
    """Decompresses gzip, also with several members, and deflate with or without zlib's header."""

    def __init__(self, encoding: str) -> None:
        self._gzip = encoding == "gzip"
        self._bare = False
        self._object = zlib.decompressobj(31 if self._gzip else 15)
        self._begun = False

    @property
    def complete(self) -> bool:
        return self._object.eof or (self._gzip and not self._begun)

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._object.eof:
                if not self._gzip or not data.strip(b"\0"):
                    return  # data after the end is padding
                self._object, self._begun = zlib.decompressobj(31), False
            try:
                piece = self._object.decompress(data, STEP)
            except zlib.error:
                if self._gzip or self._begun or self._bare:
                    raise
                self._bare, self._object = True, zlib.decompressobj(-15)
                continue
            self._begun = True
            yield piece
            data = self._object.unconsumed_tail or self._object.unused_data


class _Brotli:
    def __init__(self) -> None:
        self._object = brotli.Decompressor()

    @property
    def complete(self) -> bool:
        return bool(self._object.is_finished())

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield (piece := self._object.process(data, output_buffer_limit=STEP))
        while not self._object.is_finished() and (piece or not self._object.can_accept_more_data()):
            yield (piece := self._object.process(b"", output_buffer_limit=STEP))


def _unfolding(encoding: str) -> _Unfolding:
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Zlib("gzip")
        case "deflate":
            return _Zlib("deflate")
        case "br":
            return _Brotli()
    raise AskError(lazy("The site sent its page in a compression I did not ask for: give another link to the article."))


async def inflated(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """Decompresses a body of at most `limit` bytes, compressed and decompressed.

    Args:
        chunks: as they come from the network.
        encoding: the Content-Encoding.
        limit: bytes.

    Raises:
        AskError: it is larger, broken, incomplete, or has an unknown encoding.
    """
    unfolding, body, came = _unfolding(encoding), bytearray(), 0
    async for chunk in chunks:
        came += len(chunk)
        try:
            for piece in unfolding.feed(chunk):
                body += piece
                if max(came, len(body)) > limit:
                    raise AskError(too_large(limit))
        except (zlib.error, brotli.error) as error:
            raise AskError(lazy("The site sent a broken page: try again later, or give another link.")) from error
    if came and not unfolding.complete:
        raise AskError(lazy("The site sent only part of its page: try again later, or give another link."))
    return bytes(body)
