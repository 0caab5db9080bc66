"""Every noun of Attaché, frozen: what is read from an article, what is asked, what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EVERYONE = "everyone"
"""The library whose articles every server sees. Any other library is named by the id of the server it belongs to."""


# ---- What an article says -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open offsets, in code points, into an article's text: `text[start:end]` is exactly the words shown."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one outlet. `published` is an EDTF date (`2025-06-23`, `2025-06~`) or None, never more precise than known."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    picture: str | None = None
    """The https address of the picture its page or feed gives of it; never asked for, only handed on."""


class Dating(StrEnum):
    """How an article's date is known, in words that follow "published ..., "."""

    STATED = "as its file states"
    PAGE = "as the page states"
    FOUND = "read from the page's text or address"
    FEED = "as the feed states"
    MADE = "when the file was made"
    GIVEN = "as was given with it"
    UNKNOWN = "no date was found"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be filed, and what is known of how it came to be one."""

    article: Article
    dating: Dating
    language: str | None = None
    """ISO 639 code, or None where the text is too short to tell."""
    notes: tuple[str, ...] = ()
    """Whole sentences an editor should read before filing: that it is a teaser, or in a language that yields no facts."""


class SentenceKind(StrEnum):
    """What a sentence is to the article. Only BODY yields facts."""

    BODY = "body"
    HEADING = "heading"
    DATELINE = "dateline"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the number of the paragraph it stands in (pronouns are not resolved across headings)."""

    span: Span
    kind: SentenceKind
    paragraph: int


class ActorKind(StrEnum):
    """What sort of actor: who can hold a stance, and how a line introduces them."""

    COUNTRY = "country"
    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body or state. `role` and `of` (an actor id) as this article or the gazetteer gives them."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    of: str | None = None


class Form(StrEnum):
    """How an actor was mentioned."""

    NAME = "name"
    ALIAS = "alias"
    DEMONYM = "demonym"
    METONYM = "metonym"
    TITLE = "title"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that stands for an actor."""

    actor: str
    span: Span
    form: Form


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 expression: type DATE, TIME, DURATION or SET, and its TIMEX3 value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in a fact, and the words that say so. `actor` is None where the words could not be resolved."""

    actor: str | None
    span: Span


class EventType(StrEnum):
    """The PLOVER event types (github.com/openeventdata/PLOVER; RETREAT is called YIELD in older releases)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Mode(StrEnum):
    """Whether the text says an event happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Licence:
    """Why a fact may be believed: the rule that made it, how sure it is (0 to 1), and whose voice it is in (None: the outlet's)."""

    rule: str
    confidence: float
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done, planned, threatened or not done. `id` is unique in its article (`e1`, `e2` ...)."""

    id: str
    type: EventType
    cue: Span
    agents: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    mode: Mode
    licence: Licence
    name: str | None = None
    date: str | None = None
    """EDTF, or None where the text gives no date."""
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    place: str | None = None
    mentions: tuple[Span, ...] = ()
    """Further cues in the same article that mean this very event, in order of the text; the first cue is not repeated."""


class Polarity(StrEnum):
    """Which way a stance points."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    NEUTRAL = "neutral"


class Expressed(StrEnum):
    """What a stance was expressed by. Inaction: something asked for or expected was withheld."""

    WORDS = "words"
    DEEDS = "deeds"
    INACTION = "inaction"


@dataclass(frozen=True, slots=True)
class Target:
    """What a stance is about: an actor, an event of the same article, or both; the span is the words that name it."""

    actor: str | None
    event: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a holder stands on a target, licensed by the cue."""

    holder: Participant
    target: Target
    polarity: Polarity
    expressed: Expressed
    cue: Span
    licence: Licence


class QuotationKind(StrEnum):
    """Whether the content stands in quotation marks wholly, in part, or not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words given to a source. Content spans include the quotation marks; more than one where the cue splits it."""

    kind: QuotationKind
    source: Participant | None
    cue: Span | None
    content: tuple[Span, ...]
    licence: Licence
    about: tuple[str, ...] = ()
    """Ids of the actors and events the content or its sentence is about."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article. `reader` is the version of the reader that read it."""

    article: Article
    reader: str
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    stances: tuple[Stance, ...] = ()
    quotations: tuple[Quotation, ...] = ()


CHOSEN = "="
"""What begins an option's value that is an id, chosen from a list, and not words to be understood."""

# ---- What becomes of an article --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """How an article came to be one, beside what it says of itself."""

    page: str | None = None
    """Its link as a key that is the same for all links of one page; None: it has no link."""
    dating: str | None = None
    """How its date is known, in words that follow "published ..., "."""
    language: str | None = None
    """ISO 639 code."""
    by: str | None = None
    """The user who brought it, by Discord's id; None: the operator or a feed."""
    digest: str | None = None
    """What tells the file it was loaded from by its bytes; None: no file of the operator's."""


class Outcome(StrEnum):
    """What filing an article comes to."""

    NEW = "new"
    AGAIN = "again"
    """The same words are filed: what is said of them, and what is read from them, is as of now."""
    COPY = "copy"
    """The same words are filed from another outlet: they have one outlet more and are one report all the same."""
    REVISION = "revision"
    """The same article is filed with other words: they are replaced, and kept as what it said before."""


@dataclass(frozen=True, slots=True)
class Filing:
    """An article that was filed: its number, and what filing it came to."""

    article: int
    outcome: Outcome
    hidden: tuple[int, ...] = ()
    """The same article in servers' own libraries, which is shown to them no more: everyone's is."""


@dataclass(frozen=True, slots=True)
class Same:
    """An article in a library that is the same as one in hand."""

    article: int
    library: str
    outcome: Outcome
    """What filing the one in hand would come to."""
    title: str | None
    outlet: str | None
    opening: str
    removed: bool
    """Whether it was removed less than a day ago: filing brings it back."""


# ---- Where it is said ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Server:
    """A Discord server the bot is or was in, and what it has set. Ids are Discord's, times UTC text; `left_at` is None while the bot is in it."""

    id: str
    joined_at: str
    left_at: str | None = None
    editors_role: str | None = None
    """Whoever has it may edit, beside those who may manage the server."""
    notice_channel: str | None = None
    """Where editors are told what needs them."""


# ---- What is asked --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Libraries:
    """Whose articles an asker may see: everyone's and, in a server, its own."""

    own: str = EVERYONE

    @property
    def visible(self) -> frozenset[str]:
        """The ids of the libraries that may be looked at."""
        return frozenset({EVERYONE, self.own})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a query is about: an actor or an event that the asker's libraries or the gazetteer know."""

    kind: str
    """`actor` or `event`."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StanceQuery:
    """Where `holder` stands, on one subject or on all."""

    holder: Subject
    on: Subject | None = None


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """What happened to do with `about`, from `since` until `until` (ISO days, both included)."""

    about: Subject
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """What `speaker` said, about a subject, or with `words` in it."""

    speaker: Subject
    about: Subject | None = None
    words: str | None = None


Query = StanceQuery | TimelineQuery | QuoteQuery


# ---- What the library holds -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """The article a line rests on, as far as it is shown; `opening` are its first words, for articles without a title."""

    article: int
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    opening: str
    more_outlets: int = 0
    """Other outlets that brought the same article."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact sentence behind a line, the words in it that license the fact (offsets into `sentence`), and whose voice it is."""

    source: Source
    sentence: str
    at: Span
    """Where the sentence stands in its article."""
    marked: tuple[Span, ...]
    voice: Subject | None
    confidence: float


@dataclass(frozen=True, slots=True)
class HeldStance:
    """A stance as filed: who, on what, and the sentence."""

    holder: Subject
    on_actor: Subject | None
    on_event: Subject | None
    polarity: Polarity
    expressed: Expressed
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as filed; `after` names the subjects its text puts before it."""

    subject: Subject
    named: bool
    type: EventType
    mode: Mode
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    """Names of who did it and to whom, as far as they were resolved."""
    date: str | None
    place: str | None
    after: tuple[Subject, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SaidQuotation:
    """A quotation as filed. `content` are the quoted words, `cue` the word that gives them to the speaker ("warned")."""

    speaker: Subject
    kind: QuotationKind
    content: str
    cue: str | None
    evidence: Evidence


# ---- What is answered -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of an answer and what it rests on.

    `date` is EDTF and `when` the words for it ("about June 2025", "undated"), in a timeline; `mark` is what else to say ("planned").
    """

    text: str
    evidence: tuple[Evidence, ...]
    date: str | None = None
    when: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; `absent` is what to say where there are none."""

    heading: str
    lines: tuple[Line, ...] = ()
    absent: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question worth asking, on a button."""

    label: str
    query: Query


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library says to a query. `readings` say how inexact names were read; `scope` what was looked through."""

    query: Query
    headline: str
    sections: tuple[Section, ...] = ()
    readings: tuple[str, ...] = ()
    scope: str = ""
    offers: tuple[Offer, ...] = ()

    @property
    def found(self) -> int:
        """How many lines the answer has."""
        return sum(len(section.lines) for section in self.sections)

    @property
    def size(self) -> int:
        """How many sentences stand under its lines."""
        return sum(len(line.evidence) for section in self.sections for line in section.lines)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read an ambiguous name: the request with that reading filled in."""

    label: str
    note: str
    request: Request


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked back where a name has several readings or none: a sentence, and requests to choose from."""

    text: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A command as typed: its name, and options as words or `=id` for a subject chosen from a list. Short enough for a button."""

    command: str
    options: tuple[tuple[str, str], ...] = ()

    def get(self, option: str) -> str | None:
        """What was given for an option, or None."""
        return dict(self.options).get(option) or None

    def put(self, option: str, value: str) -> Request:
        """The same request with one option changed or added."""
        return Request(self.command, (*((name, old) for name, old in self.options if name != option), (option, value)))
