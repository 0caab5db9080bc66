-- 0041: feeds whose hub (WebSub) was asked to tell of new entries at once, and what was agreed with it.

CREATE TABLE feed_hubs (
    feed     INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
    hub      TEXT NOT NULL,
    topic    TEXT NOT NULL, -- the feed's address as the hub knows it
    token    TEXT NOT NULL UNIQUE, -- the last part of the address that the hub calls: nobody else knows it
    secret   TEXT NOT NULL, -- with which the hub signs
    asked_at TEXT NOT NULL,
    until    TEXT -- when the hub stops, unless it is asked again; NULL: it has not agreed yet, or refuses
) STRICT;
