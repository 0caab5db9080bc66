-- 0025: which articles were filed, changed, hidden or shown, and what each told before. Whoever has the names in memory goes on from the last note
-- they know, whichever process wrote it.

CREATE TABLE touched (
    number  INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, so that nobody misses one
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    before  TEXT NOT NULL -- JSON, of each name it told: [id, kind, facts]
) STRICT;

CREATE INDEX touched_by_article ON touched (article);
