"""Tests payloads that Discord refuses, and payloads that it accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import rules
from bot.sandbox.uploads import Upload

if TYPE_CHECKING:
    from bot.sandbox.schema import Schema

V2 = 1 << 15
KEYS = [
    "type",
    "data",
    "components",
    "content",
    "embeds",
    "options",
    "choices",
    "name",
    "custom_id",
    "style",
    "accessory",
    "flags",
]
FILE = {"0": Upload("a.png", b"x", "image/png")}


def text(content: str = "hello") -> Any:
    return {"type": 10, "content": content}


def button(custom_id: str = "a", **more: Any) -> Any:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id, **more}


def row(*children: Any) -> Any:
    return {"type": 1, "components": list(children)}


def menu(count: int = 2, **more: Any) -> Any:
    return {
        "type": 3,
        "custom_id": "m",
        "options": [{"label": f"L{n}", "value": f"v{n}"} for n in range(count)],
        **more,
    }


def container(*children: Any, **more: Any) -> Any:
    return {"type": 17, "components": list(children), **more}


def section(*texts: Any, accessory: Any) -> Any:
    return {"type": 9, "components": list(texts), "accessory": accessory}


def pictured(url: str = "https://a.example/a.png", **more: Any) -> Any:
    return section(text(), accessory={"type": 11, "media": {"url": url}, **more})


def gallery(*urls: str, **more: Any) -> Any:
    return {"type": 12, "items": [{"media": {"url": url}, **more} for url in urls]}


def v2(*components: Any, **more: Any) -> Any:
    return {"flags": V2, "components": list(components), **more}


def option(name: str = "o", **more: Any) -> Any:
    return {"type": 3, "name": name, "description": "An option", **more}


def command(name: str = "do", **more: Any) -> Any:
    return {"name": name, "description": "A command", **more}


def choices(*rows: Any) -> Any:
    return {"type": 8, "data": {"choices": list(rows)}}


def modal(*components: Any, **more: Any) -> Any:
    return {"type": 9, "data": {"custom_id": "m", "title": "T", "components": list(components), **more}}


def labelled(**component: Any) -> Any:
    return {"type": 18, "label": "L", "component": component}


def field(**more: Any) -> Any:
    return row({"type": 4, "custom_id": "f", "style": 1, "label": "L", **more})


BAD_MESSAGES = [
    # the library sets the flag, and content= is sent too, unnoticed
    ("V2 with content", v2(text(), content="hi"), "content cannot be used"),
    ("V2 with embeds", v2(text(), embeds=[{"title": "t"}]), "embeds cannot be used"),
    ("V2 with stickers", v2(text(), sticker_ids=["1"]), "sticker_ids cannot be used"),
    ("V2 components without the flag", {"components": [text()]}, "one of (1)"),
    # each display alone is fine
    ("4,001 characters over two displays", v2(text("x" * 4000), text("y")), "4000"),
    ("4,001 characters in nested displays", v2(container(text("x" * 2000)), container(text("y" * 2001))), "4000"),
    ("an empty display", v2(text("")), "1 or more"),
    # the container and its children count too
    ("41 components nested", v2(container(*[text() for _ in range(40)])), "cannot exceed 40"),
    ("six rows", {"components": [row(button(str(n))) for n in range(6)]}, "between 0 and 5"),
    ("a custom id twice", {"components": [row(button("a"), button("a"))]}, "duplicated"),
    (
        "a custom id twice, far apart",
        v2(container(row(button("a"))), section(text(), accessory=button("a"))),
        "duplicated",
    ),
    ("an id twice", v2({**text(), "id": 3}, {**text(), "id": 3}), "duplicated"),
    ("six buttons in a row", {"components": [row(*[button(str(n)) for n in range(6)])]}, "between 1 and 5"),
    ("an empty row", {"components": [row()]}, "between 1 and 5"),
    ("a menu beside a button", {"components": [row(menu(), button())]}, "one menu"),
    ("a button outside a row", v2(button()), "must be one of"),
    ("a picture that is a script", v2(pictured("javascript:alert(1)")), "Scheme must be one of"),
    ("a picture that is its own data", v2(pictured("data:image/png;base64,AA==")), "Scheme must be one of"),
    ("a picture without a host", v2(pictured("https:///a.png")), "Not a well formed URL"),
    ("a picture on two lines", v2(pictured("https://a.example/a\nb.png")), "Not a well formed URL"),
    ("a picture with blanks", v2(gallery("https://a.example/a b.png")), "Not a well formed URL"),
    ("a picture on port 0", v2(pictured("https://a.example:0/b.png")), "Not a well formed URL"),
    ("a picture on no port", v2(pictured("https://a.example:99999/b.png")), "Not a well formed URL"),
    ("a picture of 2,049 characters", v2(pictured("https://a.example/" + "a" * 2_031)), "2048 or fewer"),
    ("a picture with words of 1,025 characters", v2(pictured(description="x" * 1_025)), "1024 or fewer"),
    ("a picture with no words at all", v2(pictured(description="")), "1 or more"),
    ("a picture without its address", v2(section(text(), accessory={"type": 11})), "required"),
    ("a section with nothing beside it", v2({"type": 9, "components": [text()]}), "required"),
    ("a section of four texts", v2(section(*[text()] * 4, accessory=button())), "between 1 and 3"),
    ("a gallery of eleven", v2(gallery(*[f"https://a.example/{n}.png" for n in range(11)])), "between 1 and 10"),
    ("a picture by itself", v2({"type": 11, "media": {"url": "https://a.example/a.png"}}), "must be one of"),
    ("a container in a container", v2(container(container(text()))), "must be one of"),
    ("an empty container", v2(container()), "between 1 and 40"),
    ("a section without accessory", v2({"type": 9, "components": [text()]}), "required"),
    ("a section of four texts", v2(section(text(), text(), text(), text(), accessory=button())), "between 1 and 3"),
    ("a section of rows", v2(section(row(button()), accessory=button("b"))), "must be one of (10)"),
    ("a text as accessory", v2(section(text(), accessory=text())), "must be one of (2, 11)"),
    (
        "a link with a custom id",
        {"components": [row({**button(), "style": 5, "url": "https://a.b"})]},
        "can't have a custom_id",
    ),
    ("a link without a url", {"components": [row({"type": 2, "style": 5, "label": "x"})]}, "needs a url"),
    ("a script as link", {"components": [row({"type": 2, "style": 5, "label": "x", "url": "javascript:1"})]}, "Scheme"),
    (
        "a link of 513 characters",
        {"components": [row({"type": 2, "style": 5, "label": "x", "url": "https://a/" + "b" * 503})]},
        "512",
    ),
    ("a button without custom id", {"components": [row({"type": 2, "style": 1, "label": "x"})]}, "needs a custom_id"),
    (
        "a button without label or emoji",
        {"components": [row({"type": 2, "style": 1, "custom_id": "x"})]},
        "label or an emoji",
    ),
    ("a label of 81 characters", {"components": [row(button(label="x" * 81))]}, "80 or fewer"),
    ("a custom id of 101 characters", {"components": [row(button("x" * 101))]}, "100 or fewer"),
    ("a button of style 7", {"components": [row(button(style=7))]}, "between 1 and 6"),
    ("26 options", {"components": [row(menu(26))]}, "between 1 and 25"),
    ("a menu without options", {"components": [row(menu(0))]}, "between 1 and 25"),
    (
        "an option's value twice",
        {"components": [row({**menu(), "options": [{"label": "a", "value": "v"}, {"label": "b", "value": "v"}]})]},
        "already used",
    ),
    ("more to choose than there is", {"components": [row(menu(2, max_values=3))]}, "exceeds the number"),
    ("min over max", {"components": [row(menu(5, min_values=3, max_values=2))]}, "must not exceed"),
    (
        "an option's label of 101 characters",
        {"components": [row({**menu(), "options": [{"label": "x" * 101, "value": "v"}]})]},
        "100 or fewer",
    ),
    ("eleven pictures", v2(gallery(*["https://a/b.png"] * 11)), "between 1 and 10"),
    ("alt text of 1,025 characters", v2(gallery("https://a/b.png", description="x" * 1025)), "1024 or fewer"),
    ("a picture from a disk", v2(gallery("file:///etc/passwd")), "Scheme"),
    ("a file from the web", v2({"type": 13, "file": {"url": "https://a/b"}}), "Scheme"),
    ("a colour beyond white", v2(container(text(), accent_color=0x1000000)), "between 0"),
    ("a key misspelt in a component", {"components": [row(button(lable="x"))]}, "no 'lable'"),
    ("a key misspelt in the body", {"contents": "hi", "content": "hi"}, "no 'contents'"),
    # the description allows 4,000 here, but a bot may send 2,000
    ("2,001 characters of content", {"content": "x" * 2001}, "2000 or fewer"),
    ("nothing at all", {}, "empty message"),
    ("blanks only", {"content": " \n"}, "empty message"),
    (
        "an empty content that is no text",
        {"content": 0, "embeds": [{"title": "x"}]},
        "Could not interpret the value as string",
    ),
    (
        "6,001 characters over two embeds",
        {"embeds": [{"description": "x" * 3001}, {"description": "y" * 3000}]},
        "6000",
    ),
    ("11 embeds", {"embeds": [{"title": "t"}] * 11}, "between 0 and 10"),
    ("an empty embed", {"embeds": [{"color": 1}]}, "embed is empty"),
    ("26 fields", {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "between 0 and 25"),
    ("a field without value", {"embeds": [{"fields": [{"name": "n", "value": ""}]}]}, "1 or more"),
    ("a nonce of 26 characters", {"content": "x", "nonce": "n" * 26}, "25 or fewer"),
    ("enforce_nonce without nonce", {"content": "x", "enforce_nonce": True}, "needs a nonce"),
    (
        "an attachment without its file",
        {"content": "x", "attachments": [{"id": 0, "filename": "a.png"}]},
        "has no file files[0]",
    ),
    (
        "parse and a list",
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "mutually exclusive",
    ),
    ("parse of something else", {"content": "x", "allowed_mentions": {"parse": ["here"]}}, "not one of"),
]
BAD_COMMANDS = [
    ("upper case", command("Do"), "Command name is invalid"),
    ("a space", command("do it"), "Command name is invalid"),
    ("33 characters", command("x" * 33), "Command name is invalid"),
    ("no description", {"name": "do"}, "1 or more"),
    ("a description of 101 characters", command(description="x" * 101), "100 or fewer"),
    ("required after optional", command(options=[option("a"), option("b", required=True)]), "before non-required"),
    (
        "choices and autocomplete",
        command(options=[option(autocomplete=True, choices=[{"name": "a", "value": "a"}])]),
        "can't have both",
    ),
    (
        "26 choices",
        command(options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])]),
        "between 0 and 25",
    ),
    (
        "a choice's name twice",
        command(options=[option(choices=[{"name": "a", "value": "1"}, {"name": "a", "value": "2"}])]),
        "already exists",
    ),
    (
        "a choice value of 101 characters",
        command(options=[option(choices=[{"name": "a", "value": "x" * 101}])]),
        "100 or fewer",
    ),
    (
        "a text choice of a number option",
        command(options=[option(type=4, choices=[{"name": "a", "value": "x"}])]),
        "must be numbers",
    ),
    ("26 options", command(options=[option(f"o{n}") for n in range(26)]), "between 0 and 25"),
    ("an option's name twice", command(options=[option("a"), option("a")]), "already exists"),
    ("an option in upper case", command(options=[option("Name")]), "name is invalid"),
    ("autocomplete of a user", command(options=[option(type=6, autocomplete=True)]), "no 'autocomplete'"),
    ("sub-command beside an option", command(options=[option("a", type=1), option("b")]), "can't be mixed"),
    ("a group in a group", command(options=[option("a", type=2, options=[option("b", type=2)])]), "sub-command"),
    ("min over max", command(options=[option(type=4, min_value=3, max_value=2)]), "must not exceed"),
    ("a locale of nobody's", command(name_localizations={"en": "do"}), "not a Discord locale"),
    ("a translation in upper case", command(name_localizations={"de": "Tu"}), "name is invalid"),
    ("a context menu with a description", {"type": 2, "name": "Look", "description": "x"}, "can't have a description"),
    ("no context at all", command(contexts=[]), "1 or more"),
    (
        "8,001 characters in all",
        command(
            options=[
                option(f"o{n}", choices=[{"name": "n" * 100, "value": "v" * 100} for _ in range(5)]) for n in range(9)
            ]
        ),
        "maximum size",
    ),
    ("a misspelt key", command(default_permission_member="8"), "no 'default_permission_member'"),
]
BAD_CALLBACKS = [
    ("26 completions", choices(*[{"name": "a", "value": "a"}] * 26), "between 0 and 25"),
    ("a completion's value of 101 characters", choices({"name": "a", "value": "x" * 101}), "100 or fewer"),
    ("a completion's name of 101 characters", choices({"name": "x" * 101, "value": "a"}), "100 or fewer"),
    ("a completion without a name", choices({"name": "", "value": "a"}), "1 or more"),
    ("an answer with V2 and content", {"type": 4, "data": v2(text(), content="x")}, "content cannot be used"),
    ("an empty answer", {"type": 4, "data": {}}, "empty message"),
    ("a callback of no type", {"type": 42}, "must be one of"),
    ("words with a deferral", {"type": 5, "data": {"content": "wait"}}, "no 'content'"),
    ("a modal of six rows", modal(*[field(custom_id=f"f{n}") for n in range(6)]), "between 1 and 5"),
    ("a modal's title of 46 characters", modal(field(), title="x" * 46), "45 or fewer"),
    ("a button in a modal", modal(row(button())), "must be one of (4)"),
    ("a modal's field without a label", modal(row({"type": 4, "custom_id": "f", "style": 1})), "required"),
    ("a placeholder of 101 characters", modal(field(placeholder="x" * 101)), "100 or fewer"),
    ("two fields of one id", modal(field(), field()), "duplicated"),
    ("an upload of eleven files", modal(labelled(type=19, custom_id="u", max_values=11)), "between 1 and 10"),
    ("an upload of more at least than at most", modal(labelled(type=19, custom_id="u", min_values=2)), "not exceed"),
]
GOOD_MESSAGES = [
    ("2,000 characters", {"content": "x" * 2000}),
    ("40 components", v2(container(*[text() for _ in range(39)]))),
    ("4,000 characters over two displays", v2(text("x" * 3999), text("y"))),
    ("five rows of five buttons", {"components": [row(*[button(f"{r}{c}") for c in range(5)]) for r in range(5)]}),
    ("a link", {"components": [row({"type": 2, "style": 5, "label": "x", "url": "https://a.b"})]}),
    (
        "a picture of 2,048 characters with words of 1,024",
        v2(pictured("https://a.example/" + "a" * 2_030, description="x" * 1_024)),
    ),
    ("a section with a picture", v2(section(text(), accessory={"type": 11, "media": {"url": "https://a/b.png"}}))),
    (
        "everything in a container",
        v2(container(text(), row(button()), {"type": 14}, gallery("https://a/b.png"), row(menu()), accent_color=0)),
    ),
    ("embeds of 6,000 characters", {"embeds": [{"description": "x" * 3000}, {"description": "y" * 3000}]}),
    ("a nonce of 25", {"content": "x", "nonce": "n" * 25, "enforce_nonce": True}),
    ("pings of nobody", {"content": "@everyone", "allowed_mentions": {"parse": []}}),
    ("a menu none of which must be chosen", {"components": [row(menu(3, min_values=0, max_values=3))]}),
]
GOOD_COMMANDS = [
    ("a plain one", command()),
    ("hyphens, digits and an umlaut", command("über-3_a")),
    ("Devanagari with its vowel signs", command("हिन्दी")),
    ("Chinese", command("立场")),
    (
        "a group with sub-commands",
        command(options=[option("g", type=2, options=[option("s", type=1, options=[option("x", required=True)])])]),
    ),
    ("25 options", command(options=[option(f"o{n}") for n in range(25)])),
    ("a context menu with blanks and capitals", {"type": 3, "name": "Count Words"}),
    (
        "translations",
        command(name_localizations={"de": "tu", "zh-CN": "做"}, description_localizations={"de": "Ein Befehl"}),
    ),
]
GOOD_CALLBACKS = [
    ("25 completions", choices(*[{"name": "a" * 100, "value": "v" * 100}] * 25)),
    ("no completions", choices()),
    ("a deferral for one", {"type": 5, "data": {"flags": 64}}),
    (
        "a modal that wants two files",
        modal(labelled(type=19, custom_id="u", min_values=2, max_values=2)),
    ),
    (
        "a modal with a label",
        modal({"type": 18, "label": "Who", "component": {"type": 4, "custom_id": "f", "style": 2}}),
    ),
    ("pong", {"type": 1}),
]


def _rows(kind: str, rows: Any) -> list[Any]:
    return [pytest.param(kind, *row[1:], id=f"{kind}: {row[0]}") for row in rows]


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [*_rows("message", BAD_MESSAGES), *_rows("command", BAD_COMMANDS), *_rows("callback", BAD_CALLBACKS)],
)
def test_refuses_with_the_reason(kind: str, body: Any, reason: str) -> None:
    found = rules.check(kind, body, {})

    assert any(reason in str(each) for each in found), [str(each) for each in found]


@pytest.mark.parametrize(
    ("kind", "body"),
    [*_rows("message", GOOD_MESSAGES), *_rows("command", GOOD_COMMANDS), *_rows("callback", GOOD_CALLBACKS)],
)
def test_accepts(kind: str, body: Any) -> None:
    assert [str(each) for each in rules.check(kind, body, {})] == []


ROUTES = {
    "message": ("POST", "/channels/{channel_id}/messages"),
    "command": ("POST", "/applications/{application_id}/commands"),
    "callback": ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"),
}


@pytest.mark.parametrize(
    ("kind", "body"),
    [*_rows("message", GOOD_MESSAGES), *_rows("command", GOOD_COMMANDS), *_rows("callback", GOOD_CALLBACKS)],
)
def test_accepted_bodies_also_match_discords_description(kind: str, body: Any, schema: Schema) -> None:
    assert [str(each) for each in schema.request(*ROUTES[kind], body)] == []


def test_a_file_of_the_message_may_be_described_and_shown() -> None:
    body = v2(
        gallery("attachment://a.png", description="alt"),
        attachments=[{"id": 0, "filename": "a.png", "description": "alt"}],
    )

    assert rules.check("message", body, FILE) == []


def test_a_set_of_commands_has_at_most_100_and_no_name_twice() -> None:
    assert "100" in str(rules.check("commands", [command(f"c{n}") for n in range(101)], {})[0])
    assert "unique" in str(rules.check("commands", [command(), command()], {})[0])
    assert rules.check("commands", [command(), {"type": 3, "name": "do"}], {}) == []


@pytest.mark.parametrize(
    "body", [None, [], "x", 3, {"components": [None]}, {"embeds": [[]]}, {"components": [{"type": []}]}]
)
def test_a_malformed_body_is_a_violation_never_a_crash(body: Any) -> None:
    for kind in rules.KINDS:
        assert all(str(each) for each in rules.check(kind, body, {}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 70_000) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(sorted(rules.KINDS)), body=JSON)
def test_rules_never_crash_on_any_body(kind: str, body: Any) -> None:
    assert all(each.reason for each in rules.check(kind, body, {}))


def test_an_edit_keeps_components_v2() -> None:
    assert rules.edit({"content": "x"}, {}, v2=True) != []
    assert rules.edit({"components": [text()]}, {}, v2=True) == []
    assert rules.edit({"content": None, "embeds": []}, {}, v2=False) == []


def test_the_table_is_as_long_as_promised() -> None:
    assert len(BAD_MESSAGES) + len(BAD_COMMANDS) + len(BAD_CALLBACKS) >= 60
    assert len(GOOD_MESSAGES) + len(GOOD_COMMANDS) + len(GOOD_CALLBACKS) >= 20
