-- 0015: a speaker's quotations sentence by sentence, so that they are counted without looking any of them up, and what is said about an actor.

DROP INDEX quotations_by_source;
CREATE INDEX quotations_by_source ON quotations (source, article, sentence, confidence, start_at, end_at) WHERE source IS NOT NULL;
CREATE INDEX quotation_subjects_by_actor ON quotation_subjects (actor, quotation) WHERE actor IS NOT NULL;
