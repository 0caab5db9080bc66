"""A small real bot with one of everything that Discord can show, for the page's tests."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Literal

import discord
from discord import app_commands, ui

CITIES = (
    "Amsterdam",
    "Athens",
    "Berlin",
    "Bern",
    "Brussels",
    "Lisbon",
    "Ljubljana",
    "London",
    "Madrid",
    "Oslo",
    "Prague",
    "Rome",
    "Vienna",
)
TEAL = 0x2A9D8F
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> [x](javascript:alert(1)) \u202eRTL \u2066 "
    + "W" * 1500
    + " 👩‍👩‍👧‍👦 e\u0301"
    + "\u0336" * 60
)
MARKUP = """# Heading one
## Heading two
### Heading three
-# Small print under the headings
**bold** *italic* __underline__ ~~struck~~ ***both*** ||a hidden ending|| `code`
> A quotation of one line
> and another
- first
- second
  - nested
1. one
2. two
```py
print("code block")
```
[A link](https://example.org/page) and https://example.org/bare, <t:1750636800:D>, <t:1750636800:R>
<@{user}> in <#{channel}>, @everyone stays plain"""


def picture(colour: tuple[int, int, int], width: int = 240, height: int = 150) -> bytes:
    """A PNG of one colour with a lighter stripe."""
    stripe = tuple(min(255, part + 50) for part in colour)
    rows = b"".join(
        b"\0" + b"".join(bytes(stripe if 20 < (x + y) % 80 < 40 else colour) for x in range(width))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


class Doors(ui.View):
    """Buttons of every style; pressing one changes the message to say so."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Elsewhere", url="https://example.org/"))

    @ui.button(label="Open", style=discord.ButtonStyle.primary, emoji="🚪")
    async def open(self, interaction: discord.Interaction, _: ui.Button[Doors]) -> None:
        await interaction.response.edit_message(content=f"Opened by {interaction.user.name}.", view=self)

    @ui.button(label="Whisper", style=discord.ButtonStyle.secondary)
    async def whisper(self, interaction: discord.Interaction, _: ui.Button[Doors]) -> None:
        await interaction.response.send_message("Psst.", ephemeral=True)

    @ui.button(label="Accept", style=discord.ButtonStyle.success)
    async def accept(self, interaction: discord.Interaction, _: ui.Button[Doors]) -> None:
        await interaction.response.send_message("Accepted.")

    @ui.button(label="Form", style=discord.ButtonStyle.danger)
    async def form(self, interaction: discord.Interaction, _: ui.Button[Doors]) -> None:
        await interaction.response.send_modal(Form())

    @ui.button(label="Shut", style=discord.ButtonStyle.secondary, disabled=True)
    async def shut(self, interaction: discord.Interaction, _: ui.Button[Doors]) -> None: ...

    @ui.button(label="Deaf", style=discord.ButtonStyle.secondary, row=1)
    async def deaf(self, interaction: discord.Interaction, _: ui.Button[Doors]) -> None:
        """Never answers."""


class Menus(ui.View):
    """Selects of every kind."""

    @ui.select(
        placeholder="Which fruits?",
        min_values=1,
        max_values=2,
        options=[
            discord.SelectOption(label=name, value=name.lower(), description=f"A bowl of {name.lower()}s", emoji=sign)
            for name, sign in (("Apple", "🍎"), ("Pear", "🍐"), ("Plum", None))
        ],
    )
    async def fruit(self, interaction: discord.Interaction, chosen: ui.Select[Menus]) -> None:
        await interaction.response.send_message("Fruit: " + ", ".join(chosen.values))

    @ui.select(cls=ui.UserSelect, placeholder="Who?")
    async def who(self, interaction: discord.Interaction, chosen: ui.UserSelect[Menus]) -> None:
        await interaction.response.send_message(f"Person: {chosen.values[0].name}")

    @ui.select(cls=ui.RoleSelect, placeholder="Which role?")
    async def role(self, interaction: discord.Interaction, chosen: ui.RoleSelect[Menus]) -> None:
        await interaction.response.send_message(f"Role: {chosen.values[0].name}")

    @ui.select(cls=ui.ChannelSelect, placeholder="Which channel?")
    async def where(self, interaction: discord.Interaction, chosen: ui.ChannelSelect[Menus]) -> None:
        await interaction.response.send_message(f"Channel: {chosen.values[0].name}")


class Form(ui.Modal, title="A letter"):
    """Text fields and a select."""

    subject: ui.Label[Form] = ui.Label(
        text="Subject", description="In a few words", component=ui.TextInput(max_length=20, custom_id="subject")
    )
    body: ui.Label[Form] = ui.Label(
        text="Text",
        component=ui.TextInput(style=discord.TextStyle.paragraph, required=False, max_length=300, custom_id="body"),
    )
    tone: ui.Label[Form] = ui.Label(
        text="Tone",
        component=ui.Select(
            custom_id="tone",
            placeholder="Choose a tone",
            options=[discord.SelectOption(label="Formal"), discord.SelectOption(label="Warm")],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        subject, tone = self.subject.component, self.tone.component
        assert isinstance(subject, ui.TextInput)
        assert isinstance(tone, ui.Select)
        await interaction.response.send_message(f"Letter “{subject.value}”, {tone.values[0]}")


class Survey(ui.Modal, title="A survey"):
    """Radio buttons, checkboxes and a file."""

    size: ui.Label[Survey] = ui.Label(
        text="Size",
        component=ui.RadioGroup(
            custom_id="size",
            options=[
                discord.RadioGroupOption(label="Small", value="s"),
                discord.RadioGroupOption(label="Large", value="l", description="Twice as much"),
            ],
        ),
    )
    extras: ui.Label[Survey] = ui.Label(
        text="Extras",
        component=ui.CheckboxGroup(
            custom_id="extras",
            required=False,
            min_values=0,
            options=[
                discord.CheckboxGroupOption(label="Cream", value="cream"),
                discord.CheckboxGroupOption(label="Nuts", value="nuts"),
            ],
        ),
    )
    agreed: ui.Label[Survey] = ui.Label(text="Agreed", component=ui.Checkbox(custom_id="agreed"))
    proof: ui.Label[Survey] = ui.Label(text="Proof", component=ui.FileUpload(custom_id="proof", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        size, extras, agreed, proof = (label.component for label in (self.size, self.extras, self.agreed, self.proof))
        assert isinstance(size, ui.RadioGroup)
        assert isinstance(extras, ui.CheckboxGroup)
        assert isinstance(agreed, ui.Checkbox)
        assert isinstance(proof, ui.FileUpload)
        files = ", ".join(value.filename for value in proof.values)
        await interaction.response.send_message(
            f"size {size.value}; extras {' '.join(extras.values)}; agreed {agreed.value}; proof {files}"
        )


class Card(ui.LayoutView):
    """A Components V2 message with one of each part."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        thumbnail = ui.Thumbnail["Card"]("attachment://small.png", description="A teal square with stripes")
        self.add_item(
            ui.Container(
                ui.TextDisplay("## Weather in Lisbon\nSunny, **24°**, since <t:1750636800:R>"),
                ui.Section(
                    ui.TextDisplay("A section with a picture at its side."),
                    ui.TextDisplay("-# Measured at noon"),
                    accessory=thumbnail,
                ),
                ui.Separator(spacing=discord.SeparatorSpacing.large),
                ui.Section(
                    ui.TextDisplay("A section with a button at its side."),
                    accessory=ui.Button(label="More", custom_id="card:more"),
                ),
                ui.MediaGallery(
                    discord.MediaGalleryItem("attachment://one.png", description="Orange stripes"),
                    discord.MediaGalleryItem("attachment://two.png", description="Blue stripes"),
                ),
                ui.Separator(visible=False),
                ui.ActionRow(
                    ui.Button(label="Earlier", custom_id="card:earlier", disabled=True),
                    ui.Button(label="Later", style=discord.ButtonStyle.primary, custom_id="card:later"),
                ),
                accent_colour=TEAL,
            )
        )


class Showcase(discord.Client):
    """The bot itself; its commands are global and synced when it starts."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True), max_messages=None, allowed_mentions=discord.AllowedMentions.none()
        )
        self.tree = app_commands.CommandTree(self)
        for command in (
            letter,
            buttons,
            menus,
            form,
            whisper,
            slow,
            silent,
            gallery,
            embed,
            card,
            markup,
            hostile,
            outside,
            broken,
            tidy,
            inspect,
            survey,
            notes,
            count_words,
            list_files,
            greet,
        ):
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        await self.tree.sync()


@app_commands.command(description="Write a letter to a city")
@app_commands.describe(
    to="The city it goes to",
    tone="How it sounds",
    copies="How many",
    friend="Who else gets it",
    place="Where it is announced",
    urgent="Whether it hurries",
    note="A line more",
)
async def letter(  # noqa: PLR0917 # one of every kind of option
    interaction: discord.Interaction,
    to: str,
    tone: Literal["formal", "warm", "plain"] | None = None,
    copies: app_commands.Range[int, 1, 5] | None = None,
    friend: discord.User | None = None,
    place: discord.TextChannel | None = None,
    urgent: bool | None = None,
    note: str | None = None,
) -> None:
    said = {
        "tone": tone,
        "copies": copies,
        "friend": friend and friend.name,
        "place": place and place.name,
        "urgent": urgent,
        "note": note,
    }
    await interaction.response.send_message(
        f"To **{to}**" + "".join(f"; {name} {value}" for name, value in said.items() if value is not None)
    )


@letter.autocomplete("to")
async def _cities(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=city, value=city.lower()) for city in CITIES if typed.lower() in city.lower()]


@app_commands.command(description="Buttons of every style")
async def buttons(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Choose a door.", view=Doors())


@app_commands.command(description="Select menus of every kind")
async def menus(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Choose.", view=Menus(timeout=None))


@app_commands.command(description="A form to fill in")
async def form(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Form())


@app_commands.command(description="An answer only you can see")
async def whisper(interaction: discord.Interaction, words: str = "This stays between us.") -> None:
    await interaction.response.send_message(words, ephemeral=True)


@app_commands.command(description="Thinks before it answers")
async def slow(interaction: discord.Interaction, finish: bool = True) -> None:
    await interaction.response.defer(thinking=True)
    if finish:
        await interaction.edit_original_response(content="Here is what I thought.")
        await interaction.edit_original_response(content="Here is what I thought, better put.")


@app_commands.command(description="Never answers")
async def silent(interaction: discord.Interaction) -> None:
    """Lets Discord report that the application did not respond."""


@app_commands.command(name="picture", description="A picture with alternative text")
async def gallery(interaction: discord.Interaction) -> None:
    file = discord.File(io.BytesIO(picture((42, 120, 143))), "sea.png", description="A calm sea at dusk")
    await interaction.response.send_message("A picture:", file=file)


@app_commands.command(description="An embed")
async def embed(interaction: discord.Interaction) -> None:
    shown = discord.Embed(
        title="Quarterly figures",
        url="https://example.org/figures",
        description="Up by **4 %**, said <@100000000000000103>.",
        colour=TEAL,
    )
    shown.set_author(name="Statistics office").add_field(name="North", value="12", inline=True).add_field(
        name="South", value="9", inline=True
    ).set_footer(text="Provisional")
    await interaction.response.send_message(embed=shown)


@app_commands.command(description="A card of Components V2")
async def card(interaction: discord.Interaction) -> None:
    colours = {"small.png": (42, 157, 143), "one.png": (214, 120, 60), "two.png": (60, 100, 190)}
    await interaction.response.send_message(
        view=Card(), files=[discord.File(io.BytesIO(picture(colour)), name) for name, colour in colours.items()]
    )


@app_commands.command(description="All of Discord's markdown")
async def markup(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(
        MARKUP.format(user=interaction.user.id, channel=interaction.channel_id), suppress_embeds=True
    )


@app_commands.command(description="Text that would like to do harm")
async def hostile(interaction: discord.Interaction) -> None:
    shown = discord.Embed(title=HOSTILE[:200], description=HOSTILE)
    shown.add_field(name=HOSTILE[:200], value=HOSTILE[:1000])
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label=HOSTILE[:80], custom_id="hostile"))
    view.add_item(
        ui.Select(
            placeholder=HOSTILE[:100],
            custom_id="menu",
            options=[discord.SelectOption(label=HOSTILE[:90], description=HOSTILE[:100])],
        )
    )
    await interaction.response.send_message(HOSTILE, embed=shown, view=view)


@app_commands.command(description="A picture that is kept elsewhere")
async def outside(interaction: discord.Interaction) -> None:
    view = ui.LayoutView(timeout=None)
    found = ui.Thumbnail["Card"]("https://pictures.example/found.png", description="A picture that is there")
    gone = ui.Thumbnail["Card"]("https://pictures.example/gone.png", description="A picture that is gone")
    clear = ui.Thumbnail["Card"]("http://pictures.example/clear.png", description="A picture in the clear")
    for words, shown in (("Found", found), ("Gone", gone), ("Clear", clear)):
        view.add_item(ui.Section(ui.TextDisplay(words), accessory=shown))
    await interaction.response.send_message(view=view)


@app_commands.command(description="Breaks one of Discord's rules")
async def broken(interaction: discord.Interaction) -> None:
    try:
        await interaction.response.send_message("x" * 2001)
    except discord.HTTPException as refused:
        await interaction.response.send_message(f"Refused with {refused.status}.")


@app_commands.command(description="For those who may manage the server")
@app_commands.default_permissions(manage_guild=True)
async def tidy(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Tidied.")


@app_commands.command(description="Look at a file")
async def inspect(interaction: discord.Interaction, file: discord.Attachment) -> None:
    await interaction.response.send_message(f"{file.filename}: {len(await file.read())} bytes")


@app_commands.command(description="A survey to fill in")
async def survey(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Survey())


class Notes(app_commands.Group):
    """Commands of two words."""

    @app_commands.command(description="Add a note")
    async def add(self, interaction: discord.Interaction, text: str) -> None:
        await interaction.response.send_message(f"Noted: {text}")

    @app_commands.command(name="list", description="List the notes")
    async def list_all(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("No notes.")


notes = Notes(name="notes", description="Notes")


@app_commands.context_menu(name="Count words")
async def count_words(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"{len(message.content.split())} words", ephemeral=True)


@app_commands.context_menu(name="List files")
async def list_files(interaction: discord.Interaction, message: discord.Message) -> None:
    read = [f"{attachment.filename}: {(await attachment.read()).decode()}" for attachment in message.attachments]
    await interaction.response.send_message("; ".join(read) or "No files.", ephemeral=True)


@app_commands.context_menu(name="Greet")
async def greet(interaction: discord.Interaction, user: discord.User) -> None:
    await interaction.response.send_message(f"Hello, {user.name}!")
