"""Tells why an article can't be read as news in English prose, and recognises paragraphs in other languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.catalogue import N_
from bot.reading.grammar.function_words import EVERYDAY
from bot.reading.text.other_languages import FOREIGN, PLAINLY_ENGLISH

if TYPE_CHECKING:
    from bot.model.article import Article
    from bot.reading.lexicon import SatiricalOutlets

FOREIGN_TEXT = N_("the text is not in English")
SATIRE = N_("its outlet is satirical")
NO_SENTENCES = N_("the text is not in running sentences: a list, a table or code")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]+")
_SIGNS = re.compile(r"[{}\[\]()<>=_\\|;*+#@/~^]|\d")
_ENDED = re.compile(r"[.!?:;…][\"”’')\]]*$")
_CODE = re.compile(
    r"""(?x) ^(?:def|class|return|import|from\ \w+\ import|function|var|let|const|public|private|static|\#include|try|except|yield|@\w+)\b
    | ^(?:if|for|while|else|elif|with)\b.*[:{]$ | [;{}]$ | \w\(.*\)$ | ^[\w.]+\ [-+]?=\ """
)
_LETTERS = 12
"""With fewer letters the script is no evidence."""
_FEW = 13
"""With fewer words a text without function words may still be a sentence ("Putin met Trump."), so it is always read."""
_ENOUGH = 40
_SHARE = 0.14
"""Everyday words are 17 to 50 in 100 in English news (measured on 1,300 articles), 9 in French, 2 in German and Spanish."""
_DENSE = 0.25
"""Signs and digits per letter: 0.03 on average in English news, at most 0.13 in 290 articles; 0.3 and more in code and tables."""
_ROWS, _LONG_LINE = 5, 12
_CODE_SHARE = 0.25


def why_unread(article: Article, satirical: SatiricalOutlets) -> str | None:
    """Returns the reason why an article yields no facts, as a clause; None if it is to be read."""
    return SATIRE if satirical.have(article) else unreadable(article.text)


def unreadable(text: str) -> str | None:
    """Returns the reason as a clause, or None if the text reads like English prose."""
    if in_another_language(text):
        return FOREIGN_TEXT
    words = _WORD.findall(text)
    everyday = sum(word.lower() in EVERYDAY for word in words)
    if len(words) >= _FEW and (everyday == 0 or _listed(text, words, everyday)):
        return NO_SENTENCES
    if len(words) >= _ENOUGH and everyday < _SHARE * len(words):
        return N_("the text is not in English, or not in running sentences")
    return None


def in_another_language(text: str) -> bool:
    """True if a text or paragraph is in another script, or has more function words of other languages than of English."""
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if letters >= _LETTERS and 2 * sum(map(len, _LATIN.findall(text))) < letters:
        return True
    foreign = sum(word in FOREIGN for word in words)  # in lower case: `Le Monde` and `Los Angeles` are names
    english = sum(word.lower() in PLAINLY_ENGLISH for word in words)
    return foreign > english and (foreign >= 3 or (foreign == 2 and english == 0 and len(words) >= 8))


def _listed(text: str, words: list[str], everyday: int) -> bool:
    """True for rows of a table, lists of results and code: many signs, or many short lines without a full stop."""
    letters = sum(len(word) for word in words)
    if len(_SIGNS.findall(text)) > _DENSE * letters:
        return True
    lines = [line.strip() for line in text.split("\n") if _WORD.search(line)]
    code = 2 * sum(_CODE.search(line) is not None for line in lines) > len(lines) >= _ROWS - 1
    if code and everyday < _CODE_SHARE * len(words):
        return True
    if len(lines) < _ROWS or everyday >= _SHARE * len(words):
        return False
    prose = sum(_ENDED.search(line) is not None or len(line.split()) > _LONG_LINE for line in lines)
    return 5 * prose < len(lines)
