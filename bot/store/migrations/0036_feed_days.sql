-- 0036: what each feed brought on each day of the last thirty, and how often it failed, so that a list shows its health.

CREATE TABLE feed_days (
    feed     INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    day      TEXT NOT NULL, -- in UTC
    checks   INTEGER NOT NULL DEFAULT 0, -- the failed ones too
    failures INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (feed, day)
) STRICT, WITHOUT ROWID;
