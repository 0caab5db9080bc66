-- 0038: events by the issues that their sentence names, and stances, quotations and events by every wider issue as well (a "French pension reform" is
-- a "pension reform"), so that an answer about an issue reads the newest facts of an index and no others. From now on filled as facts are filed.

CREATE TABLE wider (issue TEXT NOT NULL, wide TEXT NOT NULL, PRIMARY KEY (issue, wide)) STRICT, WITHOUT ROWID;

-- An id is its head and modifiers: "i.reform-french-pension". A wider one has up to three of the modifiers.
INSERT OR IGNORE INTO wider (issue, wide)
WITH RECURSIVE named (id) AS (
    SELECT min(id) FROM issues UNION ALL SELECT (SELECT min(i.id) FROM issues i WHERE i.id > named.id) FROM named WHERE named.id IS NOT NULL),
parts (issue, wide, taken, rest) AS (
    SELECT id, substr(id, 1, instr(id || '-', '-') - 1), 0, substr(id, instr(id || '-', '-') + 1) || '-' FROM named WHERE id IS NOT NULL
    UNION ALL SELECT issue, wide, taken, substr(rest, instr(rest, '-') + 1) FROM parts WHERE rest NOT IN ('', '-')
    UNION ALL SELECT issue, wide || '-' || substr(rest, 1, instr(rest, '-') - 1), taken + 1, substr(rest, instr(rest, '-') + 1)
        FROM parts WHERE rest NOT IN ('', '-') AND taken < 3)
SELECT issue, wide FROM parts WHERE rest IN ('', '-') UNION SELECT id, id FROM named WHERE id IS NOT NULL;

INSERT OR IGNORE INTO events_by_subject (subject, day, event, article, last)
SELECT w.wide, e.first_day, e.id, e.article, e.last_day
FROM issue_mentions m CROSS JOIN events e ON e.article = m.article AND e.sentence = m.sentence CROSS JOIN wider w ON w.issue = m.issue;

INSERT OR IGNORE INTO stances_by_subject (holder, target, day, stance, article, own)
SELECT x.holder, w.wide, x.day, x.stance, x.article, x.own
FROM wider w CROSS JOIN stances o ON o.target_issue = w.issue CROSS JOIN stances_by_subject x ON x.stance = o.id AND x.target = w.issue
WHERE w.wide <> w.issue;

INSERT OR IGNORE INTO quotations_by_subject (speaker, about, day, quotation, article, own)
SELECT x.speaker, w.wide, x.day, x.quotation, x.article, x.own
FROM wider w CROSS JOIN quotation_subjects q ON q.issue = w.issue CROSS JOIN quotations_by_subject x ON x.quotation = q.quotation AND x.about = w.issue
WHERE w.wide <> w.issue;

-- What may be said of an issue; its own rows stay as they are.
INSERT OR IGNORE INTO unsure (kind, by_whom, about, day, article, number, own, who, target_kind, target, target_name, polarity, sentence, start_at, end_at, voice, confidence)
SELECT u.kind, u.by_whom, w.wide, u.day, u.article, u.number, u.own, u.who, u.target_kind, u.target, u.target_name, u.polarity, u.sentence, u.start_at, u.end_at, u.voice, u.confidence
FROM unsure u CROSS JOIN wider w ON w.issue = u.about
WHERE w.wide <> w.issue;

DROP TABLE wider;
