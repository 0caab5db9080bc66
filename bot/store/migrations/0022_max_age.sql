-- 0022: how many days before an edition's period an article may have been published and still be news.

ALTER TABLE subscriptions ADD COLUMN max_age INTEGER NOT NULL DEFAULT 3 CHECK (max_age >= 0);
