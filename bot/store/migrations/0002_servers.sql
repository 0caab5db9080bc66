-- 0002: servers the bot is or was in, and what each has set.
-- A server that removed the bot keeps its data for the days of grace from left_at on. Whatever belongs to a server hangs on its row
-- here, or on its row in libraries, and goes with it.

CREATE TABLE servers (
    id             TEXT PRIMARY KEY CHECK (id <> '' AND id NOT GLOB '*[^0-9]*'),
    joined_at      TEXT NOT NULL,
    left_at        TEXT,
    editors_role   TEXT CHECK (editors_role <> '' AND editors_role NOT GLOB '*[^0-9]*'),
    notice_channel TEXT CHECK (notice_channel <> '' AND notice_channel NOT GLOB '*[^0-9]*')
) STRICT;

CREATE INDEX servers_by_left_at ON servers (left_at) WHERE left_at IS NOT NULL;
