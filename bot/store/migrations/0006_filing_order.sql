-- 0006: what was filed in a stretch of time, and where a holder stood on a target before: what a digest asks.

CREATE INDEX articles_by_filing ON articles (library, filed_at);
CREATE INDEX stances_by_pair ON stances (holder, target_actor, article, expressed, polarity, confidence) WHERE holder IS NOT NULL AND target_actor IS NOT NULL;
