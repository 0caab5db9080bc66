-- 0020: a digest's number among its own server's, by which it is shown and typed; none is given twice.

ALTER TABLE servers ADD COLUMN digests INTEGER NOT NULL DEFAULT 0; -- how many it ever had
ALTER TABLE subscriptions ADD COLUMN number INTEGER NOT NULL DEFAULT 0;

UPDATE subscriptions SET number = (
    SELECT count(*) FROM subscriptions s WHERE s.server = subscriptions.server AND s.id <= subscriptions.id);
UPDATE servers SET digests = (SELECT count(*) FROM subscriptions s WHERE s.server = servers.id);

CREATE UNIQUE INDEX subscriptions_by_number ON subscriptions (server, number);
