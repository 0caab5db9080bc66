-- 0003: one story, once: outlets of an article beside its first, what an article said before it was updated, removal that can be
-- undone, and articles that are read but not filed yet.

ALTER TABLE articles ADD COLUMN page TEXT; -- its link as a key: two links of one page have one
ALTER TABLE articles ADD COLUMN dating TEXT; -- how its date is known
ALTER TABLE articles ADD COLUMN language TEXT; -- ISO 639 code
ALTER TABLE articles ADD COLUMN filed_by TEXT; -- the user who filed it, by Discord's id; NULL: the operator or a feed
ALTER TABLE articles ADD COLUMN size INTEGER NOT NULL DEFAULT 0; -- characters of its text
ALTER TABLE articles ADD COLUMN more_outlets INTEGER NOT NULL DEFAULT 0; -- outlets beside its own that brought the same article
ALTER TABLE articles ADD COLUMN removed_at TEXT; -- nobody sees it from then on; for a day it can be brought back
ALTER TABLE articles ADD COLUMN twin INTEGER REFERENCES articles (id) ON DELETE SET NULL; -- the same article of everyone's, which is shown instead

UPDATE articles SET size = length(text);

CREATE UNIQUE INDEX articles_by_page ON articles (library, page) WHERE page IS NOT NULL;
CREATE INDEX articles_by_hash ON articles (hash);
CREATE INDEX articles_by_size ON articles (library, size);
CREATE INDEX articles_by_removal ON articles (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX articles_by_twin ON articles (twin) WHERE twin IS NOT NULL;

CREATE TABLE copies ( -- the same article at another outlet: one report all the same
    article   INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    page      TEXT NOT NULL DEFAULT '', -- '' for a text without a link
    outlet    TEXT NOT NULL DEFAULT '',
    url       TEXT,
    title     TEXT,
    published TEXT,
    found_at  TEXT NOT NULL,
    PRIMARY KEY (article, page, outlet)
) STRICT, WITHOUT ROWID;

CREATE INDEX copies_by_page ON copies (page) WHERE page <> '';

CREATE TABLE revisions ( -- what an article was until it was updated
    article     INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    title       TEXT,
    outlet      TEXT,
    url         TEXT,
    published   TEXT,
    hash        TEXT NOT NULL,
    text        TEXT NOT NULL,
    facts       INTEGER NOT NULL, -- how many were read from it
    filed_at    TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts ( -- an article that was read and shown, until it is filed or discarded
    id        INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: buttons carry it
    server    TEXT NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    made_by   TEXT NOT NULL,
    made_at   TEXT NOT NULL,
    title     TEXT,
    outlet    TEXT,
    url       TEXT,
    published TEXT,
    text      TEXT NOT NULL,
    page      TEXT,
    dating    TEXT,
    language  TEXT,
    notes     TEXT NOT NULL DEFAULT '[]' -- JSON: what an editor should know of it
) STRICT;

CREATE INDEX drafts_by_server ON drafts (server);
CREATE INDEX drafts_by_time ON drafts (made_at);
CREATE INDEX revisions_by_hash ON revisions (hash);
