-- 0030: what people say is wrong in a fact. A correction names its fact by the sentence and the cue's place in it, not by a row, so that it is
-- applied again whenever the article is read again (bot/model/corrections.py).

CREATE TABLE corrections (
    id         INTEGER PRIMARY KEY,
    library    TEXT NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
    server     TEXT REFERENCES servers (id) ON DELETE SET NULL, -- in which it was reported
    article    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('event', 'stance', 'quotation')),
    sentence   TEXT NOT NULL,
    start_at   INTEGER NOT NULL,
    end_at     INTEGER NOT NULL CHECK (end_at >= start_at),
    who        TEXT NOT NULL, -- holder or speaker; '' if there is none
    target     TEXT NOT NULL, -- the actor or issue that a stance is on; '' if there is none
    mistake      TEXT NOT NULL CHECK (mistake IN ('unsaid', 'party', 'target', 'side', 'date')),
    correct    TEXT, -- JSON: what is right instead
    claim      TEXT NOT NULL, -- as it was shown
    state      TEXT NOT NULL CHECK (state IN ('reported', 'applied', 'undone', 'dismissed')),
    made_by    TEXT,
    made_at    TEXT NOT NULL,
    settled_by TEXT,
    settled_at TEXT
) STRICT;

CREATE INDEX corrections_by_article ON corrections (article, id);
CREATE INDEX corrections_by_library ON corrections (library, id);
CREATE INDEX corrections_by_server ON corrections (server, id) WHERE server IS NOT NULL;

-- What a server's members reported of everyone's articles goes with the server; what the operator made of it stays, without their names.
CREATE TRIGGER reports_of_a_server_are_gone BEFORE DELETE ON servers BEGIN
    DELETE FROM corrections WHERE server = old.id AND state <> 'applied';
    UPDATE corrections SET made_by = NULL, settled_by = NULL WHERE server = old.id;
END;
