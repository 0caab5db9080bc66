"""The word lists that reading uses, read-only; `bot/knowledge/lexicon.py` fills them from `data/*.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.article import Article
    from bot.model.facts import EventType, Polarity
    from bot.model.topics import Topic


@dataclass(frozen=True, slots=True)
class SatiricalOutlets:
    """The registered domains of satirical outlets, and their names in small letters, with and without an article."""

    sites: frozenset[str]
    names: frozenset[str]

    def have(self, article: Article) -> bool:
        """True if an article's outlet has the name of one of them, or its address is on the site of one."""
        if article.outlet and article.outlet.strip().casefold() in self.names:
            return True
        try:
            host = urlsplit(article.url or "").hostname or ""
        except ValueError:  # a broken port or bracket
            return False
        labels = host.removesuffix(".").split(".")
        return any(".".join(labels[at:]) in self.sites for at in range(len(labels)))


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of `data/boilerplate.toml`."""

    agencies: frozenset[str]
    begins: tuple[str, ...]
    credits: tuple[str, ...]
    final: frozenset[str]
    small: frozenset[str]
    titles: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """One use of a verb: the words and prepositions with which it means a type of event.

    Attributes:
        words: words that must follow ("on" of "call on").
        recipients: where the recipient stands: "obj" and prepositions, in order of preference.
        object_class: the object's head must be one of these nouns, or with `negated_class` none of them; None: any object.
    """

    type: EventType
    lemma: str
    words: tuple[str, ...]
    recipients: tuple[str, ...]
    object_class: frozenset[str] | None = None
    negated_class: bool = False
    no_object: bool = False


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """The words of `data/reporting.toml`: `marking` can go with quotation marks, `speaking` is all verbs of the file.

    `claiming`: verbs that leave open whether what is said is so;
    `setting_off`: verbs that announce a paragraph of speech without marks; `circumstances`: what may stand between them and the colon;
    `not_yet`: right before them, what says that it is not said yet; `statements`: nouns for a text that may be announced;
    `listing`: words of a sentence that announces a list.
    """

    say: frozenset[str]
    claiming: frozenset[str]
    quote_only: frozenset[str]
    think: frozenset[str]
    object: frozenset[str]
    marking: frozenset[str]
    speaking: frozenset[str]
    putting: frozenset[str]
    issuing: frozenset[str]
    setting_off: frozenset[str]
    circumstances: frozenset[str]
    not_yet: frozenset[str]
    statements: frozenset[str]
    listing: frozenset[str]
    nouns: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    works: frozenset[str]


@dataclass(frozen=True, slots=True)
class StanceWords:
    """The words of `data/stances.toml`."""

    judgements: Mapping[str, Polarity]
    calling: frozenset[str]
    judging: Mapping[tuple[str, str], Polarity]
    predicates: Mapping[str, Polarity]
    predicate_prepositions: frozenset[str]
    tie_nouns: frozenset[str]
    tie_words: Mapping[str, Polarity]
    sides: Mapping[str, Polarity]
    verbs: Mapping[str, Polarity]
    prefixes: Mapping[str, Polarity]
    emotions: Mapping[str, Polarity]
    giving: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words of `data/event_words.toml`: nouns for events, similar nouns that aren't, times, the endings of nouns for events, and what befalls people."""

    nouns: frozenset[str]
    things: frozenset[str]
    times: frozenset[str]
    no_verbs: frozenset[str]
    endings: tuple[str, ...]
    befalling: frozenset[str]
    decided: frozenset[str]
    disasters: frozenset[str]


@dataclass(frozen=True, slots=True)
class IssueWords:
    """The words of `data/issues.toml`.

    Attributes:
        heads: nouns that name issues together with a word that specifies them; `alone`: those that need none.
        alike: for a head, the word that stands for it and others of the same meaning.
        back: heads that mean the issue named last, whatever its head ("the measure").
        never: heads of phrases that are no issues; `judging`: words before a head that don't specify it.
        measuring: nouns for how much or how many, behind which "of" says of what.
    """

    heads: frozenset[str]
    alone: frozenset[str]
    alike: Mapping[str, str]
    back: frozenset[str]
    never: frozenset[str]
    measuring: frozenset[str]
    judging: frozenset[str]


@dataclass(frozen=True, slots=True)
class OpenClasses:
    """The words of `data/open_classes.toml`, where a comment says what each list licenses."""

    asking: frozenset[str]
    inquiring: frozenset[str]
    answering: frozenset[str]
    asking_through: frozenset[str]
    subject_control: frozenset[str]
    promising: frozenset[str]
    naming: frozenset[str]
    identifying: frozenset[str]
    labelling: frozenset[str]
    seeming: frozenset[str]
    holding_views: frozenset[str]
    having_ties: frozenset[str]
    transitive: frozenset[str]
    installing: frozenset[str]
    travelling: frozenset[str]
    paying: frozenset[str]
    permitting: frozenset[str]
    expecting: frozenset[str]
    impersonal: frozenset[str]
    unable: frozenset[str]
    free: frozenset[str]
    clear: frozenset[str]
    former: frozenset[str]
    statements: frozenset[str]
    help: frozenset[str]
    broad: frozenset[str]
    lasting: frozenset[str]
    looking_ahead: frozenset[str]
    looking_back: frozenset[str]
    committed: frozenset[str]
    set_down: frozenset[str]
    taking_effect: frozenset[str]
    done_by: frozenset[str]
    compounds: frozenset[str]
    naming_days: frozenset[str]
    denying: frozenset[str]
    dismissing: frozenset[str]
    factive: frozenset[str]
    proving: frozenset[str]
    evidence: frozenset[str]
    untrue: frozenset[str]
    true: frozenset[str]
    refusals: frozenset[str]
    bygone: frozenset[str]
    faked: frozenset[str]
    fictions: frozenset[str]
    plotless: frozenset[str]
    serial: frozenset[str]
    showing: frozenset[str]
    staged: frozenset[str]
    played: frozenset[str]
    portions: frozenset[str]
    exercises: frozenset[str]
    rehearsing: frozenset[str]
    mock: frozenset[str]
    shooting: frozenset[str]
    records: frozenset[str]
    forging: frozenset[str]
    posing: frozenset[str]
    impersonating: frozenset[str]
    feigning: frozenset[str]
    playing: frozenset[str]
    portraying: frozenset[str]
    performers: frozenset[str]
    likenesses: frozenset[str]
    copied: frozenset[str]
    repelling: frozenset[str]
    joking: frozenset[str]
    alleged: frozenset[str]
    apparent: frozenset[str]
    withdrawing: frozenset[str]
    removing: frozenset[str]
    blacklists: frozenset[str]
    proceedings: frozenset[str]
    players: frozenset[str]
    withholding: frozenset[str]
    receiving: frozenset[str]
    warning: frozenset[str]
    yielding: frozenset[str]
    minds: frozenset[str]
    weighing: frozenset[str]
    sparing: frozenset[str]
    involving: frozenset[str]
    kind: frozenset[str]
    accusers: frozenset[str]
    prosecuting: frozenset[str]
    calls: frozenset[str]
    markets: frozenset[str]
    papers: frozenset[str]
    matters: frozenset[str]
    accords: frozenset[str]
    laws: frozenset[str]


@dataclass(frozen=True, slots=True)
class People:
    """The words of `data/people.toml`: nouns, singular, for persons, bodies, groups and places that act; `women` and `men` among them."""

    persons: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    places: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The words of `data/topics.toml`, each with its topic, and the weights of `data/topics.tsv`: of a topic its bias, then one for each topic's words."""

    topics: Mapping[str, Topic]
    weights: Mapping[Topic, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of reading.

    Attributes:
        everyday: words that are not names, in lower case.
        verbs: bases of verbs.
        frames: the frames of each verb (base form), the most specific first; `plain`: of verbs that take no side.
        nouns: the event type of each noun (lemma) that names events.
        referents: the weight of each trait by which phrases are settled (`reading.referents`).
    """

    page: PageWords
    satirical: SatiricalOutlets
    everyday: frozenset[str]
    verbs: frozenset[str]
    frames: Mapping[str, tuple[VerbFrame, ...]]
    plain: Mapping[str, tuple[VerbFrame, ...]]
    nouns: Mapping[str, EventType]
    light: frozenset[str]
    getting: frozenset[str]
    undo: frozenset[str]
    verbal: frozenset[str]
    admitting: frozenset[str]
    ready: frozenset[str]
    failed: frozenset[str]
    averted: frozenset[str]
    achieved: frozenset[str]
    caused: frozenset[str]
    charging: frozenset[str]
    suspecting: frozenset[str]
    charged: frozenset[str]
    suffered: frozenset[str]
    befalling_owner: frozenset[str]
    play: frozenset[str]
    only_play: frozenset[str]
    plotted: frozenset[str]
    reporting: ReportingWords
    stance_words: StanceWords
    event_words: EventWords
    issue_words: IssueWords
    open: OpenClasses
    titles: Titles
    people: People
    referents: Mapping[str, float]
    topics: TopicWords


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of `data/titles.toml`.

    Attributes:
        offices: titles that stand before or instead of a name ("prime minister"), lower case, as tuples of words.
        particles: words in small letters within a name ("van", "bin"); `patronymics`: those before the name of a father ("bin").
        two_surnames: states whose people have two surnames ("Rafael Correa Delgado").
        honorifics: "mr", "dr": used before a name, never alone.
        organs: nouns for a state's organs ("government", "troops"): with its adjective they mean the state.
        groups: nouns for groups that are actors of their own ("officials", "protesters").
        relatives: nouns for people close to somebody, who are not that person ("Trump's ally").
        bodies: last or first words of organisations' names ("Ministry", "University").
        clubs: last words of clubs that have a place's name ("Manchester United").
        world: fixed phrases for groups ("the world", "the international community"), with the group's name.
        openers: the first words of all offices and fixed phrases.
        figures: singular nouns for one person ("spokesman", "lawyer").
        trades: nouns for what no leader is at the same time ("nurse", "goalkeeper").
        leading: offices that lead a state or body.
        ranks: trades that leaders may have ("captain").
        notable: nouns for persons as whom leaders may be told of ("a senator named Jane Example").
        pets: nouns for animals that may have a person's name.
        no_relation: what behind a name says that it is not the known person's ("no relation to").
        ships, monuments: words before, or behind, a person's name that a thing has ("USS Ronald Reagan", "Kennedy Airport").
        teams: nouns for people who work for a person and share that person's stances ("the Obama administration").
        helpers: nouns for one person who works for others ("lawyer").
        civic: things that a city has and a government doesn't ("Moscow's airport").
        firms: nouns that refer to an organisation named before ("the company").
        given: given names, which make capitalised words a person.
        female: given names of women, and titles of women in lower case.
        male: given names of men.
    """

    offices: frozenset[tuple[str, ...]]
    particles: frozenset[str]
    patronymics: frozenset[str]
    two_surnames: frozenset[str]
    honorifics: frozenset[str]
    organs: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    clubs: frozenset[str]
    world: Mapping[tuple[str, ...], str]
    relatives: frozenset[str]
    figures: frozenset[str]
    trades: frozenset[str]
    leading: frozenset[str]
    ranks: frozenset[str]
    notable: frozenset[str]
    pets: frozenset[str]
    no_relation: tuple[tuple[str, ...], ...]
    ships: frozenset[str]
    monuments: frozenset[str]
    teams: frozenset[str]
    firms: frozenset[str]
    civic: frozenset[str]
    helpers: frozenset[str]
    openers: frozenset[str]
    given: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
