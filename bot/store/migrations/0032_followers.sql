-- 0032: subscriptions of members, which go to their direct messages. They have no number: /digest knows nothing of them.

ALTER TABLE subscriptions ADD COLUMN follower TEXT; -- the member; NULL: a channel's digest

DROP INDEX subscriptions_by_number;
CREATE UNIQUE INDEX subscriptions_by_number ON subscriptions (server, number) WHERE follower IS NULL;

CREATE UNIQUE INDEX subscriptions_by_follower ON subscriptions (follower, server) WHERE follower IS NOT NULL AND state <> 'ended';
