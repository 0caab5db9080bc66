"""Tests an edition's page: what each style shows, and Discord's limits whatever the text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.answer import Evidence, Source
from bot.model.article import Span
from bot.model.edition import Contents, Decision, Earlier, EditionEntry, Mark, Part, Reason, Remit, Verdict
from bot.model.library import Libraries
from bot.model.query import Subject
from bot.model.subscription import Style
from bot.render.editions import Imprint, _least, edition_page
from bot.render.frames import frame

IMPRINT = Imprint(frame("en"), "act:sentences:show", "act:digest:why:n")
REMIT = Remit("2025-06-23T09:00:00.000000+00:00", "2025-06-24T09:00:00.000000+00:00", "2025-06-24", Libraries())
JUMP = "https://discord.com/channels/100000000000001000/100000000000001001/100000000000001002"
PICTURE = "https://cdn.example/2025/natanz.jpg"
SENTENCE = "Israel struck Iran at Natanz today, officials said."


def evidence(
    sentence: str = SENTENCE,
    outlet: str | None = "Reuters",
    title: str | None = "A title",
    url: str | None = "https://example.org/a",
    article: int = 7,
) -> Evidence:
    source = Source(article, title, outlet, url, "2025-06-24", sentence[:40])
    return Evidence(
        source, sentence, Span(10, 10 + len(sentence)), (Span(7, 13),) if len(sentence) > 13 else (), None, 0.9
    )


def entry(part: Part = Part.HAPPENED, claim: str = "Israel raids Iran at dawn", **more: Any) -> EditionEntry:
    given = {
        "evidence": (evidence(),),
        "reasons": (Reason("outlets", 2), Reason("opens")),
        "mark": Mark(part, "x"),
        "outlets": ("Reuters", "BBC"),
        "articles": frozenset({7}),
        "subject": Subject("actor", "iran", "Iran"),
        **more,
    }
    return EditionEntry(part, claim, **given)


def contents(*entries: EditionEntry, style: Style = Style.BRIEF, **more: Any) -> Contents:
    told = tuple(Decision(7, entry.claim, Verdict.TOLD) for entry in entries)
    return Contents(replace(REMIT, style=style, **more.pop("remit", {})), entries, told, articles=12, outlets=4, **more)


def text(shown: Contents, imprint: Imprint = IMPRINT) -> str:
    return "\n".join((*edition_page(shown, imprint)[0].blocks, edition_page(shown, imprint)[0].foot))


def test_the_top_story_is_the_headline_with_its_sentence_and_its_outlets() -> None:
    shown = text(contents(entry()))
    assert "-# Tuesday, 24 June 2025 · 12 new articles from 4 outlets since <t:1750669200:f>" in shown
    assert "### [Israel raids Iran at dawn](<https://example.org/a>)" in shown
    assert "> Israel **struck** Iran at Natanz today, officials said." in shown
    assert "-# Reuters and BBC\n" in f"{shown}\n"
    assert "near the top of its article" not in shown


def test_every_part_has_its_heading_and_what_it_rests_on() -> None:
    shown = text(
        contents(
            entry(),
            entry(claim="Talks in Vienna"),
            entry(
                Part.CHANGED,
                "Russia now opposes Iran in words; previously supported",
                before=(evidence("Russia backed Iran to the end."),),
            ),
            entry(Part.CONFLICT, "How many killed: Reuters counts 40, BBC counts 25"),
            entry(Part.SAID, "“We will never give up”", voice="Araghchi, Foreign Minister of Iran", note="said"),
            entry(Part.EXPECTED, "Summit in Geneva", when="2025-07"),
            entry(Part.FILED, "Rain in the desert"),
            entry(Part.CORRECTED, "We told of a raid", reasons=(Reason("removed"),), evidence=()),
            style=Style.FULL,
        )
    )
    for heading in (
        "Also in the news",
        "What changed",
        "Conflicting reports",
        "In their words",
        "Coming up",
        "More to read",
        "Corrections",
    ):
        assert f"**{heading}**" in shown
    assert "> Russia **backed** Iran to the end.\n-# Before · [Reuters]" in shown
    assert (
        "- **Araghchi**, Foreign Minister of Iran\n> “We will never give up”\n-# [A title](<https://example.org/a>) · Reuters, 24 June · 2 outlets"
        in shown
    )
    assert "- **July 2025** · [Summit in Geneva]" in shown
    assert "We told of a raid · the article has since been removed" in shown


@pytest.mark.parametrize("style", Style)
def test_of_conflicting_reports_two_are_shown(style: Style) -> None:
    reports = tuple(evidence(f"A fire killed {number} in Paris on Monday.", f"Outlet {number}") for number in (3, 4, 5))
    claim = "How many killed: Outlet 3 counts 3, Outlet 4 counts 4"
    shown = text(contents(entry(), entry(Part.CONFLICT, claim, evidence=reports), style=style))
    outlets = [f"[Outlet {number}](<https://example.org/a>), 24 June" for number in (3, 4)]
    below = {
        Style.HEADLINES: "",
        Style.BRIEF: f"\n-# {' · '.join(outlets)}",
        Style.FULL: "".join(
            f"\n> A fire **killed** {number} in Paris on Monday.\n-# {outlet}"
            for number, outlet in zip((3, 4), outlets, strict=True)
        ),
    }
    assert f"- **{claim}**{below[style]}\n" in f"{shown}\n"
    assert "Outlet 5" not in shown


@pytest.mark.parametrize(
    ("day", "language", "line"),
    [
        ("2025-06-23", "en", f"-# New since yesterday ([Talks fail](<{JUMP}>))"),
        ("2025-06-22", "en", f"-# New since 22 June ([Talks fail](<{JUMP}>))"),
        ("2025-06-23", "de", f"-# Neu seit gestern ([Talks fail](<{JUMP}>))"),
        ("2025-06-23", "es", f"-# Nuevo desde ayer ([Talks fail](<{JUMP}>))"),
        ("2025-06-22", "fr", f"-# Nouveau depuis le 22 juin ([Talks fail](<{JUMP}>))"),
    ],
)
def test_a_running_story_says_since_when_with_the_earlier_entry(day: str, language: str, line: str) -> None:
    ran = entry(earlier=Earlier("Talks fail", day, JUMP))
    imprint = replace(IMPRINT, frame=frame(language))
    assert line in text(contents(ran), imprint).splitlines()
    assert line in text(contents(entry(claim="First"), ran), imprint).splitlines()


# Trap: an edition that opened with a correction told its claim as the headline and again under it.
@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("part", Part)
def test_what_an_edition_opens_with_is_told_once(part: Part, style: Style) -> None:
    opens = entry(part, "A raid on Qom", reasons=(Reason("removed"),), when="2025-07", before=(evidence(),))
    shown = text(contents(opens, entry(claim="Talks in Vienna"), style=style))
    assert shown.count("A raid on Qom") == 1


def test_a_sentence_that_is_the_claim_is_shown_once() -> None:
    assert text(contents(entry(claim="Israel struck Iran at Natanz today, officials said"))).count("struck") == 1


def test_the_menu_leads_to_the_sentences_of_every_line_and_buttons_to_more_and_to_why() -> None:
    page, _ = edition_page(contents(entry(), entry(Part.SAID, "“Never”", voice="Araghchi")), IMPRINT)
    [menu] = page.menus
    assert [option.value for option in menu.options] == ["0:7.10.51.90", "1:7.10.51.90"]
    assert [button.label for row in page.rows for button in row] == ["More on Iran", "Why these?"]
    assert page.rows[0][-1].custom_id == "act:digest:why:n"


def test_an_empty_edition_says_that_it_looked() -> None:
    shown = text(
        contents(
            remit={"about": (Subject("actor", "iran", "Iran"), Subject("actor", "united-states", "United States"))}
        )
    )
    assert "### Nothing new about Iran and the United States" in shown
    assert "12 new articles since <t:1750669200:f>, but no news for this digest." in shown


def test_a_late_edition_says_what_it_stands_for() -> None:
    assert "catching up: includes 3 digests that could not be sent" in text(
        contents(entry()), replace(IMPRINT, missed=3)
    )


def test_another_language_changes_the_frame_and_leaves_what_articles_say() -> None:
    shown = text(
        contents(entry(), entry(Part.EXPECTED, "Summit", when="2025-07-01")), replace(IMPRINT, frame=frame("de"))
    )
    assert "Dienstag, 24. Juni 2025 · 12 neue Artikel aus 4 Medien" in shown
    assert "Israel raids Iran at dawn" in shown
    assert "**1\\. Juli** ·" in shown


def test_entries_without_room_get_that_verdict() -> None:
    long = [entry(claim=f"{number} " + "word " * 60, evidence=(evidence("A sentence. " * 60),)) for number in range(20)]
    shown = contents(*long, style=Style.FULL)
    _, kept = edition_page(shown, IMPRINT)
    left = len(long) - len(kept.entries)
    assert left > 0
    assert kept.waiting == left
    assert sum(decision.verdict == Verdict.ROOM for decision in kept.decisions) == left
    assert sum(decision.verdict == Verdict.TOLD for decision in kept.decisions) == len(kept.entries)


HOSTILE = st.one_of(
    st.text(min_size=1, max_size=900),
    st.sampled_from(
        [
            "@everyone <@&1> <#2> </stance:3>",
            "[x](https://evil.example) `code` ||s|| ~~d~~ **b** __u__",
            "*" * 800,
            "\u202e" * 50 + "txet",
            "W" * 5_000,
            "# " * 300,
            "> " * 300,
            "-# small",
            "](<",
            "\\" * 600,
            "👩‍👩‍👧‍👦" * 200,
        ]
    ),
)


PICTURES = st.sampled_from(
    [
        PICTURE,
        "https://cdn.example/" + "a" * 1_900 + ".jpg",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "http://169.254.169.254/latest/meta-data",
        "https://169.254.169.254/a.jpg",
        "https://cdn.example/" + "a" * 5_000,
        "https://cdn.example/a\n# A heading",
        "https://cdn.example/a.jpg) [x](https://evil.example)",
        "https://user:word@cdn.example/a.jpg",
        "",
    ]
)


@st.composite
def editions(draw: st.DrawFn) -> Contents:
    entries = []
    for part in draw(st.lists(st.sampled_from(Part), min_size=1, max_size=26)):
        words = draw(HOSTILE)
        proof = evidence(
            draw(HOSTILE),
            draw(st.none() | HOSTILE),
            words,
            draw(st.sampled_from([None, "https://example.org/" + "a" * 400, "javascript:alert(1)"])),
        )
        entries.append(
            entry(
                part,
                words,
                evidence=(proof,) * draw(st.integers(1, 4)),
                before=(proof,) if part == Part.CHANGED else (),
                reasons=(Reason("outlets", 3), Reason("matches", name=draw(HOSTILE))),
                outlets=tuple(draw(st.lists(HOSTILE, max_size=6))),
                voice=draw(HOSTILE) if part == Part.SAID else None,
                note=draw(st.sampled_from(["", "planned", "said"])),
                when=draw(st.sampled_from([None, "2025-07~", "junk" * 40])),
                subject=Subject("actor", "a-" * 16, draw(HOSTILE)),
                earlier=Earlier(draw(HOSTILE), "2025-06-23", JUMP) if draw(st.booleans()) else None,
            )
        )
    return contents(
        *entries,
        pictures={7: draw(PICTURES)},
        style=draw(st.sampled_from(Style)),
        remit={"about": tuple(Subject("actor", str(n), draw(HOSTILE)) for n in range(draw(st.integers(0, 4))))},
    )


# An article can contain anything; if a message is over a limit, Discord refuses the whole edition.
@settings(max_examples=120, deadline=None)
@given(editions(), st.sampled_from(["en", "de", "fr", "es"]))
def test_no_text_breaks_a_limit_of_discord_or_its_way_out_of_the_text(shown: Contents, language: str) -> None:
    page, kept = edition_page(shown, replace(IMPRINT, frame=frame(language), missed=9))
    whole = "\n".join((*page.blocks, page.foot))
    assert len(whole) <= 4_000
    assert all(block.strip() for block in page.blocks)
    assert kept.entries
    # a container, texts, a section and its picture, a separator, the footer; a row and its button or menu each
    assert 1 + len(page.blocks) + 2 + 1 + 1 + sum(1 + len(row) for row in page.rows) + 2 * len(page.menus) <= 40
    for menu in page.menus:
        assert 1 <= len(menu.options) <= 25
        assert all(
            1 <= len(option.label) <= 100 and len(option.value) <= 100 and len(option.description) <= 100
            for option in menu.options
        )
        assert len({option.value for option in menu.options}) == len(menu.options)
    assert all(1 <= len(button.label) <= 80 and len(button.custom_id) <= 100 for row in page.rows for button in row)
    if page.picture:
        assert kept.remit.style != Style.HEADLINES
        assert re.fullmatch(r"https://cdn\.example/[!-~]+", page.picture.url)
        assert 1 <= len(page.picture.alt) <= 1_024
        assert page.picture.block < len(page.blocks)
    assert "@everyone" not in whole
    assert not re.search(r"(?<!\\)<[@#/]", whole)
    assert "://evil.example" not in whole
    assert not re.search(r"\]\((?!<https?://)", re.sub(r"\\.", "", whole))
    assert "javascript:" not in "".join(re.findall(r"\]\(<[^>]*>\)", whole))


@pytest.mark.parametrize("style", [Style.HEADLINES, Style.BRIEF])
def test_brief_and_headlines_are_one_screen(style: Style) -> None:
    entries = [
        entry(
            claim=f"{n} {'long headline words ' * 9}", evidence=(evidence("A very long sentence of the article. " * 9),)
        )
        for n in range(8)
    ]
    page, _ = edition_page(contents(*entries, style=style), IMPRINT)
    shown = re.sub(r"\]\(<[^>]*>\)", "]", "\n".join(page.blocks))
    assert len(shown) <= 1_500 + len(page.blocks) + 2 * len(entries)


# ---- The picture ------------------------------------------------------------------------------------------------------


def story(number: int, claim: str) -> EditionEntry:
    """A story based on its own article."""
    return entry(
        claim=claim, evidence=(evidence(title=f"Title {number}", article=number),), articles=frozenset({number})
    )


def shown_beside(shown: Contents, imprint: Imprint = IMPRINT) -> str:
    """The block with the picture beside it; "" if there is none."""
    page, _ = edition_page(shown, imprint)
    return page.blocks[page.picture.block] if page.picture else ""


THREE = (story(1, "First"), story(2, "Second"), story(3, "Third"), entry(Part.SAID, "“Never”", voice="Araghchi"))
BESIDE = [
    # the top story has one
    ({1: PICTURE, 2: PICTURE}, "First"),
    # another story has one: it is beside that story and not beside the headline
    ({2: PICTURE, 3: PICTURE}, "Second"),
    ({3: PICTURE}, "Third"),
    # a quotation's picture, or one of something that is no story, is not shown
    ({7: PICTURE}, ""),
    # one that must not be sent is skipped
    ({1: "http://169.254.169.254/a.jpg", 2: PICTURE}, "Second"),
    ({1: "javascript:alert(1)"}, ""),
    ({}, ""),
]


@pytest.mark.parametrize(("pictures", "claim"), BESIDE)
def test_the_picture_stands_beside_the_first_story_that_has_one(pictures: dict[int, str], claim: str) -> None:
    beside = shown_beside(contents(*THREE, pictures=pictures))
    assert claim in beside
    assert [title for title in ("First", "Second", "Third") if title in beside] == ([claim] if claim else [])


def test_a_picture_moves_no_line() -> None:
    bare, shown = text(contents(*THREE)), text(contents(*THREE, pictures={2: PICTURE}))
    assert bare == shown


def test_the_words_for_a_picture_say_whose_it_is_in_the_frames_language_and_hold_no_markup() -> None:
    odd = entry(evidence=(evidence(title="A *raid*\u202e \n@everyone " + "x" * 400, outlet=None),))
    page, _ = edition_page(contents(odd, pictures={7: PICTURE}), replace(IMPRINT, frame=frame("de")))
    assert page.picture
    assert page.picture.alt.startswith("Bild zum Artikel „A *raid* @everyone x")
    assert page.picture.alt.endswith("x…“, Medium nicht genannt")
    assert len(page.picture.alt) <= 300


@pytest.mark.parametrize("style", [Style.BRIEF, Style.FULL])
def test_no_picture_where_none_is_wanted(style: Style) -> None:
    shown = contents(*THREE, style=style, pictures={1: PICTURE})
    assert shown_beside(shown)
    assert not shown_beside(shown, replace(IMPRINT, picture=False))


def test_headlines_are_lines() -> None:
    assert not shown_beside(contents(*THREE, style=Style.HEADLINES, pictures={1: PICTURE}))


# ---- What is left out
# ------------------------------------------------------------------------------------------------


def test_a_speaker_is_named_once_over_all_that_they_said() -> None:
    said = [
        entry(Part.SAID, f"“{words}”", voice=voice)
        for words, voice in (("One", "A, Envoy"), ("Two", "B"), ("Three", "A, Envoy"))
    ]
    shown = text(contents(entry(), *said))
    assert shown.count("**A**, Envoy") == 1
    assert re.search(r"- \*\*A\*\*, Envoy\n> “One”\n> “Three”\n-# .*\n- \*\*B\*\*\n> “Two”", shown)


def test_quotations_of_one_article_in_a_row_name_it_once() -> None:
    other = replace(evidence(), source=replace(evidence().source, outlet="BBC"))
    said = [entry(Part.SAID, f"“{words}”", voice="A", reasons=()) for words in ("One", "Two", "Three")]
    said[2] = replace(said[2], evidence=(other,))
    shown = text(contents(entry(), *said))
    assert re.search(r"> “One”\n> “Two”\n-# \[Reuters\].*\n> “Three”\n-# \[BBC\]", shown)


# A few words from the middle of a sentence say nothing without it.
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“at Natanz today”", "> Israel **struck** Iran at Natanz today, officials said."),
        ('Iran at "Natanz today"', "> Israel **struck** Iran at Natanz today, officials said."),
        ("“We will never give up”", "> “We will never give up”"),
        ("that no word of it was true and that none would be", "> that no word of it was true and that none would be"),
    ],
)
def test_a_shred_of_a_sentence_is_shown_with_it(words: str, shown: str) -> None:
    assert shown in text(contents(entry(), entry(Part.SAID, words, voice="A"))).split("\n")


DAYS = [
    # the edition's own year is not shown, any other is
    ("2025-06-23", "23 June"),
    ("2024-12-31", "31 December 2024"),
    # a month alone could be of any year
    ("2025-07", "July 2025"),
    ("2025", "2025"),
    ("2025-06-23~", "about 23 June"),
    ("2025-06-23/2025-07-01", "between 23 June and 1 July"),
]


@pytest.mark.parametrize(("when", "shown"), DAYS)
def test_a_day_of_the_editions_year_is_shown_without_it(when: str, shown: str) -> None:
    assert text(contents(entry(when=when))).splitlines()[-1] == f"-# Reuters and BBC · {shown}"


# Trap: a brief of older articles said of no event when it was.
@pytest.mark.parametrize(
    ("published", "tail"),
    [
        ("2020-01-05", "-# Reuters and BBC · published 5 January 2020"),
        ("2025-06~", "-# Reuters and BBC"),
        # news is of the day that stands above it
        ("2025-06-22", "-# Reuters and BBC"),
        (None, "-# Reuters and BBC"),
    ],
)
@pytest.mark.parametrize("part", [Part.HAPPENED, Part.FILED])
def test_what_has_no_date_has_its_articles_if_that_is_no_news(part: Part, published: str | None, tail: str) -> None:
    one = evidence()
    old = replace(one, source=replace(one.source, published=published))
    assert text(contents(entry(part, evidence=(old,), reasons=()))).splitlines()[-1] == tail
    dated = text(contents(entry(evidence=(old,), when="2025-06-21")))
    assert dated.splitlines()[-1] == "-# Reuters and BBC · 21 June"


def test_more_outlets_than_are_named_are_counted() -> None:
    assert "-# A, B, C +2" in text(contents(entry(outlets=("A", "B", "C", "D", "E"))))


def test_a_full_edition_cuts_sentences_before_it_leaves_out_a_story() -> None:
    def told(stories: int) -> tuple[str, int]:
        some = [entry(claim=f"Story {n}", evidence=(evidence(f"{n} " + "word " * 50),)) for n in range(stories)]
        page, kept = edition_page(contents(*some, style=Style.FULL), IMPRINT)
        return "\n".join(page.blocks), len(kept.entries)

    few, kept = told(5)
    assert (kept, few.count("…")) == (5, 0)
    more, kept = told(13)
    assert (kept, more.count("…")) == (13, 12)


def test_a_line_of_small_print_begins_with_a_capital_in_every_language() -> None:
    for language in ("en", "de", "fr", "es"):
        assert text(contents(entry()), replace(IMPRINT, frame=frame(language))).startswith(
            ("-# Tuesday", "-# Dienstag", "-# Mardi", "-# Martes")
        )


def test_the_day_stands_above_the_story_so_that_the_picture_is_beside_the_story_alone() -> None:
    page, _ = edition_page(contents(entry(), entry(claim="Talks in Vienna"), pictures={7: PICTURE}), IMPRINT)
    assert page.picture
    assert page.blocks[0].startswith("-# Tuesday")
    assert page.blocks[page.picture.block].startswith("### [Israel raids")
    assert (page.head, len(page.blocks)) == (2, 3)


@pytest.mark.parametrize(("language", "label"), [("en", "Why nothing?"), ("de", "Warum nichts?")])
def test_an_edition_without_news_offers_to_say_why(language: str, label: str) -> None:
    page, _ = edition_page(contents(), replace(IMPRINT, frame=frame(language)))
    assert [button.label for row in page.rows for button in row] == [label]


def test_a_line_says_that_no_outlet_is_named_and_begins_with_a_capital() -> None:
    shown = text(
        contents(
            entry(),
            entry(claim="Talks in Vienna", outlets=(), note="planned", reasons=()),
            entry(Part.FILED, "Rain in the desert", outlets=("\u200b",), reasons=()),
            entry(Part.CHANGED, "Russia now opposes Iran", before=(evidence(outlet=None),), reasons=()),
        )
    )
    assert "-# Outlet not named · planned" in shown
    assert "- [Rain in the desert](<https://example.org/a>) · Outlet not named" in shown
    assert "-# Before · [Outlet not named](<https://example.org/a>), 24 June" in shown


def test_of_what_does_not_fit_the_last_of_the_longest_part_goes_first() -> None:
    entries = (*(entry(claim=f"Raid {number}") for number in range(3)), entry(Part.SAID, "“No”"))
    assert _least(entries).claim == "Raid 2"
    # of two parts as long, the one behind
    assert _least((entry(), entry(Part.SAID, "“No”"))).claim == "“No”"


# Trap: put back were all that was left out but the one that is tried, which fits no better than before.
def test_a_short_story_that_went_for_a_long_one_comes_back_beside_the_longest_that_fit() -> None:
    long = "long headline words " * 14
    entries = [
        entry(),
        *(entry(claim=f"{n} {long}", evidence=(evidence(long * 4),)) for n in range(7)),
        entry(claim="Rain"),
    ]
    _, kept = edition_page(contents(*entries), IMPRINT)
    shown = [entries.index(each) for each in kept.entries]
    assert shown == [*range(len(shown) - 1), len(entries) - 1]
    assert 2 < len(shown) < len(entries) - 1
