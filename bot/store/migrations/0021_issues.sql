-- 0021: issues: things that are neither actor nor event, and that somebody is for or against: "oil price cap". What stands on them, what is
-- said about them, and where a text names them, so that what happens in those sentences is found. The next start reads the
-- operator's files again.

CREATE TABLE issues (
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id      TEXT NOT NULL, -- made of head and modifiers: the same for all articles that name the same thing
    name    TEXT NOT NULL, -- as the article has it, without a determiner
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX issues_by_id ON issues (id, article);

CREATE TABLE issue_mentions (
    article  INTEGER NOT NULL,
    issue    TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at   INTEGER NOT NULL CHECK (end_at > start_at),
    FOREIGN KEY (article, issue) REFERENCES issues (article, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX issue_mentions_by_issue ON issue_mentions (issue, article, sentence);
CREATE INDEX issue_mentions_by_article ON issue_mentions (article, issue);

ALTER TABLE stances ADD COLUMN target_issue TEXT;
CREATE INDEX stances_by_issue ON stances (target_issue, article) WHERE target_issue IS NOT NULL;
CREATE INDEX stances_by_actor ON stances (target_actor, article) WHERE target_actor IS NOT NULL;

CREATE TABLE subjects_of_quotations (
    quotation INTEGER NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    actor     TEXT,
    event     INTEGER REFERENCES events (id) ON DELETE CASCADE,
    issue     TEXT,
    CHECK ((actor IS NOT NULL) + (event IS NOT NULL) + (issue IS NOT NULL) = 1)
) STRICT;

INSERT INTO subjects_of_quotations (quotation, actor, event) SELECT quotation, actor, event FROM quotation_subjects;
DROP TABLE quotation_subjects;
ALTER TABLE subjects_of_quotations RENAME TO quotation_subjects;

CREATE INDEX quotation_subjects_by_quotation ON quotation_subjects (quotation);
CREATE INDEX quotation_subjects_by_event ON quotation_subjects (event) WHERE event IS NOT NULL;
CREATE INDEX quotation_subjects_by_actor ON quotation_subjects (actor, quotation) WHERE actor IS NOT NULL;
CREATE INDEX quotation_subjects_by_issue ON quotation_subjects (issue, quotation) WHERE issue IS NOT NULL;

-- A digest may be about an issue.
CREATE TABLE subjects_of_subscriptions (
    subscription INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('actor', 'event', 'issue')),
    subject      TEXT NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (subscription, number)
) STRICT, WITHOUT ROWID;

INSERT INTO subjects_of_subscriptions SELECT subscription, number, kind, subject, name FROM subscription_subjects;
DROP TABLE subscription_subjects;
ALTER TABLE subjects_of_subscriptions RENAME TO subscription_subjects;
