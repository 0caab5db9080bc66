-- 0005: digests: what channels subscribed to, and the ledger of editions.
-- One row an edition, unique by subscription and slot: claimed before anything is sent, and settled once. Times are UTC ISO-8601 text,
-- times of day minutes after local midnight of the subscription's zone.

CREATE TABLE subscriptions (
    id          INTEGER PRIMARY KEY,
    server      TEXT NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    channel     TEXT NOT NULL,
    place       TEXT NOT NULL CHECK (place IN ('text', 'announcement', 'thread', 'forum')),
    every       TEXT NOT NULL CHECK (every IN ('daily', 'weekdays', 'weekly', 'twice daily', 'hourly', 'as it happens')),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 1439),
    second      INTEGER CHECK (second BETWEEN 0 AND 1439),
    days        TEXT NOT NULL DEFAULT '', -- of a weekly one: 0 (Monday) to 6, with commas between
    zone        TEXT NOT NULL,
    quiet_start INTEGER CHECK (quiet_start BETWEEN 0 AND 1439),
    quiet_end   INTEGER CHECK (quiet_end BETWEEN 0 AND 1439),
    per_hour    INTEGER NOT NULL,
    style       TEXT NOT NULL CHECK (style IN ('headlines', 'brief', 'full')),
    language    TEXT NOT NULL,
    say_empty   INTEGER NOT NULL CHECK (say_empty IN (0, 1)),
    ping        TEXT,
    created_by  TEXT,
    created_at  TEXT NOT NULL,
    filed_until TEXT NOT NULL, -- what was filed before has been looked at by an edition that was sent
    state       TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
    why         TEXT CHECK (why IN ('asked', 'no access', 'no permission', 'channel gone', 'refused')),
    reason      TEXT NOT NULL DEFAULT '',
    slot_at     TEXT, -- when the first edition nobody has claimed was or is due
    next_due_at TEXT, -- when it is to be looked at: slot_at, or later while something holds it back; the end of a timed pause
    revision    INTEGER NOT NULL DEFAULT 0,
    CHECK ((quiet_start IS NULL) = (quiet_end IS NULL)),
    CHECK (state <> 'active' OR (slot_at IS NOT NULL AND next_due_at IS NOT NULL))
) STRICT;

CREATE INDEX subscriptions_by_due ON subscriptions (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX subscriptions_by_server ON subscriptions (server);

CREATE TABLE subscription_subjects (
    subscription INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('actor', 'event')),
    subject      TEXT NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (subscription, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE editions (
    id           INTEGER PRIMARY KEY,
    subscription INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    slot         TEXT NOT NULL, -- local date and number; whatever happens, there is one edition of it
    kind         TEXT NOT NULL CHECK (kind IN ('digest', 'flash', 'now')),
    due_at       TEXT NOT NULL,
    missed       INTEGER NOT NULL DEFAULT 0, -- editions it stands for besides
    first_due_at TEXT, -- when the first of those was due
    since        TEXT NOT NULL, -- it tells what was filed from here up to until
    until        TEXT NOT NULL,
    nonce        TEXT NOT NULL,
    outcome      TEXT NOT NULL CHECK (outcome IN ('claimed', 'sent', 'failed', 'unknown', 'skipped')),
    attempts     INTEGER NOT NULL DEFAULT 0, -- how often no answer came
    lease_until  TEXT, -- while it is claimed: nobody takes it over before
    sending_at   TEXT, -- when it was first about to leave: the window of its nonce begins
    message      TEXT, -- none of one that was deleted before we heard that it had arrived
    channel      TEXT, -- where the message is: of a forum, the post
    reason       TEXT NOT NULL DEFAULT '',
    settled_at   TEXT,
    published    TEXT, -- of an announcement: queued, published, or why not
    publish_at   TEXT, -- when it is to be published, at the earliest
    UNIQUE (subscription, slot),
    CHECK ((outcome = 'claimed') = (settled_at IS NULL))
) STRICT;

CREATE INDEX editions_open ON editions (lease_until) WHERE outcome = 'claimed';
CREATE UNIQUE INDEX editions_on_their_way ON editions (subscription) WHERE outcome = 'claimed';
CREATE INDEX editions_to_publish ON editions (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX editions_by_nonce ON editions (nonce);
CREATE INDEX editions_by_settling ON editions (subscription, settled_at);

-- What each edition told: so that nothing is told twice, and what turns out otherwise is corrected.
CREATE TABLE told (
    edition INTEGER NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
    kind    TEXT NOT NULL, -- event, quotation, stance, article ...
    key     TEXT NOT NULL,
    as_of   TEXT NOT NULL DEFAULT '', -- how it stood then
    PRIMARY KEY (edition, kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX told_by_key ON told (kind, key);
