"""Makes `data/actors/states.jsonl` from CLDR's names (babel), countryinfo's capitals and demonyms, and the editors' table `states.txt`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import OSA

from training.rows import ACTORS, as_file

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = Path(__file__).with_name("states.txt")
NONE = "!"  # in the table: there is none to be used
# CLDR's labels, a given name, and a word once accents are dropped.
NOT_NAMES = frozenset({"Hong Kong SAR China", "Macao SAR China", "Maurice", "Myanmar (Burma)", "Réunion"})
WORLD_LANGUAGES = (
    "ru",
    "uk",
    "ar",
    "fa",
    "he",
    "zh",
    "zh_Hant",
    "ja",
    "ko",
)  # whose names for every state people paste
DISCORD_LANGUAGES = (
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "fi",
    "fr",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "lt",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "sv",
    "th",
    "tr",
    "vi",
)
"""The other languages of Discord's own client: what its members call a state at home."""
ENGLISH_WORDS = frozenset({"Island", "Man"})  # in English text they are no state, whatever they are elsewhere
NAMING = ("aliases", "native", "short", "adjectives", "capitals", "exonyms")
ACRONYM_LETTERS = 4  # shorter Latin names are acronyms of others ("Irã", "Séc")
SLIP_LETTERS = 6  # a name this long with one wrong letter is found as a typo of it


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the editors' table; a list is None if the table leaves it to the data sets."""

    code: str
    id: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...] | None
    capitals: tuple[str, ...] | None
    seats: tuple[str, ...]
    of: str | None
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the data sets have for one ISO code: CLDR's names in English, in its own, in world and in other languages; countryinfo's capital and demonym."""

    english: str = ""
    names: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    capital: str = ""
    demonym: str = ""


def parse_table(text: str) -> list[TableRow]:
    """Returns the editors' lines.

    Raises:
        ValueError: a line has too few or too many fields; the message has the line.
    """
    rows = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("|")]
        if not 5 <= len(fields) <= 9:
            raise ValueError(f"not five to nine fields: {line}")
        code, id_, name, aliases, adjectives, capitals, seats, of, short = [*fields, *[""] * 4][:9]
        rows.append(
            TableRow(
                code=code,
                id=id_,
                name=name,
                aliases=_values(aliases) or (),
                adjectives=_values(adjectives),
                capitals=_values(capitals),
                seats=_values(seats) or (),
                of=of or None,
                short=_values(short) or (),
            )
        )
    return rows


def _values(field: str) -> tuple[str, ...] | None:
    """The values of a field: None if it is empty, no values for "!"."""
    if not field:
        return None
    return () if field == NONE else tuple(value.strip() for value in field.split(";"))


def with_plurals(demonym: str) -> tuple[str, ...]:
    """Returns a demonym with its plural: "Angolan" and "Angolans"; "Bhutanese" and "Swiss" stay alone.

    Several in one field ("Antiguan,Barbudan") are separated.
    """
    found: list[str] = []
    for word in (part.strip() for part in demonym.split(",")):
        if word:
            found += [word] if word.endswith(("ese", "ish", "s", "ch")) else [word, word + "s"]
    return tuple(found)


def is_latin(name: str) -> bool:
    """True if a name's letters are all of the Latin script (accents included)."""
    return all(letter < "ɐ" or "Ḁ" <= letter <= "ỿ" for letter in name if letter.isalpha())


def merge(row: TableRow, known: Known) -> dict[str, Any]:
    """Returns a row of the gazetteer from the editors' line, which has priority, and the data sets."""
    name = row.name or known.english
    other_scripts = [other for other in known.names if not is_latin(other)]
    own_latin = [other for other in known.names if is_latin(other) and other not in NOT_NAMES and " - " not in other]
    used_countryinfo = (row.adjectives is None and known.demonym) or (row.capitals is None and known.capital)
    adjectives = with_plurals(known.demonym) if row.adjectives is None else row.adjectives
    capitals = tuple(filter(None, [known.capital])) if row.capitals is None else row.capitals
    sources = [("CLDR (babel)", "Unicode-3.0")] if known.names else []
    sources += [("countryinfo", "MIT")] if used_countryinfo else []
    sources.append(("Attaché editors", "MIT"))
    aliases = _once([*row.aliases, *own_latin], but=name)
    native = _once(other_scripts, but=name)
    return {
        "id": row.id,
        "name": name,
        "kind": "country",
        "aliases": aliases,
        "native": native,
        "exonyms": exonyms(known.elsewhere, (name, *aliases, *native, *adjectives, *capitals)),
        "short": list(row.short),
        "adjectives": list(adjectives),
        "capitals": list(capitals),
        "seats": list(row.seats),
        "of": row.of,
        "source": ", ".join(source for source, _ in sources),
        "licence": " AND ".join(dict.fromkeys(licence for _, licence in sources)),
    }


def exonyms(elsewhere: Iterable[str], known: Iterable[str]) -> list[str]:
    """Returns names in other languages that a known name doesn't already cover, without accents or with a typo."""
    found = [folded(name) for name in known]
    kept: dict[str, str] = {}
    for name in elsewhere:
        plain = folded(name)
        slip = any(
            max(len(plain), len(word)) >= SLIP_LETTERS and plain[0] == word[0] and OSA.distance(plain, word) < 2
            for word in found
        )
        acronym = len(plain) < ACRONYM_LETTERS and is_latin(name)
        if plain not in found and not (slip or acronym) and name not in NOT_NAMES | ENGLISH_WORDS:
            kept.setdefault(plain, name)
    return list(kept.values())


def folded(name: str) -> str:
    """Returns a name in lower case without accents, with single spaces."""
    letters = (letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join("".join(letters).casefold().replace("-", " ").replace("’", "'").split())


def _once(names: Iterable[str], but: str) -> list[str]:
    """The names in order, without repeats (case aside) and without `but`."""
    seen = {but.casefold()}
    kept = []
    for name in names:
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            kept.append(name)
    return kept


def drop_contested(rows: list[dict[str, Any]], chosen: set[str]) -> None:
    """Removes names from the data sets that two rows have, unless the editors' table gave them (`chosen`, casefolded).

    A name in another language gives way to any other name.
    """
    claims: dict[str, set[str]] = {}
    exonymous: dict[str, set[str]] = {}
    for row in rows:
        for name in (row["name"], *row["aliases"], *row["native"]):
            claims.setdefault(name.casefold(), set()).add(row["id"])
        for name in (row["name"], *chain.from_iterable(row.get(field, ()) for field in NAMING)):
            exonymous.setdefault(folded(name), set()).add(row["id"])
    contested = {name for name, ids in claims.items() if len(ids) > 1} - chosen
    for row in rows:
        for field in ("aliases", "native"):
            row[field] = [name for name in row[field] if name.casefold() not in contested]
        row["exonyms"] = [name for name in row.get("exonyms", ()) if len(exonymous[folded(name)]) == 1]


def look_up(code: str) -> Known:
    """Returns what CLDR and countryinfo have for a code; needs the packages babel and countryinfo."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only a developer who distils has the packages
    from babel.languages import get_official_languages  # noqa: PLC0415 - the same
    from countryinfo import CountryInfo  # noqa: PLC0415 - the same
    from countryinfo.exceptions import CountryNotFoundError  # noqa: PLC0415 - the same

    def called(language: str) -> str:
        try:
            return Locale.parse(language).territories.get(code, "")
        except (UnknownLocaleError, ValueError):
            return ""

    english = called("en")
    names = [english, *map(called, (*get_official_languages(code, de_facto=True), *WORLD_LANGUAGES))]
    elsewhere = filter(None, map(called, DISCORD_LANGUAGES))
    try:
        facts = CountryInfo(code).info()
    except CountryNotFoundError:
        facts = {}
    capital, demonym = facts.get("capital") or "", facts.get("demonym") or ""
    return Known(english, tuple(filter(None, names)), tuple(elsewhere), capital, demonym)


def main() -> None:
    """Writes `data/actors/states.jsonl`."""
    table = parse_table(TABLE.read_text(encoding="utf-8"))
    rows = [merge(row, Known() if row.code == "ZZ" else look_up(row.code)) for row in table]
    chosen = {name.casefold() for row in table for name in (row.name, *row.aliases) if name}
    drop_contested(rows, chosen)
    (ACTORS / "states.jsonl").write_text(as_file(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
