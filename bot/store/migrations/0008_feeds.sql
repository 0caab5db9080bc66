-- 0008: feeds that are read by themselves, and what each has shown.

CREATE TABLE feeds (
    id            INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: buttons carry it
    library       TEXT NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
    url           TEXT NOT NULL,
    host          TEXT NOT NULL, -- of the url: one feed of it is asked for at a time
    title         TEXT,
    site          TEXT,
    every         INTEGER NOT NULL CHECK (every BETWEEN 5 AND 10080), -- minutes
    state         TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'ended')),
    added_by      TEXT, -- the user who added it, by Discord's id; NULL: the operator
    added_at      TEXT NOT NULL,
    etag          TEXT,
    modified      TEXT, -- the Last-Modified of what was read last
    checked_at    TEXT,
    next_at       TEXT NOT NULL, -- when it is due
    failures      INTEGER NOT NULL DEFAULT 0, -- in a row
    failing_since TEXT,
    reason        TEXT, -- why it fails or has ended, or what an editor should know of it: a sentence
    told_at       TEXT, -- when the editors were told that it fails
    UNIQUE (library, url)
) STRICT;

CREATE INDEX feeds_by_due ON feeds (next_at) WHERE state = 'active';

CREATE TABLE feed_filters ( -- what a feed's articles must match to be kept: none, and all are
    feed  INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    kind  TEXT NOT NULL CHECK (kind IN ('actor', 'words', 'outlet')),
    value TEXT NOT NULL, -- the actor's id, or the words or outlet in small letters
    shown TEXT NOT NULL,
    PRIMARY KEY (feed, kind, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_entries ( -- what a feed has shown, so that each entry is taken once
    feed    INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    key     TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('filed', 'known', 'filtered', 'refused', 'waiting')), -- waiting: it is tried again
    tries   INTEGER NOT NULL DEFAULT 1,
    seen_at TEXT NOT NULL, -- when the feed last showed it
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE loaded ( -- the operator's files that were loaded, by their bytes: none is read twice by one reader
    library TEXT NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
    digest  TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    reader  TEXT NOT NULL,
    PRIMARY KEY (library, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX loaded_by_article ON loaded (article);
