-- 0040: articles that a merge of subjects, or undoing one, changes and that are still to be read again. Filing one takes it off.

CREATE TABLE to_read_again (
    article    INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    correction INTEGER NOT NULL REFERENCES corrections (id) ON DELETE CASCADE -- the last one that changes it
) STRICT;

CREATE INDEX to_read_again_by_correction ON to_read_again (correction);
