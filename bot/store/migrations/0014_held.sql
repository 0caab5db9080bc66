-- 0014: a holder's stances with what they are on, so that they are counted without looking any of them up: every answer counts them.

DROP INDEX stances_by_holder;
CREATE INDEX stances_by_holder ON stances (holder, article, target_actor, target_event) WHERE holder IS NOT NULL;
