-- 0001: libraries, articles, and everything read from them.
-- Every fact keeps its article, sentence, span, whose voice it is, how sure the reader was, the rule and the reader's version.
-- Spans are half-open code-point offsets into articles.text. Dates are EDTF text, instants are UTC ISO-8601 text.

CREATE TABLE libraries (
    id TEXT PRIMARY KEY -- 'everyone', or the id of the server that owns it
) STRICT;

INSERT INTO libraries (id) VALUES ('everyone');

CREATE TABLE articles (
    id        INTEGER PRIMARY KEY,
    library   TEXT NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
    hash      TEXT NOT NULL, -- of the text: the same words are the same article
    title     TEXT,
    outlet    TEXT,
    url       TEXT,
    published TEXT,
    text      TEXT NOT NULL,
    opening   TEXT NOT NULL, -- the first words, shown where there is no title
    reader    TEXT NOT NULL,
    filed_at  TEXT NOT NULL,
    read_at   TEXT NOT NULL, -- when it was last read: later than filed_at once a newer reader has read it
    UNIQUE (library, hash)
) STRICT;

CREATE TABLE sentences (
    article   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    start_at  INTEGER NOT NULL,
    end_at    INTEGER NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('body', 'heading', 'dateline', 'boilerplate')),
    paragraph INTEGER NOT NULL,
    words     TEXT NOT NULL, -- of the span, so that no answer cuts them out of a whole article
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE actors (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id      TEXT NOT NULL,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('country', 'person', 'organization', 'group', 'place')),
    role    TEXT,
    part_of TEXT,
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX actors_by_id ON actors (id, article);
CREATE INDEX actors_by_state ON actors (part_of, article) WHERE part_of IS NOT NULL;

CREATE TABLE mentions (
    article  INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at   INTEGER NOT NULL CHECK (end_at > start_at),
    form     TEXT NOT NULL CHECK (form IN ('name', 'alias', 'demonym', 'metonym', 'title', 'pronoun')),
    FOREIGN KEY (article, actor) REFERENCES actors (article, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX mentions_by_article ON mentions (article, actor);

CREATE TABLE time_expressions (
    article  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start_at INTEGER NOT NULL,
    end_at   INTEGER NOT NULL CHECK (end_at > start_at),
    type     TEXT NOT NULL CHECK (type IN ('DATE', 'TIME', 'DURATION', 'SET')),
    value    TEXT NOT NULL
) STRICT;

CREATE INDEX time_expressions_by_article ON time_expressions (article);

CREATE TABLE events (
    id         INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    local      TEXT NOT NULL, -- the reading's own id: e1, e2 ...
    key        TEXT NOT NULL, -- the same for all tellings of one named event, else article.local
    type       TEXT NOT NULL,
    name       TEXT,
    label      TEXT NOT NULL, -- the event in a few words, made of its participants and type
    sentence   INTEGER NOT NULL,
    start_at   INTEGER NOT NULL,
    end_at     INTEGER NOT NULL CHECK (end_at > start_at),
    cue        TEXT NOT NULL, -- the words of the span
    date       TEXT,
    place      TEXT,
    mode       TEXT NOT NULL CHECK (mode IN ('actual', 'planned', 'negated', 'hypothetical')),
    voice      TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule       TEXT NOT NULL,
    reader     TEXT NOT NULL,
    UNIQUE (article, local),
    FOREIGN KEY (article, sentence) REFERENCES sentences (article, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX events_by_key ON events (key);

CREATE TABLE event_mentions (
    event    INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    sentence INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at   INTEGER NOT NULL CHECK (end_at > start_at)
) STRICT;

CREATE INDEX event_mentions_by_event ON event_mentions (event);

CREATE TABLE participants (
    event    INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    side     TEXT NOT NULL CHECK (side IN ('agent', 'recipient')),
    actor    TEXT,
    start_at INTEGER NOT NULL,
    end_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX participants_by_event ON participants (event);
CREATE INDEX participants_by_actor ON participants (actor, event) WHERE actor IS NOT NULL;

CREATE TABLE event_order (
    earlier INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    later   INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    PRIMARY KEY (later, earlier)
) STRICT, WITHOUT ROWID;

CREATE TABLE stances (
    id           INTEGER PRIMARY KEY,
    article      INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    holder       TEXT,
    holder_start INTEGER NOT NULL,
    holder_end   INTEGER NOT NULL,
    target_actor TEXT,
    target_event INTEGER REFERENCES events (id) ON DELETE CASCADE,
    target_start INTEGER NOT NULL,
    target_end   INTEGER NOT NULL,
    polarity     TEXT NOT NULL CHECK (polarity IN ('supports', 'opposes', 'neutral')),
    expressed    TEXT NOT NULL CHECK (expressed IN ('words', 'deeds', 'inaction')),
    sentence     INTEGER NOT NULL,
    start_at     INTEGER NOT NULL,
    end_at       INTEGER NOT NULL CHECK (end_at > start_at),
    voice        TEXT,
    confidence   REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule         TEXT NOT NULL,
    reader       TEXT NOT NULL,
    FOREIGN KEY (article, sentence) REFERENCES sentences (article, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX stances_by_holder ON stances (holder, article) WHERE holder IS NOT NULL;
CREATE INDEX stances_by_article ON stances (article);
CREATE INDEX stances_by_event ON stances (target_event) WHERE target_event IS NOT NULL;

CREATE TABLE quotations (
    id           INTEGER PRIMARY KEY,
    article      INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    source       TEXT,
    source_start INTEGER,
    source_end   INTEGER,
    cue_start    INTEGER,
    cue_end      INTEGER,
    cue          TEXT,
    sentence     INTEGER NOT NULL,
    start_at     INTEGER NOT NULL,
    end_at       INTEGER NOT NULL CHECK (end_at > start_at),
    voice        TEXT,
    confidence   REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule         TEXT NOT NULL,
    reader       TEXT NOT NULL,
    FOREIGN KEY (article, sentence) REFERENCES sentences (article, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX quotations_by_source ON quotations (source, article) WHERE source IS NOT NULL;
CREATE INDEX quotations_by_article ON quotations (article);

CREATE TABLE quotation_parts (
    quotation INTEGER NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    start_at  INTEGER NOT NULL,
    end_at    INTEGER NOT NULL CHECK (end_at > start_at),
    words     TEXT NOT NULL,
    PRIMARY KEY (quotation, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotation_subjects (
    quotation INTEGER NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    actor     TEXT,
    event     INTEGER REFERENCES events (id) ON DELETE CASCADE,
    CHECK ((actor IS NULL) <> (event IS NULL))
) STRICT;

CREATE INDEX quotation_subjects_by_quotation ON quotation_subjects (quotation);
CREATE INDEX quotation_subjects_by_event ON quotation_subjects (event) WHERE event IS NOT NULL;
