-- 0031: what a digest never tells: words, names of actors and outlets, one a line.

ALTER TABLE subscriptions ADD COLUMN muted TEXT NOT NULL DEFAULT '';
