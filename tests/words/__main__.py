"""Brings the catalogues up to date with the code and compiles them: `make words`.

New messages are added without a translation, those that no code has any more are dropped, names of states are filled in from
CLDR. It prints what is left to translate, and ends with 1 if that is anything.
"""

from __future__ import annotations

import asyncio
import sys
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bot.catalogue import TRANSLATED
from tests.words.messages import every_message, path_of, states

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
# The words of Attaché in {}: `make words` adds and removes messages and compiles this file.
#"""


def read(path: Path, language: str) -> Catalog:
    """Returns a language's catalogue; an empty one if there is none yet."""
    if not path.exists():
        return Catalog(locale=language, project="attache", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Returns what gettext reads."""
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def renewed(language: str, template: Catalog) -> Catalog:
    """Returns a language's catalogue with the messages of the template, and those alone."""
    catalogue = read(path_of(language), language)
    catalogue.update(deepcopy(template), no_fuzzy_matching=True)  # it takes the messages themselves
    catalogue.obsolete.clear()
    catalogue.header_comment = HEADER.format(Locale.parse(language).english_name)
    catalogue.revision_date = template.creation_date
    names = Locale.parse(language).territories
    for name, code in states().items():
        message = catalogue.get(name, context="actor")
        if message is not None and not message.string and code in names:
            message.string = names[code]
    return catalogue


def missing(catalogue: Catalog) -> list[str]:
    """Returns the messages that have no translation, or not in every number."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and not all(message.string if isinstance(message.string, list | tuple) else [message.string])
    ]


def main() -> int:
    """Renew every catalogue; returns 1 if a message is left to translate."""
    template, left = asyncio.run(every_message()), 0
    for language in TRANSLATED:
        catalogue = renewed(language, template)
        with path_of(language).open("wb") as file:
            write_po(file, catalogue, width=0, include_lineno=False, sort_by_file=True)
        path_of(language).with_suffix(".mo").write_bytes(compiled(catalogue))
        lacking = missing(catalogue)
        left += len(lacking)
        print(f"{language}: {len(catalogue)} messages, {len(lacking)} left to translate")
        for message in lacking:
            print(f"  {message}")
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(main())
