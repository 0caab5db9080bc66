-- 0039: what an article is about (NULL: not sure, or read before there were topics), and the topics that a digest keeps to, one a line ('': any).

ALTER TABLE articles ADD COLUMN topic TEXT;
ALTER TABLE subscriptions ADD COLUMN topics TEXT NOT NULL DEFAULT '';
