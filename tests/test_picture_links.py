"""Tests which addresses of pictures may be handed to Discord, and as what."""

from __future__ import annotations

import pytest

from bot.picture_links import LONGEST, picture_address

LABEL = "a" * 63
GIVEN = [
    ("https://wire.example/a.jpg", "https://wire.example/a.jpg"),
    # spaces around it and what stands behind "#" go, letters of other scripts are written in ASCII
    (" https://wire.example/a.jpg#top ", "https://wire.example/a.jpg"),
    ("https://wire.example/é.jpg?q=ü", "https://wire.example/%C3%A9.jpg?q=%C3%BC"),
    ("https://wíre.example/a.jpg", "https://xn--wre-rma.example/a.jpg"),
    ("https://wire.example:443/a.jpg", "https://wire.example/a.jpg"),
    ("HTTPS://WIRE.example/a.jpg", "https://wire.example/a.jpg"),
    # as long as it may be, also once it is written in ASCII
    ("https://wire.example/" + "a" * (LONGEST - 21), "https://wire.example/" + "a" * (LONGEST - 21)),
    ("https://wire.example/" + "a" * (LONGEST - 20), None),
    ("https://wire.example/" + "é" * 400, None),
    # labels of 63 letters, names of 253
    (f"https://{LABEL}.example/a", f"https://{LABEL}.example/a"),
    (f"https://{LABEL}a.example/a", None),
    (f"https://{f'{LABEL}.' * 3}{'a' * 61}/a", f"https://{f'{LABEL}.' * 3}{'a' * 61}/a"),
    (f"https://{f'{LABEL}.' * 3}{'a' * 62}/a", None),
    # nothing, a bare site, another scheme or port, somebody's name and word
    (None, None),
    ("  ", None),
    ("https://wire.example", None),
    ("https://wire.example/", None),
    ("http://wire.example/a.jpg", None),
    ("data:image/png;base64,AAAA", None),
    ("https://wire.example:8443/a.jpg", None),
    ("https://wire.example:99999/a.jpg", None),
    ("https://user@wire.example/a.jpg", None),
    ("https://:word@wire.example/a.jpg", None),
    # numbers that lead somewhere private, and names that do
    ("https://127.0.0.1/a.jpg", None),
    ("https://[::1]/a.jpg", None),
    ("https://2130706433/a.jpg", None),
    ("https://0x7f.1/a.jpg", None),
    ("https://localhost/a.jpg", None),
    ("https://printer.local/a.jpg", None),
    ("https://wire.internal/a.jpg", None),
    ("https://wire/a.jpg", None),
    # what is not seen
    ("https://wire.example/a\u202eb.jpg", None),
    ("https://wire.example/a\nb.jpg", None),
]


@pytest.mark.parametrize(("link", "address"), GIVEN)
def test_only_public_https_pictures_are_passed_on(link: str | None, address: str | None) -> None:
    assert picture_address(link) == address
