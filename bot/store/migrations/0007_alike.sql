-- 0007: what articles are compared with others by, so that a story is known again in other words (bot/store/similarity.py).

CREATE TABLE signatures (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    version TEXT NOT NULL, -- those of another version can't be compared
    hashes  BLOB NOT NULL
) STRICT;

CREATE TABLE bands ( -- two alike texts have one or more in common
    band    INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (band, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX bands_by_article ON bands (article);
