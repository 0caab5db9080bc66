-- 0024: one event, told by several articles: what reports are found by to be compared (bot/store/reports.py). Joined events without a name share
-- one key, that of the report the others agree with.

CREATE TABLE tellings (
    handle INTEGER NOT NULL, -- of what happened and who took part: two reports of one event have one in common
    first  INTEGER NOT NULL, -- the days it may have happened on, counted as Python does
    event  INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    last   INTEGER NOT NULL, -- behind the key's columns: else SQLite 3.40's integrity_check takes it for NULL
    PRIMARY KEY (handle, first, event)
) STRICT, WITHOUT ROWID;

CREATE INDEX tellings_by_event ON tellings (event);

-- The one row says by which rules reports were joined, and up to which article: by others, they are joined anew.
CREATE TABLE reports_joined (
    version TEXT NOT NULL,
    upto    INTEGER NOT NULL
) STRICT;
