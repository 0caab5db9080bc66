-- 0027: facts by their subject, newest first. An answer reads the newest facts of this index and no others, so its cost does not grow with the
-- library. Filled as facts are filed (bot/store/by_subject.py). Columns behind the key stand last: see 0024.

ALTER TABLE events ADD COLUMN first_day TEXT NOT NULL DEFAULT ''; -- the days it may have happened on; without a date, those of its article
ALTER TABLE events ADD COLUMN last_day TEXT NOT NULL DEFAULT '';

-- Reading an article again sets the exact days; until then a prefix of the date stands for them.
UPDATE events SET first_day = rtrim(substr(date, 1, 10), '~?%/X-'), last_day = rtrim(substr(date, instr(date, '/') + 1, 10), '~?%/X-') || '~'
WHERE date GLOB '[0-9][0-9][0-9][0-9]*';
UPDATE events SET (first_day, last_day) = (
    SELECT coalesce(substr(a.published, 1, 10), ''), coalesce(substr(a.published, 1, 10), '') || '~' FROM articles a WHERE a.id = events.article)
WHERE first_day = '';

CREATE TABLE events_by_subject (
    subject TEXT NOT NULL, -- an actor that took part, that a participant speaks for, or a place where it happened
    day     TEXT NOT NULL, -- the first it may have happened on
    event   INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    article INTEGER NOT NULL,
    last    TEXT NOT NULL, -- the last day it may have happened on
    PRIMARY KEY (subject, day, event)
) STRICT, WITHOUT ROWID;

CREATE INDEX events_by_subject_of ON events_by_subject (event);

CREATE TABLE stances_by_subject (
    holder  TEXT NOT NULL, -- who holds it, or whom the holder speaks for
    target  TEXT NOT NULL, -- an actor or issue; of an event those that did it; '' for whatever it is
    day     TEXT NOT NULL, -- of its article
    stance  INTEGER NOT NULL REFERENCES stances (id) ON DELETE CASCADE,
    article INTEGER NOT NULL,
    own     INTEGER NOT NULL, -- 1: the holder's own, 0: of somebody who speaks for it
    PRIMARY KEY (holder, target, day, stance)
) STRICT, WITHOUT ROWID;

CREATE INDEX stances_by_subject_of ON stances_by_subject (stance);
CREATE INDEX stances_by_target ON stances_by_subject (target, day, stance) WHERE target <> '' AND own = 1;

CREATE TABLE quotations_by_subject (
    speaker   TEXT NOT NULL, -- who said it, or the body whose spokesperson did
    about     TEXT NOT NULL, -- an actor or issue; '' for whatever it is about
    day       TEXT NOT NULL, -- of its article
    quotation INTEGER NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    article   INTEGER NOT NULL,
    own       INTEGER NOT NULL, -- 1: the speaker's own, 0: of its spokesperson
    PRIMARY KEY (speaker, about, day, quotation)
) STRICT, WITHOUT ROWID;

CREATE INDEX quotations_by_subject_of ON quotations_by_subject (quotation);
CREATE INDEX quotations_by_topic ON quotations_by_subject (about, day, quotation) WHERE about <> '' AND own = 1;

-- How many articles of a library are shown: every answer says so, and counting them took longer than the answer.
ALTER TABLE libraries ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;

UPDATE libraries SET shown = (SELECT count(*) FROM articles a WHERE a.library = libraries.id AND a.removed_at IS NULL AND a.twin IS NULL);

CREATE TRIGGER an_article_is_shown AFTER INSERT ON articles WHEN new.removed_at IS NULL AND new.twin IS NULL BEGIN
    UPDATE libraries SET shown = shown + 1 WHERE id = new.library;
END;

CREATE TRIGGER an_article_is_gone AFTER DELETE ON articles WHEN old.removed_at IS NULL AND old.twin IS NULL BEGIN
    UPDATE libraries SET shown = shown - 1 WHERE id = old.library;
END;

CREATE TRIGGER an_article_is_hidden_or_shown AFTER UPDATE OF removed_at, twin ON articles BEGIN
    UPDATE libraries SET shown = shown - (old.removed_at IS NULL AND old.twin IS NULL) + (new.removed_at IS NULL AND new.twin IS NULL)
    WHERE id = new.library;
END;

-- What is filed already.
INSERT INTO events_by_subject (subject, day, event, article, last)
SELECT p.actor, e.first_day, e.id, e.article, e.last_day FROM events e JOIN participants p ON p.event = e.id
    WHERE p.actor IS NOT NULL
UNION SELECT c.part_of, e.first_day, e.id, e.article, e.last_day
    FROM events e JOIN participants p ON p.event = e.id JOIN actors c ON c.article = e.article AND c.id = p.actor
    WHERE c.part_of IS NOT NULL AND (
lower(c.role) LIKE '%minister' OR lower(c.role) LIKE '%president' OR lower(c.role) LIKE '%secretary' OR lower(c.role) LIKE 'secretary of %'
OR lower(c.role) LIKE '%spokes%' OR lower(c.role) LIKE '%ambassador%' OR lower(c.role) LIKE '%envoy'
OR lower(c.role) IN ('premier', 'chancellor', 'taoiseach', 'supreme leader', 'king', 'queen', 'emir', 'sultan', 'crown prince')
) AND lower(c.role) NOT LIKE 'former %' AND lower(c.role) NOT LIKE 'ex-%' AND lower(c.role) NOT LIKE '%opposition%'
UNION SELECT c.id, e.first_day, e.id, e.article, e.last_day FROM events e JOIN actors c ON c.article = e.article
    WHERE c.kind = 'place' AND instr(', ' || e.place || ',', ', ' || c.name || ',') > 0;

INSERT INTO stances_by_subject (holder, target, day, stance, article, own)
WITH targets (stance, target) AS (
    SELECT id, '' FROM stances WHERE coalesce(target_actor, target_event, target_issue) IS NOT NULL
    UNION SELECT id, target_actor FROM stances WHERE target_actor IS NOT NULL
    UNION SELECT id, target_issue FROM stances WHERE target_issue IS NOT NULL
    UNION SELECT o.id, p.actor FROM stances o JOIN participants p ON p.event = o.target_event
        WHERE p.side = 'agent' AND p.actor IS NOT NULL),
holders (stance, holder, own) AS (
    SELECT id, holder, 1 FROM stances WHERE holder IS NOT NULL
    UNION SELECT o.id, c.part_of, 0 FROM stances o JOIN actors c ON c.article = o.article AND c.id = o.holder
        WHERE c.part_of IS NOT NULL AND c.part_of <> c.id AND (
lower(c.role) LIKE '%minister' OR lower(c.role) LIKE '%president' OR lower(c.role) LIKE '%secretary' OR lower(c.role) LIKE 'secretary of %'
OR lower(c.role) LIKE '%spokes%' OR lower(c.role) LIKE '%ambassador%' OR lower(c.role) LIKE '%envoy'
OR lower(c.role) IN ('premier', 'chancellor', 'taoiseach', 'supreme leader', 'king', 'queen', 'emir', 'sultan', 'crown prince')
) AND lower(c.role) NOT LIKE 'former %' AND lower(c.role) NOT LIKE 'ex-%' AND lower(c.role) NOT LIKE '%opposition%')
SELECT h.holder, t.target, coalesce(a.published, ''), o.id, o.article, h.own
FROM stances o JOIN articles a ON a.id = o.article JOIN targets t ON t.stance = o.id JOIN holders h ON h.stance = o.id;

INSERT INTO quotations_by_subject (speaker, about, day, quotation, article, own)
WITH topics (quotation, about) AS (
    SELECT id, '' FROM quotations
    UNION SELECT q.quotation, coalesce(q.actor, q.issue) FROM quotations f JOIN quotation_subjects q ON q.quotation = f.id
        WHERE q.event IS NULL),
speakers (quotation, speaker, own) AS (
    SELECT id, source, 1 FROM quotations WHERE source IS NOT NULL
    UNION SELECT f.id, c.part_of, 0 FROM quotations f JOIN actors c ON c.article = f.article AND c.id = f.source
        WHERE c.part_of IS NOT NULL AND c.part_of <> c.id AND lower(c.role) LIKE '%spokes%' AND lower(c.role) NOT LIKE 'former %' AND lower(c.role) NOT LIKE 'ex-%')
SELECT s.speaker, t.about, coalesce(a.published, ''), f.id, f.article, s.own
FROM quotations f JOIN articles a ON a.id = f.article JOIN topics t ON t.quotation = f.id JOIN speakers s ON s.quotation = f.id;
