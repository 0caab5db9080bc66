-- 0010: the picture an article's page or feed gives of it, as a link for Discord to show; and whether a digest shows one.

CREATE TABLE pictures ( -- apart from the articles: only digests, and who looks at one article, ask for it
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    url     TEXT NOT NULL
) STRICT;

ALTER TABLE drafts ADD COLUMN picture TEXT;
ALTER TABLE subscriptions ADD COLUMN picture INTEGER NOT NULL DEFAULT 1 CHECK (picture IN (0, 1));
