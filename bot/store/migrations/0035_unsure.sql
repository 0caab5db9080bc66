-- 0035: what articles may say, not surely enough to be shown. It stands apart from the facts, so that no count, picture or digest has it:
-- only the button "Less sure" below an answer reads it. One row for each way to ask: by whom, on what. The next reading of an article fills it.

CREATE TABLE unsure (
    kind        TEXT NOT NULL CHECK (kind IN ('stance', 'quotation')),
    by_whom     TEXT NOT NULL, -- who is asked about: who may hold the stance or may have said it, or whom they speak for
    about       TEXT NOT NULL, -- an actor, an issue, or an event's key; '' for whatever it is
    day         TEXT NOT NULL, -- of its article
    article     INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL, -- its place among those of its article
    own         INTEGER NOT NULL, -- 1: who may hold or have said it themselves, 0: whom they speak for
    who         TEXT NOT NULL, -- who may hold the stance or may have said it
    target_kind TEXT CHECK (target_kind IN ('actor', 'event', 'issue')), -- of a stance, as the next three
    target      TEXT,
    target_name TEXT,
    polarity    TEXT CHECK (polarity IN ('supports', 'opposes')),
    sentence    INTEGER NOT NULL,
    start_at    INTEGER NOT NULL,
    end_at      INTEGER NOT NULL CHECK (end_at > start_at),
    voice       TEXT,
    confidence  REAL NOT NULL,
    PRIMARY KEY (kind, by_whom, about, day, article, number),
    CHECK ((kind = 'stance') = (target IS NOT NULL AND target_kind IS NOT NULL AND polarity IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX unsure_by_topic ON unsure (kind, about, day, article, number) WHERE about <> '' AND own = 1;
CREATE INDEX unsure_by_article ON unsure (article);
