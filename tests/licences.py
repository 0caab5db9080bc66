"""Lists the licence of each package that the bot installs, and which of them nobody has decided about.

python -m tests.licences
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

LOCK = Path(__file__).parents[1] / "locks" / "run.txt"
ACCEPTED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-0", "PSF-2.0", "Zlib"),
    *("LGPL-2.1-or-later", "MPL-2.0"),  # of libraries that are installed unchanged, each by itself
}  # fmt: skip
"""What a package may be under, as SPDX calls it."""
WORDS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",  # which of the two is not said: both are accepted
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-2.1-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""How packages name their licence that state no SPDX expression."""
STATED_ELSEWHERE = {"resvg-py": "MIT"}
"""The licence of packages whose metadata has none: from the file in their source."""


def locked() -> list[str]:
    """Returns the names of the packages that are installed on Linux."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    pinned = [re.match(r"(?P<name>[\w.-]+)==\S+(?P<marker> ;.*(?:win32|>= '3\.13').*)?", line) for line in lines]
    return [found["name"] for found in pinned if found and not found["marker"]]


def licence_of(package: str) -> str:
    """Returns a package's licence in SPDX's words, or in its own if we know no other."""
    if package in STATED_ELSEWHERE:
        return STATED_ELSEWHERE[package]
    try:
        return _stated(metadata(package))
    except PackageNotFoundError:
        return "not installed"


def _stated(head: Message) -> str:
    if expression := head.get("License-Expression"):
        return str(expression)
    classifiers = [
        each.split(" :: ")[-1] for each in head.get_all("Classifier") or [] if each.startswith("License :: OSI")
    ]
    words = classifiers or [str(head.get("License") or "none stated")]
    return " AND ".join(WORDS.get(word, word) for word in words)


def is_accepted(licence: str) -> bool:
    """Returns True if all parts of a licence are accepted; of those to choose from, one."""
    return all(any(choice in ACCEPTED for choice in part.strip("()").split(" OR ")) for part in licence.split(" AND "))


def main() -> int:
    """Print all. Returns 1 if one is not accepted."""
    found = {package: licence_of(package) for package in locked()}
    refused = [package for package, licence in found.items() if not is_accepted(licence)]
    for package, licence in found.items():
        print(f"{package:24} {licence}{'   <- not accepted' if package in refused else ''}")
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main())
