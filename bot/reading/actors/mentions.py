"""Finds the mentions of actors in a sentence, one kind of name after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.facts import ActorKind, Form
from bot.reading.actors.body_names import (
    acronym_behind,
    body_in,
    club_at,
    named_body,
    past_members,
    spelled_out,
    state_organ,
)
from bot.reading.actors.groups import fixed_phrases, named_groups, prefixed
from bot.reading.actors.likenesses import is_copied, is_epithet
from bot.reading.actors.long_titles import long_titles, place_in_title
from bot.reading.actors.longer_names import bearer
from bot.reading.actors.namesakes import entries_at
from bot.reading.actors.peoples import are_people
from bot.reading.actors.proper_names import chosen, in_date, introduced_at, open_run, plausible, run_from
from bot.reading.actors.title_words import title_at
from bot.reading.actors.titles import appositions, offices_alone, owned, titled
from bot.reading.cast import FoundMention

if TYPE_CHECKING:
    from bot.reading.gazetteer import GazetteerEntry
    from bot.reading.scene import Scene


def find_mentions(scene: Scene) -> Scene:
    """Returns the scene with the mentions of its names, titles and groups."""
    i, size = 0, len(scene.tokens)
    while i < size:
        found, i = _step(scene, i)
        for mention in found:
            _with_acronym(scene, mention)
        scene = scene.with_mentions(*found) if found else scene
    return named_groups(offices_alone(long_titles(appositions(owned(prefixed(fixed_phrases(scene))))))).in_order()


def _with_acronym(scene: Scene, mention: FoundMention) -> None:
    """Notes an acronym in brackets behind an organisation's name: the organisation is called so from there on."""
    letters = acronym_behind(scene, mention.last)
    body = scene.cast.actors[mention.actor].kind in (ActorKind.ORGANIZATION, ActorKind.GROUP)
    if letters and body and mention.form in (Form.NAME, Form.ALIAS):
        scene.cast.acronyms.setdefault(letters, mention.actor)


def _means_others(scene: Scene, entry: GazetteerEntry, i: int) -> bool:
    """True if a name of the gazetteer stands for others than its bearer: a copy, a country's people, somebody like a known person."""
    return is_copied(scene, i, i + len(entry.words)) or are_people(scene, entry, i) or is_epithet(scene, entry, i)


def _step(scene: Scene, i: int) -> tuple[tuple[FoundMention, ...], int]:
    """The mentions that begin at token `i`, and where to go on."""
    word = scene.texts[i]
    could_begin = word[0].isupper() or word[0].isdigit()
    if not could_begin and not word.startswith("ex-"):
        title = title_at(scene, i)
        return titled(scene, i, title) if title else ((), i + 1)
    if acronym := scene.cast.acronyms.get(word):
        return (FoundMention(i, i + 1, acronym, Form.ALIAS),), i + 1
    if introduced := introduced_at(scene, i):
        return (introduced,), introduced.last
    entries = entries_at(scene, i) if could_begin else []
    run = run_from(scene, i)
    title = title_at(scene, i)
    spelled = spelled_out(scene, i)
    acronym_body = spelled if spelled > i + title else i  # "Member of Parliament (MP)" is no body
    body = max(body_in(scene, i, past_members(scene, run)), acronym_body)
    if entries and not in_date(scene, i):
        entry = chosen(scene, entries, i)
        last = i + len(entries[0].words)
        if body > last and (entry is None or not state_organ(scene, entry, body)):
            return (named_body(scene, i, body, entry),), body
        if entry and _means_others(scene, entry, i):
            return (), last
        if (club := club_at(scene, i, last)) > last and entry:
            return (named_body(scene, i, club, None),), club
        if entry and plausible(scene, entry, i, last, run):
            actor, last = bearer(scene, entry, i)
            return (FoundMention(i, last, actor, entry.form),), last
        if (place := place_in_title(scene, i)) > i:
            return (), place
    if title and (step := titled(scene, i, title))[1] > i + 1:
        return step
    if body > i:
        return (named_body(scene, i, body, None),), body
    found, after = open_run(scene, i, run)
    return ((found,) if found else ()), after
