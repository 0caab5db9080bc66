-- 0033: what a server's editors call an outlet, in their own words.

CREATE TABLE outlet_labels (
    server  TEXT NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    outlet  TEXT NOT NULL,
    label   TEXT NOT NULL,
    made_by TEXT, -- the editor
    made_at TEXT NOT NULL,
    PRIMARY KEY (server, outlet)
) STRICT, WITHOUT ROWID;
