-- 0009: how many articles one may see, without looking at any of them: every answer says it.

CREATE INDEX articles_seen ON articles (library) WHERE removed_at IS NULL AND twin IS NULL;
