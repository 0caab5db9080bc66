-- 0034: corrections of whom and what a fact names: one subject is the same as another, in all articles of the library, or another of that
-- name, in one article. The first kind stays when the article is deleted in which somebody saw it. SQLite changes no CHECK, so the table is made anew.

DROP TRIGGER reports_of_a_server_are_gone;

CREATE TABLE corrections_of_all (
    id           INTEGER PRIMARY KEY,
    library      TEXT NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
    server       TEXT REFERENCES servers (id) ON DELETE SET NULL, -- in which it was reported
    article      INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('event', 'stance', 'quotation')),
    sentence     TEXT NOT NULL,
    start_at     INTEGER NOT NULL,
    end_at       INTEGER NOT NULL CHECK (end_at >= start_at),
    who          TEXT NOT NULL, -- holder or speaker; '' if there is none
    target       TEXT NOT NULL, -- the actor or issue that a stance is on; '' if there is none
    mistake      TEXT NOT NULL CHECK (mistake IN ('unsaid', 'party', 'target', 'side', 'date', 'same', 'another')),
    correct      TEXT, -- JSON: what is right instead
    subject_kind TEXT CHECK (subject_kind IN ('actor', 'event', 'issue')), -- the subject that is the same as another, or another of that name
    subject      TEXT,
    subject_name TEXT,
    claim        TEXT NOT NULL, -- as it was shown
    state        TEXT NOT NULL CHECK (state IN ('reported', 'applied', 'undone', 'dismissed')),
    made_by      TEXT,
    made_at      TEXT NOT NULL,
    settled_by   TEXT,
    settled_at   TEXT,
    CHECK ((subject IS NOT NULL) = (mistake IN ('same', 'another'))),
    CHECK (article IS NOT NULL OR mistake = 'same')
) STRICT;

INSERT INTO corrections_of_all (id, library, server, article, kind, sentence, start_at, end_at, who, target, mistake, correct, claim, state,
    made_by, made_at, settled_by, settled_at)
SELECT id, library, server, article, kind, sentence, start_at, end_at, who, target, mistake, correct, claim, state,
    made_by, made_at, settled_by, settled_at FROM corrections;

DROP TABLE corrections;
ALTER TABLE corrections_of_all RENAME TO corrections;

CREATE INDEX corrections_by_article ON corrections (article, id);
CREATE INDEX corrections_by_library ON corrections (library, id);
CREATE INDEX corrections_by_server ON corrections (server, id) WHERE server IS NOT NULL;
CREATE INDEX corrections_of_subjects ON corrections (library, id) WHERE mistake = 'same';

-- What a server's members reported of everyone's articles goes with the server; what the operator made of it stays, without their names.
CREATE TRIGGER reports_of_a_server_are_gone BEFORE DELETE ON servers BEGIN
    DELETE FROM corrections WHERE server = old.id AND state <> 'applied';
    UPDATE corrections SET made_by = NULL, settled_by = NULL WHERE server = old.id;
END;

CREATE TRIGGER merged_subjects_stay BEFORE DELETE ON articles BEGIN
    UPDATE corrections SET article = NULL WHERE article = old.id AND mistake = 'same' AND state <> 'reported';
END;

CREATE TABLE merged_articles ( -- the articles that a correction of the first kind changed: once it is undone, they are read again
    correction INTEGER NOT NULL REFERENCES corrections (id) ON DELETE CASCADE,
    article    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (correction, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX merged_articles_by_article ON merged_articles (article);
